import { bootstrapMean, bootstrapQuantile } from '#libs/measurement/statistics/bootstrap.js';
import { percentile, summaryOf } from '#libs/measurement/statistics/percentiles.js';
import { ascending } from '#libs/measurement/statistics/sorting.js';
import { numberOf, pairOf } from '../figures.js';
import type { VectorMetric } from '../vector-metric.js';

const seed = 20_261_121;

export const bootstrapPercentileCi: VectorMetric = (inputs, params) => {
  const values = inputs.numbers('values').filter((value) => !Number.isNaN(value));
  const choice = { confidence: Number(params['confidence'] ?? 0.95), resamples: resamplesOf(params['resamples'], values.length), seed };
  const q = quantileOf(String(params['statistic']));
  const [low, high] = pairOf(q === null ? bootstrapMean(values, choice) : bootstrapQuantile(values, q, choice));
  const point = q === null ? summaryOf(values).mean : percentile(ascending(values), q, 'linear');
  return { point: numberOf(point), percentile_low: low, percentile_high: high, n: values.length };
};

/** The quantile of "quantile 0.95 (linear)" or "median"; null for the mean. */
function quantileOf(statistic: string): number | null {
  if (statistic === 'mean') return null;
  if (statistic === 'median') return 0.5;
  const named = /^quantile (\d*\.?\d+)/.exec(statistic);
  if (named === null) throw new Error(`the statistic "${statistic}" is not known`);
  return Number(named[1]);
}

/** A number, or "2000 if n > 3000 else 10000". */
function resamplesOf(stated: unknown, n: number): number {
  if (typeof stated === 'number') return stated;
  const rule = /^(\d+) if n > (\d+) else (\d+)$/.exec(String(stated));
  if (rule === null) throw new Error(`"${String(stated)}" does not say how many resamples`);
  return n > Number(rule[2]) ? Number(rule[1]) : Number(rule[3]);
}
