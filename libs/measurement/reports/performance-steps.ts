import type { Confusion } from '../intervals/intervals.js';
import { type SparseCounts, sumOfCounts } from '../intervals/sparse-counts.js';

/** What one stretch of time came to (milliseconds since 1970, end exclusive). */
export interface PerformanceStep {
  readonly startMs: number;
  readonly endMs: number;
  readonly events: number;
  readonly decided: number;
  readonly confusion: Confusion;
  readonly counters: readonly Uint8Array[];
  readonly scores: SparseCounts;
}

/** Stretches as one, from the start of the first to the end of the last. */
export function mergedStep(steps: readonly PerformanceStep[]): PerformanceStep {
  return {
    startMs: steps[0]?.startMs ?? 0,
    endMs: steps.at(-1)?.endMs ?? 0,
    events: steps.reduce((sum, { events }) => sum + events, 0),
    decided: steps.reduce((sum, { decided }) => sum + decided, 0),
    confusion: sumOfConfusions(steps.map(({ confusion }) => confusion)),
    counters: steps.flatMap(({ counters }) => counters),
    scores: sumOfCounts(steps.map(({ scores }) => scores)),
  };
}

function sumOfConfusions(confusions: readonly Confusion[]): Confusion {
  const sum = (count: keyof Confusion): number => confusions.reduce((total, confusion) => total + confusion[count], 0);
  return { truePositive: sum('truePositive'), falsePositive: sum('falsePositive'), falseNegative: sum('falseNegative'), trueNegative: sum('trueNegative') };
}
