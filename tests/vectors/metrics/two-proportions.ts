import { fisherExact } from '#libs/measurement/statistics/fisher.js';
import { fourFifths } from '#libs/measurement/statistics/four-fifths.js';
import type { Proportion } from '#libs/measurement/statistics/proportion.js';
import { newcombe, rateDifference } from '#libs/measurement/statistics/rate-difference.js';
import { katz, rateRatio, scoreRatioBounds } from '#libs/measurement/statistics/rate-ratio.js';
import { chiSquareOfRates, cohenH, pooledZ, rateOf } from '#libs/measurement/statistics/two-proportions.js';
import { numberOf, pairOf } from '../figures.js';
import type { VectorMetric } from '../vector-metric.js';

export const twoProportions: VectorMetric = (_, params) => {
  const [group, reference] = [sideOf(params['group']), sideOf(params['reference'])];
  const confidence = Number(params['confidence'] ?? 0.95);
  const z = pooledZ(group, reference);
  const fisher = fisherExact(group, reference);
  const chiSquare = chiSquareOfRates(group, reference);
  const yates = chiSquareOfRates(group, reference, 'yates');
  const { passes, turnsWithOneMore } = fourFifths(group, reference);
  return {
    p1: numberOf(rateOf(group)),
    p2: numberOf(rateOf(reference)),
    difference: numberOf(rateDifference(group, reference)),
    ratio: numberOf(rateRatio(group, reference)),
    four_fifths_pass: passes,
    flip_one_selection_changes_four_fifths: turnsWithOneMore,
    z_pooled: numberOf(z.statistic),
    z_pooled_pvalue: numberOf(z.pValue),
    standard_deviations: Math.abs(numberOf(z.statistic)),
    'ci_difference.newcomb': pairOf(newcombe(group, reference, confidence)),
    'ci_ratio.log': pairOf(katz(group, reference, confidence)),
    'ci_ratio.score': pairOf(scoreRatioBounds(group, reference, confidence)),
    fisher_odds_ratio: numberOf(fisher.oddsRatio),
    fisher_pvalue: numberOf(fisher.twoSided),
    fisher_pvalue_less: numberOf(fisher.less),
    chi2: numberOf(chiSquare.statistic),
    chi2_pvalue: numberOf(chiSquare.pValue),
    chi2_yates: numberOf(yates.statistic),
    chi2_yates_pvalue: numberOf(yates.pValue),
    cohen_h: numberOf(cohenH(group, reference)),
  };
};

function sideOf(side: unknown): Proportion {
  const { successes, n } = side as { readonly successes: number; readonly n: number };
  return { successes, total: n };
}
