import { type Figure, quotient } from '../statistics/figure.js';
import { type MeasuredFigure, measuredShare } from '../statistics/measured-figure.js';
import { orderStatistics } from '../statistics/selection.js';
import type { ScoredRows } from './scored-rows.js';

/** What the best-scored rows hold. */
export interface TopRows {
  /** How many rows were taken. */
  readonly rows: number;
  readonly positives: number;
  /** The share of positives among them; its Wilson interval. */
  readonly precision: MeasuredFigure;
  /** Precision / share of positives among all; undefined without a positive. */
  readonly lift: Figure;
  /** The share of all positives that is among them. */
  readonly capture: MeasuredFigure;
}

/** The top ⌈`share` n⌉ rows by score; a tenth is the top decile. */
export function topShare(rows: ScoredRows, share = 0.1, confidence = 0.95): TopRows {
  return topRows(rows, Math.ceil(share * rows.scores.length), confidence);
}

/** The top `count` rows by score, of equal scores those that came first; all rows when there are fewer. The lowest score that still belongs is selected, so that nothing is sorted. */
export function topRows({ scores, labels, positives: all }: ScoredRows, count: number, confidence = 0.95): TopRows {
  const rows = Math.min(count, scores.length);
  const threshold = rows === 0 ? Infinity : orderStatistics(scores, [scores.length - rows])[0]!;
  let [above, positives] = [0, 0];
  for (let row = 0; row < scores.length; row++) {
    if (scores[row]! > threshold) {
      above++;
      positives += labels[row]!;
    }
  }
  for (let row = 0, free = rows - above; free > 0; row++) {
    if (scores[row] === threshold) {
      free--;
      positives += labels[row]!;
    }
  }
  return {
    rows,
    positives,
    precision: measuredShare({ successes: positives, total: rows }, confidence, 'no-rows'),
    lift: quotient(positives * scores.length, rows * all),
    capture: measuredShare({ successes: positives, total: all }, confidence),
  };
}
