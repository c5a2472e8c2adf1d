import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortedOrder } from '#libs/measurement/statistics/sorted-order.js';

/** What a comparing sort gives, which keeps the order of equals. */
const expected = (values: Float64Array) => Uint32Array.from(values.keys()).toSorted((a, b) => values[a]! - values[b]! || a - b);

test.each([
  ['nothing', []],
  ['a few', [3, 1, 2, 1, -5, Infinity, -Infinity, 0, -0]],
  ['thousands', Array.from({ length: 9_000 }, (_, row) => Math.sin(row * 12.9898) * 43_758.5453)],
  ['many ties', Array.from({ length: 9_000 }, (_, row) => ((row * 7_919) % 101) / 100)],
  ['descending', Array.from({ length: 5_000 }, (_, row) => -row)],
  ['signs and infinities', Array.from({ length: 5_000 }, (_, row) => [0, -0, Infinity, -Infinity, 5e-324, -5e-324, 1][row % 7]!)],
  ['values that differ in their last bits only', Array.from({ length: 6_000 }, (_, row) => 0.5 + ((row * 31) % 6_000) * 2 ** -53)],
  ['short stretches that do', Array.from({ length: 6_000 }, (_, row) => (row % 200) / 7 + ((row * 31) % 30) * 2 ** -50)],
])('%s', (_, list) => {
  const values = Float64Array.from(list);
  expect(sortedOrder(values)).toEqual(expected(values));
});

test('a part of a larger array is sorted by itself', () => {
  const values = Float64Array.from({ length: 12_000 }, (_, row) => (row * 7_919) % 12_007).subarray(3_000, 9_000);
  expect(sortedOrder(values)).toEqual(expected(values));
});

test('any values', () => {
  fc.assert(
    fc.property(fc.float64Array({ noNaN: true, minLength: 4_096, maxLength: 5_000 }), (values) => {
      expect(sortedOrder(values)).toEqual(expected(values));
    }),
    { numRuns: 20 },
  );
});
