import { FineprintError } from '#libs/wire/errors.js';

/** Scores whose outcomes are known. */
export interface ScoredRows {
  readonly scores: Float64Array;
  /** 1 where the outcome is positive, else 0; one for each score. */
  readonly labels: Uint8Array;
  readonly positives: number;
  /** Rows left out because the score or the outcome is missing. */
  readonly dropped: number;
  /** Whether every score lies in 0 to 1, so that it can be judged as a probability. */
  readonly areProbabilities: boolean;
}

/**
 * Pairs scores with outcomes (1 positive, any other number negative) row by row; NaN is missing, and its row is left out. Where nothing is
 * missing the scores are not copied: they must not change afterwards.
 */
export function scoredRows(scores: Float64Array, outcomes: Float64Array): ScoredRows {
  requireAligned(scores, outcomes);
  const isComplete = isFull(scores) && isFull(outcomes);
  const kept = isComplete ? scores : new Float64Array(scores.length);
  const labels = new Uint8Array(scores.length);
  let [rows, positives] = [0, 0];
  let [least, most] = [Infinity, -Infinity];
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!;
    const outcome = outcomes[row]!;
    if (Number.isNaN(score) || Number.isNaN(outcome)) continue;
    if (score < least) least = score;
    if (score > most) most = score;
    const label = outcome === 1 ? 1 : 0;
    labels[rows] = label;
    positives += label;
    if (!isComplete) kept[rows] = score;
    rows++;
  }
  return {
    scores: kept.subarray(0, rows),
    labels: labels.subarray(0, rows),
    positives,
    dropped: scores.length - rows,
    areProbabilities: rows === 0 || (least >= 0 && most <= 1),
  };
}

function isFull(values: Float64Array): boolean {
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row]!)) return false;
  return true;
}

export function requireAligned(one: Float64Array, two: Float64Array): void {
  if (one.length !== two.length) throw new FineprintError('INTERNAL', `columns of ${one.length} and ${two.length} rows cannot be paired`);
}
