import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';
import { type BinnedMeasure, type Form, forms, shareOfEmpty, totalOf } from './forms.js';

/** How many rows of the reference and of the current window lie in each bin or category, in the same order. */
export interface CountPair {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/**
 * A binned measure of how far the current shares q are from the reference's p; undefined when a side has no rows.
 *
 * - `psi`, population stability index: Σ (q - p) ln(q / p), symmetric, 0 or more; an empty bin has a share of 0.0001
 * - `kullback-leibler`: Σ p ln(p / q) from reference to current in nats; an empty bin has a share of 0.0001
 * - `jensen-shannon` distance in base 2: root of the mean divergence of p and q to (p + q)/2, 0 to 1
 * - `hellinger` distance: √(½ Σ (√p - √q)²) = √(1 - Σ √(p q)), 0 to 1
 * - `total-variation`: half the sum of all changes of share, 0 to 1: the share of rows that would have to move
 * - `l-infinity`: the largest change of one share, 0 to 1
 * - `chi-square`: Cramér's V, the effect size of the test of homogeneity, 0 to 1; 0 for a single category, as the statistic is
 */
export function divergence(measure: BinnedMeasure, counts: CountPair): Figure {
  return measure === 'kullback-leibler' ? kullbackLeibler(counts) : ofForm(forms[measure], counts);
}

/** What PSI does with empty bins: nothing, so that it is infinite (undefined) when one side alone has rows, or half a row more in every bin. */
export function psiSmoothed({ reference, current }: CountPair, smoothing: 'none' | 'add-half'): Figure {
  const more = smoothing === 'none' ? 0 : 0.5;
  const smoothed = { reference: reference.map((count) => count + more), current: current.map((count) => count + more) };
  return sumOf(reference) === 0 || sumOf(current) === 0 ? undefinedFigure('no-rows') : ofForm({ ...forms.psi, emptyShare: 0 }, smoothed);
}

/** The Jensen-Shannon distance with natural logarithms, as Evidently and scipy give it by default: 0 to 0.8326 where base 2 goes to 1. */
export function jensenShannonNatural(counts: CountPair): Figure {
  const { value, reason } = divergence('jensen-shannon', counts);
  return value === null ? { value, reason } : figure(value * Math.sqrt(Math.LN2));
}

export function sumOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function kullbackLeibler(counts: CountPair): Figure {
  return ofForm({ term: (p, q) => p * Math.log(p / q), emptyShare: shareOfEmpty, total: 'sum' }, counts);
}

function ofForm({ term, emptyShare, total }: Form, { reference, current }: CountPair): Figure {
  const [n, m] = [sumOf(reference), sumOf(current)];
  if (n === 0 || m === 0) return undefinedFigure('no-rows');
  const share = (count: number, all: number): number => (count === 0 ? emptyShare : count / all);
  return figure(totalOf(total, Array.from(reference, (count, bin) => term(share(count, n), share(current[bin]!, m), n, m))));
}
