import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ascending, countUpTo, linearQuantile } from '#libs/measurement/statistics/sorting.js';
import { columnOf, shapes } from './laws.js';

const isSame = (one: Float64Array, other: Float64Array): boolean => one.length === other.length && one.every((value, at) => Object.is(value, other[at]));

describe('sorting a column', () => {
  test.each(Object.keys(shapes))('%s gives what comparing gives, bit for bit', (shape) => {
    for (const length of [0, 1, 2_047, 2_048, 8_195]) {
      const values = columnOf(shape, length, length);
      const before = values.slice();
      expect(isSame(ascending(values), before.toSorted())).toBe(true);
      expect(isSame(values, before)).toBe(true);
    }
  });

  test('so do random columns of two shapes', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...Object.keys(shapes)), fc.constantFrom(...Object.keys(shapes)), fc.nat({ max: 3_000 }), (seed, one, other, length) => {
        const values = Float64Array.from([...columnOf(one, length, seed), ...columnOf(other, length, seed + 1)]);
        return isSame(ascending(values), values.toSorted());
      }),
    );
  });

  test('uses lent memory without keeping the result there', () => {
    const values = columnOf('of both signs', 5_000, 1);
    const spare = new Float64Array(6_000);
    const sorted = ascending(values, spare);
    const second = ascending(columnOf('of scores', 5_000, 2), spare);
    expect(sorted).toEqual(values.toSorted());
    expect(second).toEqual(columnOf('of scores', 5_000, 2).toSorted());
  });

  test('takes a part of a longer array, and too little lent memory', () => {
    const values = columnOf('of both signs', 9_000, 3).subarray(1_000, 6_000);
    expect(ascending(values, new Float64Array(10))).toEqual(values.toSorted());
  });
});

describe('a quantile', () => {
  test.each([
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4], 0.1, 1.3],
    [[1, 2, 3, 4], 0, 1],
    [[1, 2, 3, 4], 1, 4],
    [[7], 0.3, 7],
    [[2, 2, 2], 0.9, 2],
    [[1, Infinity], 0.4, Infinity],
    [[1, Infinity], 0.6, Infinity],
    [[1, 2, Infinity], 0.5, 2],
    [[-Infinity, 3], 0.9, -Infinity],
    [[Infinity, Infinity], 0.5, Infinity],
    [[-1e308, 1e308], 0.5, 0],
  ])('of %j at %d is %d', (values, q, expected) => {
    expect(linearQuantile(Float64Array.from(values), q)).toBeCloseTo(expected, 12);
  });
});

test.each([
  [0.5, 0],
  [1, 2],
  [1.5, 2],
  [3, 4],
])('%d is not below %d of 1, 1, 2, 3', (value, count) => {
  expect(countUpTo(Float64Array.of(1, 1, 2, 3), value)).toBe(count);
});
