import { type Line, median } from '../bench.js';
import { type AskedProcess } from './asked-process.js';
import type { OperationName } from './operations.js';

/** An operation that somebody else does too, and how many times as fast ours has to be. */
export interface Contest {
  readonly operation: OperationName;
  readonly what: string;
  readonly peer: string;
  readonly bar: number;
}

interface Timed {
  readonly seconds: number;
  readonly values: readonly number[];
}

const rounds = 7;
const warmUps = 2;
/** No further round begins when a peer has taken so long. */
const mostSeconds = 20;

/**
 * Both sides in turns, several rounds, so that whatever else the machine does hits both; the medians are compared. The numbers have to be the
 * same.
 */
export async function contested({ operation, what, peer, bar }: Contest, count: number, ours: AskedProcess, theirs: AskedProcess, version: string): Promise<Line> {
  const ask = (side: AskedProcess): Promise<Timed> => side.ask({ operation, count });
  for (let round = 0; round < warmUps; round++) await ask(ours);
  const mine: Timed[] = [];
  const other: Timed[] = [];
  for (let total = 0; mine.length < rounds && total < mostSeconds; total += other.at(-1)!.seconds) {
    mine.push(await ask(ours));
    other.push(await ask(theirs));
    assertSame(operation, mine.at(-1)!.values, other.at(-1)!.values);
  }
  const [own, their] = [mine, other].map((side) => median(side.map(({ seconds }) => seconds))) as [number, number];
  const ratio = their / own;
  return { what: `${what}: ${peer} ${version} ${inMs(their)} / ours ${inMs(own)}`, value: ratio.toFixed(1), bar: `at least ${bar}`, isMet: ratio >= bar };
}

/** Ours alone, where the peer is not here. */
export async function alone({ operation, what, bar }: Contest, count: number, ours: AskedProcess, reason: string): Promise<Line> {
  const seconds: number[] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    const timed = await ours.ask<Timed>({ operation, count });
    if (round >= warmUps) seconds.push(timed.seconds);
  }
  return { what: `${what}: ours ${inMs(median(seconds))}`, value: `left out: ${reason}`, bar: `at least ${bar}`, isMet: null };
}

export function inMs(seconds: number): string {
  const ms = seconds * 1_000;
  return `${ms >= 100 ? Math.round(ms).toLocaleString('en') : ms.toPrecision(2)} ms`;
}

function assertSame(operation: string, ours: readonly number[], theirs: readonly number[]): void {
  for (const [at, value] of theirs.entries()) {
    if (!(Math.abs(ours[at]! - value) <= 1e-6 * Math.max(1, Math.abs(value)))) throw new Error(`${operation}: ours is ${ours.join(', ')}, theirs ${theirs.join(', ')}`);
  }
}
