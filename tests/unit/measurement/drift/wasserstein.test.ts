import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalisedWasserstein, spreadOf, wasserstein } from '#libs/measurement/drift/wasserstein.js';
import { figure, undefinedFigure } from '#libs/measurement/statistics/figure.js';
import { pairOf, sample } from './samples.js';

/** ∫ |F - G| between consecutive values, from the definition. */
function byDefinition(reference: readonly number[], current: readonly number[]): number {
  const values = [...reference, ...current].toSorted((a, b) => a - b);
  const share = (side: readonly number[], limit: number): number => side.filter((value) => value <= limit).length / side.length;
  return values.slice(1).reduce((sum, value, at) => sum + Math.abs(share(reference, values[at]!) - share(current, values[at]!)) * (value - values[at]!), 0);
}

describe('the Wasserstein-1 distance', () => {
  test('is the area between the two distribution functions, whichever side is the reference', () => {
    fc.assert(
      fc.property(sample, sample, (reference, current) => {
        expect(wasserstein(pairOf(reference, current)).value).toBeCloseTo(byDefinition(reference, current), 9);
        expect(wasserstein(pairOf(current, reference)).value).toBeCloseTo(byDefinition(reference, current), 9);
      }),
    );
  });

  test('of a sample moved by so much is so much, and moving both sides changes nothing', () => {
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: -1_000, max: 1_000 }), (one, other, step) => {
        const moved = (values: readonly number[]): number[] => values.map((value) => value + step);
        expect(wasserstein(pairOf(one, moved(one))).value).toBeCloseTo(Math.abs(step), 9);
        expect(wasserstein(pairOf(moved(one), moved(other))).value).toBeCloseTo(wasserstein(pairOf(one, other)).value!, 9);
      }),
    );
  });

  test('of values near the end of what doubles hold stays finite', () => {
    expect(wasserstein(pairOf([1e300, 2e300, -1e300], [1e308, -1e308, 3])).value! / 6.6666666e307).toBeCloseTo(1, 9);
  });

  test.each([
    { what: 'without rows', reference: [], current: [1], reason: 'no-rows' as const },
    { what: 'with an infinite value', reference: [1, 2], current: [1, Infinity], reason: 'not-finite' as const },
    { what: 'with the same infinite value on both sides', reference: [-Infinity, 2], current: [-Infinity, 2], reason: 'not-finite' as const },
  ])('$what is undefined', ({ reference, current, reason }) => {
    expect(wasserstein(pairOf(reference, current))).toEqual(undefinedFigure(reason));
  });
});

describe('divided by the spread of the reference it has no unit', () => {
  const [reference, current] = [[1, 2, 3, 4, 5], [3, 4, 5, 6, 7]];

  test.each([
    ['standard-deviation' as const, 2 / Math.sqrt(2)],
    ['interquartile-range' as const, 1],
  ])('by the %s', (kind, expected) => {
    expect(normalisedWasserstein(pairOf(reference, current), kind).value).toBeCloseTo(expected, 12);
    expect(normalisedWasserstein(pairOf(reference.map((x) => x * 1_000), current.map((x) => x * 1_000)), kind).value).toBeCloseTo(expected, 12);
  });

  test('one wild value of the reference hides a shift from the standard deviation, not from the interquartile range', () => {
    const wild = pairOf([...Array.from({ length: 1_000 }, (_, at) => at % 10), 1e7], Array.from({ length: 1_000 }, (_, at) => (at % 10) + 5));
    expect(spreadOf(wild.reference, 'standard-deviation').value).toBeGreaterThan(1e5);
    expect(spreadOf(wild.reference, 'interquartile-range')).toEqual(figure(5));
  });

  test.each([
    { what: 'a constant reference', reference: [2, 2, 2], current: [1, 2], reason: 'constant' as const },
    { what: 'an empty reference', reference: [], current: [1, 2], reason: 'no-rows' as const },
    { what: 'an infinite reference', reference: [1, Infinity], current: [1, 2], reason: 'not-finite' as const },
  ])('is undefined for $what', ({ reference, current, reason }) => {
    for (const kind of ['standard-deviation', 'interquartile-range'] as const) expect(normalisedWasserstein(pairOf(reference, current), kind)).toEqual(undefinedFigure(reason));
  });
});
