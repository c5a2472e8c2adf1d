import type { Confusion } from '../intervals/intervals.js';
import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';

/**
 * Matthews' correlation of decisions with outcomes, (TP TN - FP FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN)), -1 to 1. Where a row or column
 * of the table is empty it is 0: the limit there, and what constant decisions are worth (Chicco and Jurman 2020; scikit-learn).
 * Undefined without rows.
 */
export function mccOf({ truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn }: Confusion): Figure {
  if (tp + fp + fn + tn === 0) return undefinedFigure('no-rows');
  const selected = Math.sqrt(tp + fp) * Math.sqrt(tn + fn);
  const positive = Math.sqrt(tp + fn) * Math.sqrt(tn + fp);
  if (selected === 0 || positive === 0) return figure(0);
  return figure(Math.min(1, Math.max(-1, (tp * tn - fp * fn) / selected / positive)));
}

/** The variance of Matthews' correlation in large samples (delta method; Bishop, Fienberg and Holland 1975, 11.3). Undefined where a row or column is empty. */
export function mccVariance(counts: Confusion): Figure {
  const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = counts;
  const total = tp + fp + fn + tn;
  const [selected, positive] = [(tp + fp) / total, (tp + fn) / total];
  const [spreadOfSelected, spreadOfPositive] = [selected * (1 - selected), positive * (1 - positive)];
  const mcc = mccOf(counts).value;
  if (mcc === null) return undefinedFigure('no-rows');
  if (spreadOfSelected === 0 || spreadOfPositive === 0) return undefinedFigure('zero-denominator');
  const [leanOfSelected, leanOfPositive] = [2 * selected - 1, 2 * positive - 1];
  const skew = (leanOfSelected * leanOfPositive) / Math.sqrt(spreadOfSelected * spreadOfPositive);
  const squares = leanOfSelected ** 2 / spreadOfSelected + leanOfPositive ** 2 / spreadOfPositive;
  const square = mcc * mcc;
  return figure(Math.max(0, (1 - square + mcc * (1 + square / 2) * skew - 0.75 * square * squares) / total));
}
