import { type MeasuredFigure, measuredShare } from './measured-figure.js';

/** A share, 0 to 1, that shows what it is made of: `numerator` of `denominator`, which is its sample size, with the 95 % Wilson interval. */
export interface Share extends MeasuredFigure {
  readonly numerator: number;
  readonly denominator: number;
}

/** The share and its interval; both undefined, not 0, when the denominator is 0. */
export function shareOf(numerator: number, denominator: number): Share {
  return { numerator, denominator, ...measuredShare({ successes: numerator, total: denominator }, 0.95) };
}
