import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';

/** How many rows of the reference and of the current window lie in each bin or category, in the same order. */
export interface CountPair {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** The share that an empty bin is given where a logarithm needs one; the shares are not made to add up to 1 again. */
export const shareOfEmpty = 1e-4;

/** What becomes of empty bins: `floor` gives them a share of 0.0001, `add-half` adds half a row to every bin, `none` leaves them at 0. */
export type Smoothing = 'floor' | 'add-half' | 'none';

/**
 * The population stability index Σ (q - p) ln(q / p), p the reference's and q the current shares. Symmetric, 0 or more; without smoothing
 * undefined (infinite) when a bin is empty on one side only.
 */
export function psi(counts: CountPair, smoothing: Smoothing = 'floor'): Figure {
  return overShares(counts, (p, q) => (p === q ? 0 : (q - p) * Math.log(q / p)), smoothing);
}

/** The Kullback-Leibler divergence Σ p ln(p / q) from reference to current, in nats; an empty bin has a share of 0.0001. */
export function kullbackLeibler(counts: CountPair): Figure {
  return overShares(counts, (p, q) => p * Math.log(p / q), 'floor');
}

/** The Jensen-Shannon distance: the root of the mean divergence to the mid-point (p + q)/2. In base 2 it is 0 to 1, natural 0 to 0.8326. */
export function jensenShannon(counts: CountPair, base: 2 | 'natural' = 2): Figure {
  const divergence = overShares(counts, (p, q) => (entropyTo(p, (p + q) / 2) + entropyTo(q, (p + q) / 2)) / 2, 'none');
  return rootOf(divergence, base === 2 ? Math.LN2 : 1);
}

/** The Hellinger distance √(½ Σ (√p - √q)²) = √(1 - Σ √(p q)), 0 to 1. */
export function hellinger(counts: CountPair): Figure {
  return rootOf(overShares(counts, (p, q) => (Math.sqrt(p) - Math.sqrt(q)) ** 2 / 2, 'none'), 1);
}

/** Half the sum of all changes of share, 0 to 1: the share of rows that would have to move. */
export function totalVariation(counts: CountPair): Figure {
  return overShares(counts, (p, q) => Math.abs(p - q) / 2, 'none');
}

/** The largest change of one share, 0 to 1. */
export function largestChange({ reference, current }: CountPair): Figure {
  const [n, m] = [sumOf(reference), sumOf(current)];
  if (n === 0 || m === 0) return undefinedFigure('no-rows');
  return figure(reference.reduce((largest, count, bin) => Math.max(largest, Math.abs(count / n - current[bin]! / m)), 0));
}

export function sumOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function overShares({ reference, current }: CountPair, term: (p: number, q: number) => number, smoothing: Smoothing): Figure {
  const [n, m] = [sumOf(reference), sumOf(current)];
  if (n === 0 || m === 0) return undefinedFigure('no-rows');
  const share = (count: number, total: number): number => {
    if (smoothing === 'add-half') return (count + 0.5) / (total + 0.5 * reference.length);
    return count === 0 && smoothing === 'floor' ? shareOfEmpty : count / total;
  };
  let sum = 0;
  for (let bin = 0; bin < reference.length; bin++) sum += term(share(reference[bin]!, n), share(current[bin]!, m));
  return figure(sum);
}

function entropyTo(p: number, middle: number): number {
  return p === 0 ? 0 : p * Math.log(p / middle);
}

function rootOf(divergence: Figure, divisor: number): Figure {
  return divergence.value === null ? divergence : figure(Math.sqrt(Math.max(0, divergence.value / divisor)));
}
