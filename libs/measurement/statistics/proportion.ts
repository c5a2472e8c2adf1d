import { type Rational, compareRationals, rationalOf } from './rational.js';

/** Successes among trials that are independent enough for a Wilson interval. */
export interface Proportion {
  readonly successes: number;
  readonly total: number;
}

const zText = '1.959963984540054';
/** The normal quantile of a two-sided 95 %. */
export const zOf95 = Number(zText);

/** An interval of shares from 0 to 1. */
export interface ShareRange {
  readonly low: number;
  readonly high: number;
}

/** Wilson score interval at 95 % for a proportion. Null without a trial. */
export function wilson95(proportion: Proportion): ShareRange | null {
  return wilsonAt(proportion, zOf95);
}

/**
 * Wilson score interval for the normal quantile `z` of its confidence: centre and half width are
 * (p + z²/2n) / (1 + z²/n) and z·√(p(1-p)/n + z²/4n²) / (1 + z²/n). Null without a trial.
 */
export function wilsonAt({ successes, total }: Proportion, z: number): ShareRange | null {
  if (total === 0) return null;
  const share = successes / total;
  const spread = 1 + (z * z) / total;
  const centre = (share + (z * z) / (2 * total)) / spread;
  const half = (z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total))) / spread;
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === total ? 1 : Math.min(1, centre + half),
  };
}

/**
 * Whether the 95 % Wilson interval leaves out `percent` (0 to 100). Exact: the interval holds the shares t with
 * (p - t)² · n <= z² · t(1 - t), so no bound has to be rounded.
 */
export function isExcludedByWilson(proportion: Proportion, percent: Rational): boolean {
  const total = BigInt(proportion.total);
  if (total === 0n) return false;
  const scale = percent.denominator * 100n;
  const distance = BigInt(proportion.successes) * scale - percent.numerator * total;
  const zExact = rationalOf(zText);
  const left = { numerator: distance * distance, denominator: total * scale * scale };
  const right = {
    numerator: zExact.numerator ** 2n * percent.numerator * (scale - percent.numerator),
    denominator: zExact.denominator ** 2n * scale * scale,
  };
  return compareRationals(left, right) > 0;
}
