import { scoringRates } from '#libs/measurement/fairness/scoring-rate.js';
import { groupsOf } from '../coded-inputs.js';
import { numberOf } from '../figures.js';
import type { VectorMetric } from '../vector-metric.js';

export const ll144ScoringRate: VectorMetric = (inputs, params) => {
  const { column } = groupsOf(inputs, params['intersection_separator'] as string | undefined);
  const { sampleMedian, scored, unknown, groups } = scoringRates(column, inputs.numbers('score'));
  return {
    sample_median: numberOf(sampleMedian),
    n_scored: scored,
    n_unknown_category: unknown,
    groups: Object.fromEntries(
      groups.map((group) => [
        group.group,
        {
          n: group.n,
          above_median: group.aboveMedian,
          share: group.share,
          scoring_rate: numberOf(group.scoringRate),
          below_2pct: group.small,
          impact_ratio_all: numberOf(group.impactRatio),
          impact_ratio_excluding_small: group.impactRatioWithoutSmall === null ? null : numberOf(group.impactRatioWithoutSmall),
        },
      ]),
    ),
  };
};
