import { countCategories } from '#libs/measurement/drift/categories.js';
import { homogeneity } from '#libs/measurement/drift/homogeneity.js';
import { fisherExact } from '#libs/measurement/statistics/fisher.js';
import { chiSquareOfRates } from '#libs/measurement/statistics/two-proportions.js';
import { numberOf } from '../figures.js';
import type { VectorMetric } from '../vector-metric.js';
import { divergences } from './divergences.js';

export const categoricalDivergence: VectorMetric = (inputs) => {
  const counts = countCategories(inputs.values('reference'), inputs.values('current'));
  const chi2 = homogeneity(counts);
  const g = homogeneity(counts, 'likelihood');
  return {
    ...divergences(counts),
    categories: counts.categories,
    chi2: numberOf(chi2.statistic),
    chi2_dof: chi2.degreesOfFreedom,
    chi2_pvalue: numberOf(chi2.pValue),
    min_expected: numberOf(chi2.smallestExpected),
    expected_below_5: chi2.expectedBelow5,
    cramers_v: numberOf(chi2.cramersV),
    g_statistic: numberOf(g.statistic),
    g_pvalue: numberOf(g.pValue),
    ...(counts.categories.length === 2 ? ofTwo(counts.reference, counts.current) : {}),
  };
};

function ofTwo([a, b]: Float64Array, [c, d]: Float64Array): Readonly<Record<string, unknown>> {
  const [reference, current] = [{ successes: a!, total: a! + b! }, { successes: c!, total: c! + d! }];
  const fisher = fisherExact(reference, current);
  const yates = chiSquareOfRates(reference, current, 'yates');
  return {
    fisher_pvalue: numberOf(fisher.twoSided),
    fisher_odds_ratio: numberOf(fisher.oddsRatio),
    chi2_yates: numberOf(yates.statistic),
    chi2_yates_pvalue: numberOf(yates.pValue),
  };
}
