import { chiSquareSurvival } from '../statistics/distributions.js';
import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';
import { type CountPair, sumOf } from './divergence.js';

/** Whether two rows of counts come from the same law. */
export interface Homogeneity {
  readonly statistic: Figure;
  readonly degreesOfFreedom: number;
  readonly pValue: Figure;
  readonly smallestExpected: Figure;
  /** Cells (two a category) whose expected count is below 5, where the law is rough. */
  readonly expectedBelow5: number;
  /** √(X² / (N min(1, k - 1))), 0 to 1; undefined for a single category. */
  readonly cramersV: Figure;
}

/**
 * Pearson's chi-square test of homogeneity on the 2 × k table, k - 1 degrees of freedom, no continuity correction; both samples vary, the
 * reference is not taken for exact. Categories that neither side has are left out. One category in all: statistic 0, p 1. Undefined when
 * a side has no rows. `likelihood` gives the G statistic 2 Σ o ln(o / e) instead.
 */
export function homogeneity(counts: CountPair, form: 'pearson' | 'likelihood' = 'pearson'): Homogeneity {
  const [n, m] = [sumOf(counts.reference), sumOf(counts.current)];
  const none = undefinedFigure('no-rows');
  if (n === 0 || m === 0) return { statistic: none, degreesOfFreedom: 0, pValue: none, smallestExpected: none, expectedBelow5: 0, cramersV: none };
  let [categories, statistic, smallestExpected, expectedBelow5] = [0, 0, Infinity, 0];
  for (let category = 0; category < counts.reference.length; category++) {
    const [r, c] = [counts.reference[category]!, counts.current[category]!];
    if (r + c === 0) continue;
    categories++;
    const expected = [((r + c) * n) / (n + m), ((r + c) * m) / (n + m)] as const;
    for (const count of expected) {
      smallestExpected = Math.min(smallestExpected, count);
      if (count < 5) expectedBelow5++;
    }
    // Equal shares are exactly no difference, whatever the rounding of the expected counts.
    const excess = (r * m - c * n) / (n + m);
    statistic += form === 'pearson' ? excess ** 2 * (1 / expected[0] + 1 / expected[1]) : 2 * (surprise(r, expected[0]) + surprise(c, expected[1]));
  }
  const degreesOfFreedom = categories - 1;
  if (degreesOfFreedom === 0) statistic = 0;
  return {
    statistic: figure(statistic),
    degreesOfFreedom,
    pValue: figure(degreesOfFreedom === 0 ? 1 : chiSquareSurvival(statistic, degreesOfFreedom)),
    smallestExpected: figure(smallestExpected),
    expectedBelow5,
    cramersV: degreesOfFreedom === 0 ? undefinedFigure('constant') : figure(Math.min(1, Math.sqrt(statistic / (n + m)))),
  };
}

function surprise(observed: number, expected: number): number {
  return observed === 0 ? 0 : observed * Math.log(observed / expected);
}
