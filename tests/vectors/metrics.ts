import { bootstrapPercentileCi } from './metrics/bootstrap-percentile-ci.js';
import { percentiles } from './metrics/percentiles.js';
import { proportionInterval } from './metrics/proportion-interval.js';
import { twoProportions } from './metrics/two-proportions.js';
import type { VectorMetric } from './vector-metric.js';

/** The metrics of the format, by the names it gives them. */
export const metrics: Readonly<Record<string, VectorMetric>> = {
  bootstrap_percentile_ci: bootstrapPercentileCi,
  percentiles,
  proportion_interval: proportionInterval,
  two_proportions: twoProportions,
};
