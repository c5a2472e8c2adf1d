import fc from 'fast-check';
import { type ScoredRows, scoredRows } from '#libs/measurement/performance/scored-rows.js';

export interface Row {
  readonly score: number;
  readonly positive: boolean;
}

/** The columns of rows, as the measurement takes them. */
export function rowsOf(rows: readonly Row[]): ScoredRows {
  return scoredRows(scoresOf(rows), outcomesOf(rows));
}

export function scoresOf(rows: readonly Row[]): Float64Array {
  return Float64Array.from(rows, ({ score }) => score);
}

export function outcomesOf(rows: readonly Row[]): Float64Array {
  return Float64Array.from(rows, ({ positive }) => Number(positive));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A probability; every other time one of few, so that ties are common. */
const score = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10));

export const someRows = fc.array(fc.record({ score, positive: fc.boolean() }), { minLength: 1, maxLength: 40 });

/** Rows with at least two of each class. */
export const bothClasses = fc
  .tuple(someRows, fc.array(score, { minLength: 4, maxLength: 4 }))
  .map(([rows, scores]): readonly Row[] => [...rows, ...scores.map((one, at) => ({ score: one, positive: at % 2 === 0 }))]);
