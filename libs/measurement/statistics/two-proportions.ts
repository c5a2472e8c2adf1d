import { normalTwoSided } from './distributions.js';
import { type Figure, figure, quotient, undefinedFigure } from './figure.js';
import type { Proportion } from './proportion.js';

/** A test statistic and its two-sided p-value. */
export interface TestResult {
  readonly statistic: Figure;
  readonly pValue: Figure;
}

/** successes / total; undefined without a trial. */
export function rateOf({ successes, total }: Proportion): Figure {
  return quotient(successes, total, 'no-rows');
}

/**
 * The two-proportion z test with pooled variance: z = (p1 - p2) / √(p(1-p)(1/n1 + 1/n2)), p the rate of both together. |z| is the
 * number of standard deviations. Undefined without trials on a side, or when nobody or everybody of both was successful.
 */
export function pooledZ(group: Proportion, reference: Proportion): TestResult {
  if (group.total === 0 || reference.total === 0) return undefinedTest('no-rows');
  const pooled = (group.successes + reference.successes) / (group.total + reference.total);
  const variance = pooled * (1 - pooled) * (1 / group.total + 1 / reference.total);
  if (variance === 0) return undefinedTest('constant');
  const z = (group.successes / group.total - reference.successes / reference.total) / Math.sqrt(variance);
  return { statistic: figure(z), pValue: figure(normalTwoSided(z)) };
}

/**
 * Pearson's chi-square of the 2 × 2 table (1 degree of freedom), by default without correction; with Yates' each difference from the
 * expected count shrinks by half a person, but not below 0. Undefined as the z test is.
 */
export function chiSquareOfRates(group: Proportion, reference: Proportion, correction: 'none' | 'yates' = 'none'): TestResult {
  const total = group.total + reference.total;
  if (group.total === 0 || reference.total === 0) return undefinedTest('no-rows');
  const successes = group.successes + reference.successes;
  if (successes === 0 || successes === total) return undefinedTest('constant');
  const excess = Math.abs(group.successes - (group.total * successes) / total);
  const corrected = correction === 'yates' ? excess - Math.min(0.5, excess) : excess;
  const statistic = (corrected * corrected * total * total * total) / (group.total * reference.total * successes * (total - successes));
  return { statistic: figure(statistic), pValue: figure(normalTwoSided(Math.sqrt(statistic))) };
}

/** Cohen's h, the distance of two rates on the arcsine scale: |2 asin √p1 - 2 asin √p2|, 0 to π. Undefined without trials on a side. */
export function cohenH(group: Proportion, reference: Proportion): Figure {
  if (group.total === 0 || reference.total === 0) return undefinedFigure('no-rows');
  const angle = ({ successes, total }: Proportion): number => 2 * Math.asin(Math.sqrt(successes / total));
  return figure(Math.abs(angle(group) - angle(reference)));
}

function undefinedTest(reason: 'no-rows' | 'constant'): TestResult {
  return { statistic: undefinedFigure(reason), pValue: undefinedFigure(reason) };
}
