import { type Figure, figure, undefinedFigure } from './figure.js';
import { linearQuantile } from './sorting.js';

/**
 * How a percentile is read from n ascending values, q from 0 to 1: `linear` between the order statistics at (n - 1) q (type 7,
 * PostgreSQL's `percentile_cont`), `nearest-rank` the value at rank ⌈n q⌉ (type 1, `percentile_disc`), which was observed.
 */
export type PercentileDefinition = 'linear' | 'nearest-rank';

/** The rank (from 1) of the nearest-rank percentile `q` among `count` values, ⌈count q⌉; a product that only rounding keeps from a whole number is that number. */
export function nearestRank(count: number, q: number): number {
  const at = count * q;
  const whole = Math.round(at);
  return Math.max(1, Math.abs(at - whole) <= 4 * Number.EPSILON * at ? whole : Math.ceil(at));
}

/** The percentile `q` (0 to 1) of ascending values without NaN; undefined without values or where it is infinite. */
export function percentile(sorted: Float64Array, q: number, definition: PercentileDefinition): Figure {
  if (sorted.length === 0) return undefinedFigure('no-rows');
  if (definition === 'linear') return figure(linearQuantile(sorted, q));
  return figure(sorted[nearestRank(sorted.length, q) - 1]!);
}

/** What a column of numbers looks like; missing values (NaN) are left out. */
export interface Summary {
  readonly count: number;
  readonly missing: number;
  readonly least: Figure;
  readonly most: Figure;
  readonly mean: Figure;
  /** The standard deviation of a sample (n - 1); undefined for fewer than two values. */
  readonly deviation: Figure;
}

export function summaryOf(values: Float64Array): Summary {
  let [count, sum, least, most] = [0, 0, Infinity, -Infinity];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const missing = values.length - count;
  if (count === 0) {
    const none = undefinedFigure('no-rows');
    return { count, missing, least: none, most: none, mean: none, deviation: none };
  }
  const mean = sum / count;
  let squares = 0;
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row]!)) squares += (values[row]! - mean) ** 2;
  const deviation = count < 2 ? undefinedFigure('too-few-rows') : figure(Math.sqrt(squares / (count - 1)));
  return { count, missing, least: figure(least), most: figure(most), mean: figure(mean), deviation };
}
