import { ascending } from '../statistics/sorting.js';
import { presentOf } from './present.js';

/** Reference and current values in ascending order, without the missing ones. */
export interface SortedPair {
  readonly reference: Float64Array;
  readonly current: Float64Array;
  readonly missing: { readonly reference: number; readonly current: number };
}

/** Two columns in any order, NaN for a missing value. What is computed from the same two columns can share the sorting. */
export function sortedPair(reference: Float64Array, current: Float64Array): SortedPair {
  const [before, now] = [presentOf(reference), presentOf(current)];
  const spare = new Float64Array(Math.max(before.values.length, now.values.length));
  return {
    reference: ascending(before.values, spare),
    current: ascending(now.values, spare),
    missing: { reference: before.missing, current: now.missing },
  };
}
