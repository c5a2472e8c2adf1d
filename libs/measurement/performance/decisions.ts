import type { Confusion } from '../intervals/intervals.js';
import { type Bounds, bounds, boundsAround } from '../statistics/bounds.js';
import { figure } from '../statistics/figure.js';
import { type MeasuredFigure, intervalName, measuredShare, undefinedMeasure } from '../statistics/measured-figure.js';
import { criticalZ, wilson } from '../statistics/proportion-bounds.js';
import { totalOfConfusion } from './confusion.js';
import { mccVariance, mccOf } from './mcc.js';

export const decisionMetrics = [
  'accuracy',
  'precision',
  'recall',
  'specificity',
  'negative-predictive-value',
  'false-positive-rate',
  'false-negative-rate',
  'prevalence',
  'selection-rate',
  'f1',
  'balanced-accuracy',
  'mcc',
] as const;
export type DecisionMetric = (typeof decisionMetrics)[number];

/**
 * A decision metric as a share (MCC: -1 to 1) from counts, with its interval. Proportions of one sample have Wilson's: accuracy
 * (TP+TN)/n, precision TP/(TP+FP), recall TP/(TP+FN), specificity TN/(TN+FP), negative predictive value TN/(TN+FN), false positive
 * rate FP/(TN+FP), false negative rate FN/(TP+FN), prevalence (TP+FN)/n, selection rate (TP+FP)/n. Undefined on a zero denominator,
 * never 0; exact fractions of the metrics that agreements promise are in `classification.ts`.
 */
export function decisionMetric(metric: DecisionMetric, counts: Confusion, confidence = 0.95): MeasuredFigure {
  const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = counts;
  const share = (successes: number, total: number): MeasuredFigure => measuredShare({ successes, total }, confidence);
  switch (metric) {
    case 'accuracy':
      return share(tp + tn, tp + fp + fn + tn);
    case 'precision':
      return share(tp, tp + fp);
    case 'recall':
      return share(tp, tp + fn);
    case 'specificity':
      return share(tn, tn + fp);
    case 'negative-predictive-value':
      return share(tn, tn + fn);
    case 'false-positive-rate':
      return share(fp, tn + fp);
    case 'false-negative-rate':
      return share(fn, tp + fn);
    case 'prevalence':
      return share(tp + fn, tp + fp + fn + tn);
    case 'selection-rate':
      return share(tp + fp, tp + fp + fn + tn);
    case 'f1':
      return f1Of(counts, confidence);
    case 'balanced-accuracy':
      return balancedAccuracyOf(counts, confidence);
    case 'mcc':
      return measuredMcc(counts, confidence);
  }
}

/**
 * F1 = 2TP / (2TP+FP+FN). It grows with J = TP / (TP+FP+FN), F1 = 2J / (1+J), and J is a proportion of the rows that are
 * positive in decision or outcome: its Wilson interval, put through the same formula, is F1's.
 */
function f1Of({ truePositive: tp, falsePositive: fp, falseNegative: fn }: Confusion, confidence: number): MeasuredFigure {
  const total = tp + fp + fn;
  if (total === 0) return undefinedMeasure('zero-denominator', 'wilson-jaccard', confidence);
  const { low, high } = wilson({ successes: tp, total }, confidence);
  return {
    figure: figure((2 * tp) / (tp + total)),
    sampleSize: total,
    bounds: bounds(f1OfJaccard(low.value!), f1OfJaccard(high.value!)),
    interval: intervalName('wilson-jaccard', confidence),
  };
}

function f1OfJaccard(jaccard: number): number {
  return (2 * jaccard) / (1 + jaccard);
}

/**
 * Balanced accuracy, the mean of recall and specificity; its sample size is that of the smaller class. Interval: the distances of both
 * shares to their Wilson ends, squared and added (Zou and Donner 2008, as Newcombe does for a difference).
 */
function balancedAccuracyOf({ truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn }: Confusion, confidence: number): MeasuredFigure {
  const [positives, negatives] = [tp + fn, tn + fp];
  if (positives === 0 || negatives === 0) return undefinedMeasure('one-class', 'wilson-squares', confidence);
  const [recall, specificity] = [tp / positives, tn / negatives];
  const one = wilson({ successes: tp, total: positives }, confidence);
  const two = wilson({ successes: tn, total: negatives }, confidence);
  return {
    figure: figure((recall + specificity) / 2),
    sampleSize: Math.min(positives, negatives),
    bounds: bounds(
      (recall + specificity - Math.hypot(recall - one.low.value!, specificity - two.low.value!)) / 2,
      (recall + specificity + Math.hypot(one.high.value! - recall, two.high.value! - specificity)) / 2,
    ),
    interval: intervalName('wilson-squares', confidence),
  };
}

function measuredMcc(counts: Confusion, confidence: number): MeasuredFigure {
  const mcc = mccOf(counts);
  if (mcc.value === null) return undefinedMeasure('no-rows', 'delta', confidence);
  const variance = mccVariance(counts);
  const around: Bounds =
    variance.value === null ? { low: variance, high: variance } : boundsAround(mcc.value, criticalZ(confidence) * Math.sqrt(variance.value), -1, 1);
  return { figure: mcc, sampleSize: totalOfConfusion(counts), bounds: around, interval: intervalName('delta', confidence) };
}
