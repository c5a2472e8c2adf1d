import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasExactLaw, kolmogorovPValue, kolmogorovSmirnov } from '#libs/measurement/drift/kolmogorov-smirnov.js';
import { figure, undefinedFigure } from '#libs/measurement/statistics/figure.js';
import { pairOf, sample } from './samples.js';

const shareUpTo = (values: readonly number[], limit: number): number => values.filter((value) => value <= limit).length / values.length;

describe('the Kolmogorov-Smirnov statistic', () => {
  test('is the largest distance of the two shares at any value, and says where and on which side', () => {
    fc.assert(
      fc.property(sample, sample, (reference, current) => {
        const { statistic, location, sign } = kolmogorovSmirnov(pairOf(reference, current));
        const distanceAt = (value: number): number => shareUpTo(reference, value) - shareUpTo(current, value);
        const largest = Math.max(...[...reference, ...current].map((value) => Math.abs(distanceAt(value))));
        expect(statistic.value).toBeCloseTo(largest, 12);
        expect(sign * distanceAt(location.value!)).toBeCloseTo(largest, 12);
      }),
    );
  });

  test('is 0 of a sample with itself, and the same with the sides exchanged', () => {
    fc.assert(
      fc.property(sample, sample, (one, other) => {
        expect(kolmogorovSmirnov(pairOf(one, one)).statistic.value).toBe(0);
        expect(kolmogorovSmirnov(pairOf(one, other)).statistic.value).toBe(kolmogorovSmirnov(pairOf(other, one)).statistic.value);
      }),
    );
  });

  test.each([
    { what: 'sides apart', reference: [0, 1, 2, 3], current: [10, 11, 12], statistic: 1, location: 3, sign: 1 },
    { what: 'a constant that moved down', reference: [2, 2], current: [1, 1, 1], statistic: 1, location: 1, sign: -1 },
    { what: 'ties passed together', reference: [0, 0, 1, 1], current: [0, 1], statistic: 0, location: 0, sign: 1 },
    { what: 'infinities as values', reference: [0, 1, 2, Infinity], current: [-Infinity, -Infinity, 1, 2], statistic: 0.5, location: null, sign: -1 },
  ])('of $what is $statistic', ({ reference, current, statistic, location, sign }) => {
    const found = kolmogorovSmirnov(pairOf(reference, current));
    expect(found).toEqual({ statistic: figure(statistic), location: location === null ? undefinedFigure('not-finite') : figure(location), sign });
  });

  test('drops missing values and counts them', () => {
    const pair = pairOf([1, Number.NaN, 2, Number.NaN], [1, 2, Number.NaN]);
    expect(pair.missing).toEqual({ reference: 2, current: 1 });
    expect(kolmogorovSmirnov(pair).statistic).toEqual(figure(0));
  });

  test.each([
    [[], [1]],
    [[1], []],
    [[Number.NaN], [1, 2]],
  ])('of %j and %j is undefined: a side has no rows', (reference, current) => {
    const { statistic } = kolmogorovSmirnov(pairOf(reference, current));
    expect(statistic).toEqual(undefinedFigure('no-rows'));
    expect(kolmogorovPValue(statistic, reference.length, current.length)).toEqual(undefinedFigure('no-rows'));
  });
});

describe('its p-value', () => {
  // scipy.special.kolmogorov; ks_2samp(method='asymp') and (method='exact').
  test.each([
    [0.2222222222222222, 60, 45, 0.15770540881969158, 0.13118654236781002, 0.13872209324195223],
    [0.31666666666666665, 80, 60, 0.0020641365063962954, 0.001570622817827605, 0.0015945894539690134],
    [0.18833333333333335, 300, 200, 0.000401814713971894, 0.0003359091178289448, 0.00035533811835913485],
  ])('of %d for %d and %d rows is that of scipy, by each law', (statistic, n, m, limit, oneSample, exact) => {
    const found = (['limit', 'one-sample', 'exact'] as const).map((method) => kolmogorovPValue(figure(statistic), n, m, method).value!);
    for (const [at, expected] of [limit, oneSample, exact].entries()) expect(found[at]! / expected).toBeCloseTo(1, 9);
  });

  test('is that of the limit unless another law is named', () => {
    expect(kolmogorovPValue(figure(0.2), 50, 80)).toEqual(kolmogorovPValue(figure(0.2), 50, 80, 'limit'));
  });

  test('of one row against one is undefined by the law of one sample: there is half a row', () => {
    expect(kolmogorovPValue(figure(1), 1, 1, 'one-sample')).toEqual(undefinedFigure('too-few-rows'));
  });

  test.each([
    [10_000, 10_000, true],
    [10_001, 3, false],
  ])('can be exact for %d and %d rows: %s', (n, m, isExact) => {
    expect(hasExactLaw(n, m)).toBe(isExact);
  });
});
