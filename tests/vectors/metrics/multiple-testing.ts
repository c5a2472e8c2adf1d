import { type Adjusted, benjaminiHochberg, bonferroni, holm } from '#libs/measurement/statistics/multiple-testing.js';
import type { VectorMetric } from '../vector-metric.js';

export const multipleTesting: VectorMetric = (_, params) => {
  const pValues = params['pvalues'] as readonly number[];
  const alpha = Number(params['alpha'] ?? 0.05);
  const answer = ({ adjusted, rejected }: Adjusted): object => ({ adjusted, reject: rejected });
  return { bonferroni: answer(bonferroni(pValues, alpha)), holm: answer(holm(pValues, alpha)), fdr_bh: answer(benjaminiHochberg(pValues, alpha)) };
};
