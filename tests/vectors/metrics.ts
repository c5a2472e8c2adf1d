import { binaryDecisionMetrics } from './metrics/binary-decision-metrics.js';
import { binnedDivergence } from './metrics/binned-divergence.js';
import { bootstrapPercentileCi } from './metrics/bootstrap-percentile-ci.js';
import { categoricalDivergence } from './metrics/categorical-divergence.js';
import { cbpe } from './metrics/cbpe.js';
import { cbpeArithmetic } from './metrics/cbpe-arithmetic.js';
import { groupFairness } from './metrics/group-fairness.js';
import { isotonic } from './metrics/isotonic.js';
import { ks2samp } from './metrics/ks-2samp.js';
import { ll144ScoringRate } from './metrics/ll144-scoring-rate.js';
import { multipleTesting } from './metrics/multiple-testing.js';
import { percentiles } from './metrics/percentiles.js';
import { probabilityMetrics } from './metrics/probability-metrics.js';
import { proportionInterval } from './metrics/proportion-interval.js';
import { twoProportions } from './metrics/two-proportions.js';
import { wasserstein1 } from './metrics/wasserstein-1.js';
import type { VectorMetric } from './vector-metric.js';

/** The metrics of the format, by the names it gives them. */
export const metrics: Readonly<Record<string, VectorMetric>> = {
  binary_decision_metrics: binaryDecisionMetrics,
  binned_divergence: binnedDivergence,
  bootstrap_percentile_ci: bootstrapPercentileCi,
  categorical_divergence: categoricalDivergence,
  cbpe,
  cbpe_arithmetic: cbpeArithmetic,
  group_fairness: groupFairness,
  isotonic,
  ks_2samp: ks2samp,
  ll144_scoring_rate: ll144ScoringRate,
  multiple_testing: multipleTesting,
  percentiles,
  probability_metrics: probabilityMetrics,
  proportion_interval: proportionInterval,
  two_proportions: twoProportions,
  wasserstein_1: wasserstein1,
};
