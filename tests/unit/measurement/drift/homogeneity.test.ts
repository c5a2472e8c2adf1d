import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countCategories, pairCategories } from '#libs/measurement/drift/categories.js';
import { homogeneity } from '#libs/measurement/drift/homogeneity.js';
import { figure, undefinedFigure } from '#libs/measurement/statistics/figure.js';
import { countPair, countsOf } from './samples.js';

describe('the chi-square test of homogeneity', () => {
  test('by hand: 10 of 30 against 20 of 30', () => {
    const { statistic, degreesOfFreedom, pValue, smallestExpected, expectedBelow5, cramersV } = homogeneity(countsOf([10, 20], [20, 10]));
    expect(statistic.value).toBeCloseTo(20 / 3, 12);
    expect(degreesOfFreedom).toBe(1);
    expect(pValue.value).toBeCloseTo(0.009823, 6);
    expect(smallestExpected).toEqual(figure(15));
    expect(expectedBelow5).toBe(0);
    expect(cramersV.value).toBeCloseTo(1 / 3, 12);
  });

  test('V is 0 to 1, p too, and categories that neither side has change nothing', () => {
    fc.assert(
      fc.property(countPair, (counts) => {
        const found = homogeneity(counts);
        expect(found.pValue.value).toBeGreaterThanOrEqual(0);
        expect(found.pValue.value).toBeLessThanOrEqual(1);
        if (found.cramersV.value !== null) expect(found.cramersV.value).toBeLessThanOrEqual(1);
        expect(homogeneity(countsOf([...counts.reference, 0], [...counts.current, 0]))).toEqual(found);
      }),
    );
  });

  test('the same shares are no difference, whatever the numbers of rows', () => {
    const { statistic, pValue } = homogeneity(countsOf([3, 9, 21], [1, 3, 7]));
    expect([statistic, pValue]).toEqual([figure(0), figure(1)]);
  });

  test('a category that only the current window has is no certain proof: the reference is a sample too', () => {
    expect(homogeneity(countsOf([30, 30, 0], [10, 9, 1])).pValue.value).toBeGreaterThan(0.05);
  });

  test('one category in all: statistic 0, p 1, no V', () => {
    const { statistic, pValue, cramersV } = homogeneity(countsOf([5, 0], [9, 0]));
    expect([statistic, pValue, cramersV]).toEqual([figure(0), figure(1), undefinedFigure('constant')]);
  });

  test('counts cells with fewer than five expected rows, two a category', () => {
    expect(homogeneity(countsOf([3, 3, 2, 0], [2, 2, 2, 2])).expectedBelow5).toBe(8);
  });

  test('a side without rows: undefined', () => {
    expect(homogeneity(countsOf([0, 0], [9, 1])).pValue).toEqual(undefinedFigure('no-rows'));
  });
});

describe('counting categories', () => {
  test('goes over the union of both sides in order and counts the missing ones apart', () => {
    expect(countCategories(['b', 'a', null, 'b'], ['c', 2, null, null, 10])).toEqual({
      categories: [2, 10, 'a', 'b', 'c'],
      reference: Float64Array.of(0, 0, 1, 2, 0),
      current: Float64Array.of(1, 1, 0, 0, 1),
      missing: { reference: 1, current: 2 },
    });
  });

  test('starts from counts as well', () => {
    expect(pairCategories(new Map([['a', 3]]), new Map([['b', 4]]))).toEqual({
      categories: ['a', 'b'],
      reference: Float64Array.of(3, 0),
      current: Float64Array.of(0, 4),
      missing: { reference: 0, current: 0 },
    });
  });
});
