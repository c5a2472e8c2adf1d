import { readFileSync } from 'node:fs';

const everyMs = 200;

export interface Memory {
  readonly maximumMb: number;
  /** Mean of the last quarter of the samples against that of the second quarter: 1 is flat. */
  readonly growth: number;
}

/** Samples the resident memory of a process until it is told to stop. Null where the system does not tell. */
export function watchMemory(pid: number): () => Memory | null {
  const samples: number[] = [];
  const timer = setInterval(() => {
    const resident = residentMb(pid);
    if (resident !== undefined) samples.push(resident);
  }, everyMs);
  return () => {
    clearInterval(timer);
    if (samples.length < 8) return null;
    const quarter = Math.floor(samples.length / 4);
    return { maximumMb: Math.max(...samples), growth: mean(samples.slice(-quarter)) / mean(samples.slice(quarter, 2 * quarter)) };
  };
}

function residentMb(pid: number): number | undefined {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
