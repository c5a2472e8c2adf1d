import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';
import { linearQuantile } from '../statistics/sorting.js';
import type { SortedPair } from './sorted-pair.js';

/**
 * The Wasserstein-1 distance ∫ |F_reference(x) - F_current(x)| dx in the unit of the values: how far the mass has to be moved on average.
 * Undefined when a side has no values, or an infinite one.
 */
export function wasserstein({ reference, current }: SortedPair): Figure {
  const [n, m] = [reference.length, current.length];
  if (n === 0 || m === 0) return undefinedFigure('no-rows');
  const ends = [reference[0]!, reference[n - 1]!, current[0]!, current[m - 1]!];
  if (!ends.every(Number.isFinite)) return undefinedFigure('not-finite');
  const unit = 1 / (n * m);
  let [i, j, sum] = [0, 0, 0];
  let last = Math.min(reference[0]!, current[0]!);
  while (i < n && j < m) {
    const [a, b] = [reference[i]!, current[j]!];
    const value = a < b ? a : b;
    sum += Math.abs(i * m - j * n) * unit * (value - last);
    if (a <= b) i++;
    if (b <= a) j++;
    last = value;
  }
  for (; i < n; i++) {
    sum += (n - i) * m * unit * (reference[i]! - last);
    last = reference[i]!;
  }
  for (; j < m; j++) {
    sum += (m - j) * n * unit * (current[j]! - last);
    last = current[j]!;
  }
  return figure(sum);
}

/**
 * How wide the reference spreads, to divide a distance by: `standard-deviation` (n in the denominator), which one wild value can make
 * as large as it likes, or `interquartile-range`, which it cannot. Undefined without values, where they are infinite, or when it is 0.
 */
export function spreadOf(sorted: Float64Array, kind: 'standard-deviation' | 'interquartile-range'): Figure {
  if (sorted.length === 0) return undefinedFigure('no-rows');
  const spread = kind === 'standard-deviation' ? deviationOf(sorted) : linearQuantile(sorted, 0.75) - linearQuantile(sorted, 0.25);
  return spread === 0 ? undefinedFigure('constant') : figure(spread);
}

/** A distance without a unit: the Wasserstein-1 distance divided by the reference's spread. */
export function normalisedWasserstein(pair: SortedPair, kind: 'standard-deviation' | 'interquartile-range'): Figure {
  const [distance, spread] = [wasserstein(pair), spreadOf(pair.reference, kind)];
  if (distance.value === null) return distance;
  return spread.value === null ? spread : figure(distance.value / spread.value);
}

function deviationOf(values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += (values[at]! - mean) ** 2;
  return Math.sqrt(squares / values.length);
}
