import { FineprintError } from '#libs/wire/errors.js';

/** Longest side for which the paths are counted: 100 million steps at most. */
export const exactLimit = 10_000;

/**
 * P(D >= d) of the two-sample Kolmogorov-Smirnov statistic for sides of n and m values without ties, exactly: the share of lattice
 * paths from (0, 0) to (n, m) that reach a point with |i/n - j/m| >= d (Hodges 1957). Each step weighs the probabilities of the two
 * points before it; all terms are positive, so that tiny probabilities keep their digits.
 */
export function twoSampleSurvival(d: number, n: number, m: number): number {
  const [long, short] = n >= m ? [n, m] : [m, n];
  if (long > exactLimit) throw new FineprintError('INVALID', `the exact law is computed for sides of at most ${exactLimit} rows, not ${long}`);
  const divisor = greatestCommonDivisor(long, short);
  const [up, across] = [long / divisor, short / divisor];
  const reach = Math.round(d * up * short);
  if (reach === 0) return 1;
  // reached[j] is the probability for the point (i, j); 1 outside the band.
  const reached = new Float64Array(short + 1).fill(1);
  for (let j = 0; j <= short && j * up < reach; j++) reached[j] = 0;
  for (let i = 1; i <= long; i++) {
    const first = Math.max(0, Math.floor((i * across - reach) / up) + 1);
    const last = Math.min(short, Math.ceil((i * across + reach) / up) - 1);
    let before = 1;
    for (let j = first; j <= last; j++) {
      before = j === 0 ? reached[0]! : (i * reached[j]! + j * before) / (i + j);
      reached[j] = before;
    }
    if (first > 0) reached[first - 1] = 1;
  }
  return reached[short]!;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
