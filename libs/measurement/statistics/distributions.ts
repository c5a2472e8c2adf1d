import { regularisedBeta, upperGamma } from './gamma.js';

/** P(Z > z) of the standard normal law; the relative error stays small far in the tail. */
export function normalSurvival(z: number): number {
  return z >= 0 ? upperGamma(0.5, (z * z) / 2) / 2 : 1 - normalSurvival(-z);
}

/** The two-sided p-value of a standard normal statistic. */
export function normalTwoSided(z: number): number {
  return upperGamma(0.5, (z * z) / 2);
}

/** The z with P(Z <= z) = p, for p above 0 and below 1. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  return -rootOf((z) => normalSurvival(z) - p, 0, 40);
}

/** P(X > x) of the chi-square law with `dof` degrees of freedom. */
export function chiSquareSurvival(x: number, dof: number): number {
  return upperGamma(dof / 2, x / 2);
}

/** The x with P(X <= x) = p of the chi-square law. */
export function chiSquareQuantile(p: number, dof: number): number {
  let high = dof + 1;
  while (chiSquareSurvival(high, dof) > 1 - p) high *= 2;
  return rootOf((x) => chiSquareSurvival(x, dof) - (1 - p), 0, high);
}

/** The x with P(X <= x) = p of the beta law. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  return rootOf((x) => p - regularisedBeta(x, a, b), 0, 1);
}

/** Kolmogorov's limit law: P(K > t) = 2 Σ (-1)^(k-1) exp(-2 k² t²); below 1 by its theta transform, which converges there. */
export function kolmogorovSurvival(t: number): number {
  if (t <= 0) return 1;
  let sum = 0;
  if (t < 1) {
    for (let k = 1; k < 40; k += 2) sum += Math.exp((-(k * k) * Math.PI * Math.PI) / (8 * t * t));
    return 1 - (Math.sqrt(2 * Math.PI) / t) * sum;
  }
  for (let k = 1; k < 40; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * t * t);
  return Math.min(1, 2 * sum);
}

/** Where a function that falls from above 0 at `low` to below 0 at `high` crosses 0: halving, until doubles lie no closer. */
function rootOf(f: (x: number) => number, low: number, high: number): number {
  let [below, above] = [low, high];
  for (let step = 0; step < 2_000; step++) {
    const middle = below + (above - below) / 2;
    if (middle === below || middle === above) return middle;
    if (f(middle) > 0) below = middle;
    else above = middle;
  }
  return below;
}
