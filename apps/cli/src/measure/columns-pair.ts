import { countsInBins, quantileEdges } from '#libs/measurement/drift/bins.js';
import { type Category, pairCategories } from '#libs/measurement/drift/categories.js';
import type { CountPair } from '#libs/measurement/drift/divergence.js';
import { presentOf } from '#libs/measurement/drift/present.js';
import type { Column } from './reading/column-builder.js';

/** A reference and a current column: as numbers, or as categories. Missing cells are left out of the counts. */
export type ColumnPair =
  | { readonly kind: 'numeric'; readonly reference: Float64Array; readonly current: Float64Array }
  | { readonly kind: 'categorical'; readonly counts: CountPair; readonly categories: readonly Category[] };

/** Numeric when both columns hold numbers, unless they are to be taken as categories. */
export function columnPair(reference: Column, current: Column, asCategories: boolean): ColumnPair {
  if (reference.kind === 'numbers' && current.kind === 'numbers' && !asCategories) return { kind: 'numeric', reference: reference.values, current: current.values };
  const areNumbers = reference.kind === 'numbers' && current.kind === 'numbers';
  const { categories, ...counts } = pairCategories(tallyOf(reference, areNumbers), tallyOf(current, areNumbers));
  return { kind: 'categorical', counts, categories };
}

/** Rows in each category, or in bins at the reference's own quantiles; `edges` are their inner borders. */
export function countsOf(pair: ColumnPair, bins: number): { readonly counts: CountPair; readonly edges: Float64Array | null } {
  if (pair.kind === 'categorical') return { counts: pair.counts, edges: null };
  const [reference, current] = [presentOf(pair.reference).values, presentOf(pair.current).values];
  const edges = quantileEdges(reference, bins);
  return { counts: { reference: countsInBins(reference, edges), current: countsInBins(current, edges) }, edges };
}

/** Rows by category; numbers that stand beside texts become texts. */
function tallyOf(column: Column, areNumbers: boolean): Map<Category, number> {
  const tally = new Map<Category, number>();
  if (column.kind === 'numbers') {
    for (let row = 0; row < column.values.length; row++) {
      const value = column.values[row]!;
      if (Number.isNaN(value)) continue;
      const category = areNumbers ? value : String(value);
      tally.set(category, (tally.get(category) ?? 0) + 1);
    }
    return tally;
  }
  const counts = new Float64Array(column.labels.length);
  for (let row = 0; row < column.codes.length; row++) if (column.codes[row] !== -1) counts[column.codes[row]!]!++;
  for (const [code, label] of column.labels.entries()) tally.set(label, counts[code]!);
  return tally;
}
