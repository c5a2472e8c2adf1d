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

/** Pairs scores with outcomes (1 positive, any other number negative) row by row; NaN is missing, and its row is left out. */
export function scoredRows(scores: Float64Array, outcomes: Float64Array): ScoredRows {
  requireAligned(scores, outcomes);
  const kept = new Float64Array(scores.length);
  const labels = new Uint8Array(scores.length);
  let [rows, positives, least, most] = [0, 0, Infinity, -Infinity];
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!;
    const outcome = outcomes[row]!;
    if (Number.isNaN(score) || Number.isNaN(outcome)) continue;
    if (score < least) least = score;
    if (score > most) most = score;
    const label = outcome === 1 ? 1 : 0;
    labels[rows] = label;
    positives += label;
    kept[rows++] = score;
  }
  return {
    scores: kept.subarray(0, rows),
    labels: labels.subarray(0, rows),
    positives,
    dropped: scores.length - rows,
    areProbabilities: rows === 0 || (least >= 0 && most <= 1),
  };
}

export function requireAligned(one: Float64Array, two: Float64Array): void {
  if (one.length !== two.length) throw new FineprintError('INTERNAL', `columns of ${one.length} and ${two.length} rows cannot be paired`);
}
