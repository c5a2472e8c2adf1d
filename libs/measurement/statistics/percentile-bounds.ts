import type { Bounds } from './bounds.js';
import { regularisedBeta } from './gamma.js';
import { figure, undefinedFigure } from './figure.js';

/**
 * The order-statistic interval of a percentile `q` (0 to 1): ranks l and u of the binomial law with P(B < l) <= α/2 and
 * P(B < u) >= 1 - α/2, B ~ Bin(n, q), so that it covers at least as often as it says, whatever the law of the values. An end that
 * lies outside the sample is undefined: there are too few values to bound the percentile on that side.
 */
export function percentileConfidence(sorted: Float64Array, q: number, confidence: number): Bounds {
  const length = sorted.length;
  const [low, high] = rankBounds(length, q, confidence);
  return {
    low: low < 1 ? undefinedFigure(length === 0 ? 'no-rows' : 'too-few-rows') : figure(sorted[low - 1]!),
    high: high > length ? undefinedFigure(length === 0 ? 'no-rows' : 'too-few-rows') : figure(sorted[high - 1]!),
  };
}

/** The ranks of that interval among `count` values, counted from 1; below 1 or above `count` where the sample does not reach. */
export function rankBounds(count: number, q: number, confidence: number): readonly [low: number, high: number] {
  const tail = (1 - confidence) / 2;
  return [smallestCount(count, q, (share) => share > tail), smallestCount(count, q, (share) => share >= 1 - tail) + 1];
}

/** Whether a percentile can differ from the largest value: p99 needs 100 values, p99.9 a thousand (for low ones, from the smallest). */
export function isEnoughForPercentile(count: number, q: number): boolean {
  return count * Math.min(q, 1 - q) >= 1 - 1e-9;
}

/** The smallest k with P(Bin(n, q) <= k) as wanted; P grows with k. */
function smallestCount(n: number, q: number, isWanted: (share: number) => boolean): number {
  let [from, to] = [0, n];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isWanted(binomialUpTo(middle, n, q))) to = middle;
    else from = middle + 1;
  }
  return from;
}

function binomialUpTo(k: number, n: number, q: number): number {
  return k >= n ? 1 : regularisedBeta(1 - q, n - k, k + 1);
}
