import { decisionMetric } from '../performance/decisions.js';
import type { Ranking } from '../performance/ranking.js';
import { aucOf, averagePrecision } from '../performance/roc.js';
import type { Confusion } from '../intervals/intervals.js';
import { type Figure, undefinedFigure } from '../statistics/figure.js';
import type { EstimatedMetric } from './estimated.js';

/**
 * What the metrics really were where outcomes are known. As NannyML has it, precision, recall and F1 are undefined where all decisions
 * or all outcomes are alike, also where a quotient would exist: such a stretch says nothing about ordinary times.
 */
export function realisedMetrics(confusion: Confusion, ranking: Ranking): Readonly<Record<EstimatedMetric, Figure>> {
  const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = confusion;
  const isOneSided = Math.min(tp + fp, fn + tn, tp + fn, fp + tn) === 0;
  const ofBoth = (metric: 'precision' | 'recall' | 'f1'): Figure =>
    isOneSided ? undefinedFigure(tp + fp + fn + tn === 0 ? 'no-rows' : 'one-class') : decisionMetric(metric, confusion).figure;
  return {
    accuracy: decisionMetric('accuracy', confusion).figure,
    precision: ofBoth('precision'),
    recall: ofBoth('recall'),
    specificity: decisionMetric('specificity', confusion).figure,
    f1: ofBoth('f1'),
    auc: aucOf(ranking),
    'average-precision': averagePrecision(ranking),
  };
}
