import { confusionOf } from '#libs/measurement/performance/confusion.js';
import { decisionMetric } from '#libs/measurement/performance/decisions.js';
import { numberOf } from '../figures.js';
import { labelsOf } from '../labels.js';
import type { VectorMetric } from '../vector-metric.js';

const names = {
  accuracy: 'accuracy',
  precision: 'precision',
  recall: 'recall',
  f1: 'f1',
  specificity: 'specificity',
  npv: 'negative-predictive-value',
  false_positive_rate: 'false-positive-rate',
  false_negative_rate: 'false-negative-rate',
  balanced_accuracy: 'balanced-accuracy',
  mcc: 'mcc',
  prevalence: 'prevalence',
  selection_rate: 'selection-rate',
} as const;

export const binaryDecisionMetrics: VectorMetric = (inputs, params) => {
  const { counts } = confusionOf(labelsOf(inputs, 'y_pred', params), labelsOf(inputs, 'y_true', params));
  const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = counts;
  const metrics = Object.entries(names).map(([name, metric]) => [name, numberOf(decisionMetric(metric, counts).figure)]);
  return { n: tp + fp + fn + tn, tp, fp, fn, tn, ...Object.fromEntries(metrics) };
};
