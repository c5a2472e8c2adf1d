import { proportionInterval } from './metrics/proportion-interval.js';
import type { VectorMetric } from './vector-metric.js';

/** The metrics of the format, by the names it gives them. */
export const metrics: Readonly<Record<string, VectorMetric>> = {
  proportion_interval: proportionInterval,
};
