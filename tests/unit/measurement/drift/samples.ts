import fc from 'fast-check';
import type { CountPair } from '#libs/measurement/drift/divergence.js';
import { type SortedPair, sortedPair } from '#libs/measurement/drift/sorted-pair.js';

/** Values of which many are tied, across both sides too. */
export const value: fc.Arbitrary<number> = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -10, max: 10, noNaN: true }));
export const sample: fc.Arbitrary<number[]> = fc.array(value, { minLength: 1, maxLength: 40 });

export function pairOf(reference: readonly number[], current: readonly number[]): SortedPair {
  return sortedPair(Float64Array.from(reference), Float64Array.from(current));
}

export function countsOf(reference: readonly number[], current: readonly number[]): CountPair {
  return { reference: Float64Array.from(reference), current: Float64Array.from(current) };
}

/** Two rows of counts over 2 to 12 bins, some of them empty, with rows on both sides. */
export const countPair: fc.Arbitrary<CountPair> = fc
  .integer({ min: 2, max: 12 })
  .chain((bins) => fc.tuple(...Array.from({ length: 2 }, () => fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 500 })), { minLength: bins, maxLength: bins }))))
  .filter((sides) => sides.every((counts) => counts.some((count) => count > 0)))
  .map(([reference, current]) => countsOf(reference!, current!));
