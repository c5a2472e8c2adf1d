import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isExcludedByWilson, wilson95 } from '#libs/measurement/statistics/proportion.js';
import { rationalOf } from '#libs/measurement/statistics/rational.js';

const proportion = fc.integer({ min: 1, max: 5000 }).chain((total) => fc.record({ total: fc.constant(total), successes: fc.nat({ max: total }) }));

describe('the Wilson interval', () => {
  test('of nothing is undefined', () => {
    expect(wilson95({ successes: 0, total: 0 })).toBeNull();
  });

  test('lies in 0 to 1 and holds the observed share', () => {
    fc.assert(
      fc.property(proportion, (observed) => {
        const { low, high } = wilson95(observed)!;
        const share = observed.successes / observed.total;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share);
        expect(high).toBeGreaterThanOrEqual(share);
      }),
    );
  });

  test.each([
    [54, 200, 0.213, 0.335],
    [540, 2000, 0.251, 0.29],
  ])('of %d in %d is %d to %d', (successes, total, low, high) => {
    const interval = wilson95({ successes, total })!;
    expect(interval.low).toBeCloseTo(low, 3);
    expect(interval.high).toBeCloseTo(high, 3);
  });
});

describe('the exact test', () => {
  test('agrees with the bounds wherever they are clear of the target', () => {
    fc.assert(
      fc.property(proportion, fc.integer({ min: 0, max: 1000 }), (observed, tenths) => {
        const { low, high } = wilson95(observed)!;
        const target = tenths / 1000;
        fc.pre(Math.abs(low - target) > 1e-9 && Math.abs(high - target) > 1e-9);
        expect(isExcludedByWilson(observed, rationalOf((tenths / 10).toFixed(1)))).toBe(target < low || target > high);
      }),
    );
  });

  test.each([
    [54, 200, false],
    [540, 2000, true],
  ])('a precision of %d in %d is worse than 30 %% beyond chance: %s', (successes, total, excluded) => {
    expect(isExcludedByWilson({ successes, total }, rationalOf('30'))).toBe(excluded);
  });

  test('nothing observed excludes nothing', () => {
    expect(isExcludedByWilson({ successes: 0, total: 0 }, rationalOf('30'))).toBe(false);
  });
});
