import type { DriftMeasure } from '#libs/wire/drift-reports.js';

/** The measures that compare shares of bins or categories. */
export type BinnedMeasure = Exclude<DriftMeasure, 'ks' | 'wasserstein' | 'rate-difference'>;

/** The share that an empty bin is given where a logarithm needs one; the shares are not made to add up to 1 again. */
export const shareOfEmpty = 1e-4;

/** How a measure is made of what each bin adds. */
export interface Form {
  /**
   * What a bin with share p of n reference rows and q of m current rows adds. 0 or more, 0 where p = q, and larger the further p and q are
   * apart, which is what lets ranges of shares be turned into ranges of the measure.
   */
  readonly term: (p: number, q: number, n: number, m: number) => number;
  readonly emptyShare: number;
  readonly total: 'sum' | 'root of the sum' | 'largest';
}

export const forms: Readonly<Record<Exclude<BinnedMeasure, 'kullback-leibler'>, Form>> = {
  psi: { term: (p, q) => (p === q ? 0 : (q - p) * Math.log(q / p)), emptyShare: shareOfEmpty, total: 'sum' },
  'jensen-shannon': { term: (p, q) => (entropyTo(p, (p + q) / 2) + entropyTo(q, (p + q) / 2)) / (2 * Math.LN2), emptyShare: 0, total: 'root of the sum' },
  hellinger: { term: (p, q) => (Math.sqrt(p) - Math.sqrt(q)) ** 2 / 2, emptyShare: 0, total: 'root of the sum' },
  'total-variation': { term: (p, q) => Math.abs(p - q) / 2, emptyShare: 0, total: 'sum' },
  'l-infinity': { term: (p, q) => Math.abs(p - q), emptyShare: 0, total: 'largest' },
  // Cramér's V of the 2 × k table: the root of X² / (n + m).
  'chi-square': { term: (p, q, n, m) => (p === q ? 0 : (((n * m) / (n + m)) * (p - q) ** 2) / (n * p + m * q)), emptyShare: 0, total: 'root of the sum' },
};

/** What the bins of a measure come to. */
export function totalOf(total: Form['total'], parts: readonly number[]): number {
  if (total === 'largest') return parts.reduce((largest, part) => Math.max(largest, part), 0);
  const sum = parts.reduce((before, part) => before + part, 0);
  return total === 'sum' ? sum : Math.sqrt(Math.max(0, sum));
}

function entropyTo(p: number, middle: number): number {
  return p === 0 ? 0 : p * Math.log(p / middle);
}
