import { binaryDecisionMetrics } from './metrics/binary-decision-metrics.js';
import { bootstrapPercentileCi } from './metrics/bootstrap-percentile-ci.js';
import { groupFairness } from './metrics/group-fairness.js';
import { ll144ScoringRate } from './metrics/ll144-scoring-rate.js';
import { percentiles } from './metrics/percentiles.js';
import { probabilityMetrics } from './metrics/probability-metrics.js';
import { proportionInterval } from './metrics/proportion-interval.js';
import { twoProportions } from './metrics/two-proportions.js';
import type { VectorMetric } from './vector-metric.js';

/** The metrics of the format, by the names it gives them. */
export const metrics: Readonly<Record<string, VectorMetric>> = {
  binary_decision_metrics: binaryDecisionMetrics,
  bootstrap_percentile_ci: bootstrapPercentileCi,
  group_fairness: groupFairness,
  ll144_scoring_rate: ll144ScoringRate,
  percentiles,
  probability_metrics: probabilityMetrics,
  proportion_interval: proportionInterval,
  two_proportions: twoProportions,
};
