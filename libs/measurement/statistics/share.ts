import { type Bounds, bounds, undefinedBounds } from './bounds.js';
import { type Figure, quotient } from './figure.js';
import { wilson95 } from './proportion.js';

/** `numerator` of `denominator`, which is also the sample size, with the 95 % Wilson interval (Wilson 1927); shares from 0 to 1. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  readonly value: Figure;
  readonly interval: Bounds;
}

/** The share and its interval; both undefined, not 0, when the denominator is 0. */
export function shareOf(numerator: number, denominator: number): Share {
  const ends = wilson95({ successes: numerator, total: denominator });
  return {
    numerator,
    denominator,
    value: quotient(numerator, denominator),
    interval: ends === null ? undefinedBounds('zero-denominator') : bounds(ends.low, ends.high),
  };
}
