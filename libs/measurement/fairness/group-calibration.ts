import { type Figure, figure, quotient, undefinedFigure } from '../statistics/figure.js';
import type { CodedColumn } from './coded-column.js';

const bins = 10;

/** What a group's calibration is computed from: scored rows of known outcome, in ten bins of equal width (lo, hi], 0 in the first. */
export interface CalibrationCounts {
  readonly rows: Float64Array;
  readonly positives: Float64Array;
  /** Sum of the scores in each bin. */
  readonly scores: Float64Array;
  /** Sum of (score - outcome)² over all bins. */
  readonly squares: number;
}

export interface GroupCalibration {
  readonly group: string;
  readonly n: number;
  /** Mean (score - outcome)² (Brier 1950). */
  readonly brier: Figure;
  /** Σ n_b/n · |mean score - share of positives| over the ten bins. */
  readonly calibrationError: Figure;
  /** Positives over the sum of scores: above 1 the scores are too low. */
  readonly observedOverExpected: Figure;
}

/** Counts scored rows of known outcome per group, in one pass. Scores are 0 to 1, NaN is missing; outcomes 1, 0, or -1 for unknown. */
export function countCalibration(column: CodedColumn, scores: Float64Array, outcomes: Int8Array): readonly CalibrationCounts[] {
  const groups = column.labels.length;
  const [rows, positives, sums] = [new Float64Array(groups * bins), new Float64Array(groups * bins), new Float64Array(groups * bins)];
  const squares = new Float64Array(groups);
  for (let row = 0; row < scores.length; row++) {
    const group = column.codes[row]!;
    const score = scores[row]!;
    const outcome = outcomes[row]!;
    if (group < 0 || outcome < 0 || Number.isNaN(score)) continue;
    const cell = group * bins + Math.min(bins - 1, Math.max(0, Math.ceil(score * bins) - 1));
    rows[cell]! += 1;
    positives[cell]! += outcome;
    sums[cell]! += score;
    squares[group]! += (score - outcome) * (score - outcome);
  }
  const part = (cells: Float64Array, group: number) => cells.subarray(group * bins, (group + 1) * bins);
  return column.labels.map((_, group) => ({ rows: part(rows, group), positives: part(positives, group), scores: part(sums, group), squares: squares[group]! }));
}

/** Calibration of one group; undefined without a row, and observed over expected also when every score is 0. */
export function calibrationOf(group: string, counts: CalibrationCounts): GroupCalibration {
  let [n, observed, expected, distance] = [0, 0, 0, 0];
  for (let bin = 0; bin < counts.rows.length; bin++) {
    n += counts.rows[bin]!;
    observed += counts.positives[bin]!;
    expected += counts.scores[bin]!;
    distance += Math.abs(counts.scores[bin]! - counts.positives[bin]!);
  }
  if (n === 0) {
    const none = undefinedFigure('no-rows');
    return { group, n, brier: none, calibrationError: none, observedOverExpected: none };
  }
  return { group, n, brier: figure(counts.squares / n), calibrationError: figure(distance / n), observedOverExpected: quotient(observed, expected) };
}
