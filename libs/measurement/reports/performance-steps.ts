import type { Confusion, Histograms, IntervalSum } from '../intervals/intervals.js';
import { type SparseCounts, sumOfCounts } from '../intervals/sparse-counts.js';
import { sumOfConfusions } from '../performance/confusion.js';
import { addedUp } from './kept-counts.js';
import type { Step } from './steps.js';

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

type CountedRow = Confusion & Pick<IntervalSum, 'events' | 'decided'> & Pick<Histograms, 'scores' | 'counters'>;

/** The intervals of a step, of any versions, added up. */
export function performanceStep({ startMs, endMs, rows }: Step<CountedRow>): PerformanceStep {
  return {
    startMs,
    endMs,
    events: rows.reduce((sum, { events }) => sum + events, 0),
    decided: rows.reduce((sum, { decided }) => sum + decided, 0),
    confusion: sumOfConfusions(rows),
    counters: rows.map(({ counters }) => counters),
    scores: addedUp(rows.map(({ scores }) => scores)),
  };
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
