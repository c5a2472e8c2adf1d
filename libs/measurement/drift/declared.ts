import type { ProfileColumn } from '#libs/wire/training-profiles.js';
import type { Category } from './categories.js';
import type { Histogram } from './histogram.js';

/** A column that a vendor declared, as a baseline; missing rows are apart. */
export type DeclaredColumn =
  | { readonly kind: 'numeric'; readonly histogram: Histogram; readonly missing: number }
  | { readonly kind: 'categorical'; readonly counts: ReadonlyMap<Category, number>; readonly missing: number };

/** Declared bins are (lower, upper] with an open first and last one; categories are texts. */
export function declaredColumn(column: ProfileColumn): DeclaredColumn {
  const { missing } = column;
  if ('categories' in column) return { kind: 'categorical', counts: new Map(Object.entries(column.categories)), missing };
  return { kind: 'numeric', histogram: { upperEdges: Float64Array.of(...column.edges, Infinity), counts: Float64Array.from(column.counts) }, missing };
}
