import { type Figure, quotient } from '../statistics/figure.js';
import type { Proportion } from '../statistics/proportion.js';
import type { DecisionCounts } from './group-counts.js';

export const rates = [
  'selection-rate',
  'true-positive-rate',
  'false-positive-rate',
  'true-negative-rate',
  'false-negative-rate',
  'positive-predictive-value',
  'negative-predictive-value',
  'false-discovery-rate',
  'false-omission-rate',
  'accuracy',
  'error-rate',
  'prevalence',
] as const;
export type Rate = (typeof rates)[number];

/**
 * What a rate is a share of. The selection rate is of all decided rows; the others are of those with a known outcome: true positive
 * rate TP/(TP+FN), false positive rate FP/(FP+TN), positive predictive value TP/(TP+FP), negative predictive value TN/(TN+FN), their
 * complements, accuracy (TP+TN)/n, prevalence (TP+FN)/n.
 */
export function proportionOf(rate: Rate, counts: DecisionCounts): Proportion {
  const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = counts.confusion;
  switch (rate) {
    case 'selection-rate':
      return { successes: counts.selected, total: counts.n };
    case 'true-positive-rate':
      return { successes: tp, total: tp + fn };
    case 'false-positive-rate':
      return { successes: fp, total: fp + tn };
    case 'true-negative-rate':
      return { successes: tn, total: fp + tn };
    case 'false-negative-rate':
      return { successes: fn, total: tp + fn };
    case 'positive-predictive-value':
      return { successes: tp, total: tp + fp };
    case 'negative-predictive-value':
      return { successes: tn, total: tn + fn };
    case 'false-discovery-rate':
      return { successes: fp, total: tp + fp };
    case 'false-omission-rate':
      return { successes: fn, total: tn + fn };
    case 'accuracy':
      return { successes: tp + tn, total: tp + fp + fn + tn };
    case 'error-rate':
      return { successes: fp + fn, total: tp + fp + fn + tn };
    case 'prevalence':
      return { successes: tp + fn, total: tp + fp + fn + tn };
  }
}

/** The rate of one group, 0 to 1; undefined, never 0, where its denominator is 0 (a group without positives has no true positive rate). */
export function rateOf(rate: Rate, counts: DecisionCounts): Figure {
  const { successes, total } = proportionOf(rate, counts);
  return quotient(successes, total);
}
