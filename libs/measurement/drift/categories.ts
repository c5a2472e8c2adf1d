import type { CountPair } from './divergence.js';

export type Category = string | number;

/** How often each category occurs in either sample, over the union of both. */
export interface CategoryCounts extends CountPair {
  /** Ascending: numbers by size before texts by code units. */
  readonly categories: readonly Category[];
  /** Rows without a category (null), which are left out. */
  readonly missing: { readonly reference: number; readonly current: number };
}

/** Counts two columns of categories; null stands for a missing one. */
export function countCategories(reference: readonly (Category | null)[], current: readonly (Category | null)[]): CategoryCounts {
  const [before, now] = [tally(reference), tally(current)];
  const [missingBefore, missingNow] = [before.get(null) ?? 0, now.get(null) ?? 0];
  return { ...pairCategories(before, now), missing: { reference: missingBefore, current: missingNow } };
}

/** Two lists of counts by category, as a profile or intervals keep them, over the union of their categories. */
export function pairCategories(reference: ReadonlyMap<Category | null, number>, current: ReadonlyMap<Category | null, number>): CategoryCounts {
  const categories = [...new Set([...reference.keys(), ...current.keys()])].filter((category) => category !== null).toSorted(inOrder);
  const countsOf = (side: ReadonlyMap<Category | null, number>): Float64Array => Float64Array.from(categories, (category) => side.get(category) ?? 0);
  return {
    categories,
    reference: countsOf(reference),
    current: countsOf(current),
    missing: { reference: reference.get(null) ?? 0, current: current.get(null) ?? 0 },
  };
}

function tally(values: readonly (Category | null)[]): Map<Category | null, number> {
  const counts = new Map<Category | null, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function inOrder(a: Category, b: Category): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
