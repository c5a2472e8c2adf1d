import { quotient } from '#libs/measurement/statistics/figure.js';
import { clopperPearson, wilson } from '#libs/measurement/statistics/proportion-bounds.js';
import { numberOf, pairOf } from '../figures.js';
import type { VectorMetric } from '../vector-metric.js';

export const proportionInterval: VectorMetric = (_, params) => {
  const [successes, total] = [Number(params['successes']), Number(params['n'])];
  const confidence = Number(params['confidence'] ?? 0.95);
  const exact = pairOf(clopperPearson({ successes, total }, confidence));
  return {
    estimate: numberOf(quotient(successes, total)),
    'ci.wilson': pairOf(wilson({ successes, total }, confidence)),
    'ci.beta': exact,
    'ci.exact_scipy': exact,
  };
};
