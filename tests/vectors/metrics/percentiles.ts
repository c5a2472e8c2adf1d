import { percentile, summaryOf } from '#libs/measurement/statistics/percentiles.js';
import { ascending } from '#libs/measurement/statistics/sorting.js';
import { numberOf } from '../figures.js';
import type { VectorMetric } from '../vector-metric.js';

const definitions = { linear: 'linear', inverted_cdf: 'nearest-rank', percentile_cont: 'linear', percentile_disc: 'nearest-rank' } as const;

export const percentiles: VectorMetric = (inputs, params) => {
  const values = inputs.numbers('values').filter((value) => !Number.isNaN(value));
  const { count, least, most, mean, deviation } = summaryOf(values);
  const sorted = ascending(values);
  const found: Record<string, number> = { n: count, min: numberOf(least), max: numberOf(most), mean: numberOf(mean), std_ddof1: numberOf(deviation) };
  for (const share of params['p'] as readonly number[]) {
    for (const [name, definition] of Object.entries(definitions)) found[`${name}.p${inPercent(share)}`] = numberOf(percentile(sorted, share, definition));
  }
  return found;
};

/** Six significant digits, as C's %g prints them. */
function inPercent(share: number): string {
  return String(Number((share * 100).toPrecision(6)));
}
