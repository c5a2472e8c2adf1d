import { type BinnedMeasure, forms, shareOfEmpty, totalOf } from './forms.js';
import type { Range } from './ranged-figure.js';

/** How many rows of each side lie at or below an edge whose place inside coarser bins is not known exactly. */
export interface RowsUpTo {
  readonly reference: Range;
  readonly current: Range;
}

/**
 * The smallest and largest value of a binned measure over n reference and m current rows, given how many of them can lie at or below each
 * interior edge. Each bin by itself is taken at its closest and its furthest shares, so the range is never too narrow.
 */
export function effectRange(measure: BinnedMeasure, n: number, m: number, edges: readonly RowsUpTo[]): Range {
  const none = { least: 0, most: 0 };
  const upper = [...edges, { reference: { least: n, most: n }, current: { least: m, most: m } }];
  const lower = [{ reference: none, current: none }, ...edges];
  const isKullbackLeibler = measure === 'kullback-leibler';
  const { term, emptyShare, total } = isKullbackLeibler ? excessOfKullbackLeibler : forms[measure];
  const [closest, furthest]: [number[], number[]] = [[], []];
  for (const [bin, { reference, current }] of upper.entries()) {
    const p = sharesBetween(lower[bin]!.reference, reference, n, emptyShare);
    const q = sharesBetween(lower[bin]!.current, current, m, emptyShare);
    const apart = p.most < q.least ? term(p.most, q.least, n, m) : q.most < p.least ? term(p.least, q.most, n, m) : 0;
    closest.push(apart);
    furthest.push(Math.max(term(p.least, q.most, n, m), term(p.most, q.least, n, m)));
  }
  // What the shares of empty bins can add to Σ p - q, which the excess leaves out.
  const slack = isKullbackLeibler ? upper.length * shareOfEmpty : 0;
  return { least: totalOf(total, closest) - slack, most: totalOf(total, furthest) + slack };
}

/** p ln(p / q) is not 0 or more in each bin, p ln(p / q) - p + q is; over all bins both sum up alike but for the shares of empty bins. */
const excessOfKullbackLeibler = { term: (p: number, q: number): number => p * Math.log(p / q) - p + q, emptyShare: shareOfEmpty, total: 'sum' as const };

function sharesBetween(lower: Range, upper: Range, rows: number, emptyShare: number): Range {
  const [fewest, most] = [Math.max(0, upper.least - lower.most), Math.max(0, upper.most - lower.least)];
  if (most === 0) return { least: emptyShare, most: emptyShare };
  if (fewest > 0) return { least: fewest / rows, most: most / rows };
  return { least: Math.min(emptyShare, 1 / rows), most: Math.max(emptyShare, most / rows) };
}
