import type { Confusion } from '../intervals/intervals.js';
import { type Proportion } from '../statistics/proportion.js';
import { type Rational, percentOf } from '../statistics/rational.js';

export type ClassificationMetric = 'accuracy' | 'precision' | 'recall' | 'f1' | 'specificity' | 'balanced-accuracy';

/** A decision metric in percent; null, never 0, when its denominator is 0. */
export interface Classification {
  readonly exact: Rational | null;
  /** Null for F1 and balanced accuracy, which are not proportions of one sample. */
  readonly proportion: Proportion | null;
  /** What the minimum sample is about: the denominator; for balanced accuracy the smaller of the two classes. */
  readonly sampleSize: number;
}

/**
 * Decision metrics from events whose decision and outcome are both known: accuracy (TP+TN)/n, precision TP/(TP+FP),
 * recall TP/(TP+FN), specificity TN/(TN+FP), F1 2TP/(2TP+FP+FN), balanced accuracy (recall + specificity)/2.
 */
export function classificationOf(metric: ClassificationMetric, counts: Confusion): Classification {
  const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = counts;
  switch (metric) {
    case 'accuracy':
      return share(tp + tn, tp + tn + fp + fn);
    case 'precision':
      return share(tp, tp + fp);
    case 'recall':
      return share(tp, tp + fn);
    case 'specificity':
      return share(tn, tn + fp);
    case 'f1':
      return { exact: percentOf(2 * tp, 2 * tp + fp + fn), proportion: null, sampleSize: tp + fp + fn };
    case 'balanced-accuracy':
      return { exact: balanced(tp, tp + fn, tn, tn + fp), proportion: null, sampleSize: Math.min(tp + fn, tn + fp) };
  }
}

function share(successes: number, total: number): Classification {
  return { exact: percentOf(successes, total), proportion: { successes, total }, sampleSize: total };
}

function balanced(tp: number, positives: number, tn: number, negatives: number): Rational | null {
  if (positives === 0 || negatives === 0) return null;
  return {
    numerator: (BigInt(tp) * BigInt(negatives) + BigInt(tn) * BigInt(positives)) * 50n,
    denominator: BigInt(positives) * BigInt(negatives),
  };
}
