import { type Figure, figure } from '../statistics/figure.js';
import { fisherExact } from '../statistics/fisher.js';
import type { Proportion } from '../statistics/proportion.js';
import { rateDifference } from '../statistics/rate-difference.js';
import { pooledZ } from '../statistics/two-proportions.js';

export type RateTest = 'fisher-exact' | 'two-proportion-z';

/** How far a rate (of decisions, of positive outcomes, of missing values) has moved, and how likely chance alone moves it as far. */
export interface RateDrift {
  /** Current rate minus reference rate, -1 to 1; undefined without rows on a side. */
  readonly difference: Figure;
  readonly test: RateTest;
  readonly pValue: Figure;
}

/** Below so many expected rows of a cell the z test fires in up to 6.5 % of windows without drift instead of 5 %; from here on in at most 5.9 %. */
const enoughForZ = 30;

/**
 * Two rates compared by the two-proportion z test, or by Fisher's exact test where any expected count is below 30. Where both rates are 0,
 * or both 1, nothing has moved: p is 1.
 */
export function rateDrift(reference: Proportion, current: Proportion): RateDrift {
  const difference = rateDifference(current, reference);
  const successes = reference.successes + current.successes;
  const all = reference.total + current.total;
  const leastExpected = (Math.min(reference.total, current.total) * Math.min(successes, all - successes)) / all;
  if (leastExpected < enoughForZ) return { difference, test: 'fisher-exact', pValue: fisherExact(current, reference).twoSided };
  return { difference, test: 'two-proportion-z', pValue: pooledZ(current, reference).pValue };
}

/** The p-value alone, for sides that have rows. */
export function ratePValue(reference: Proportion, current: Proportion): number {
  return rateDrift(reference, current).pValue.value ?? 1;
}

export function absolute({ value, reason }: Figure): Figure {
  return value === null ? { value, reason } : figure(Math.abs(value));
}
