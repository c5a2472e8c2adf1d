import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { significanceOf } from '#libs/measurement/fairness/significance.js';

const rate = (successes: number, total: number) => ({ successes, total });

test('large groups are compared by the two-proportion z test', () => {
  const found = significanceOf(rate(120, 400), rate(200, 500));
  expect(found).toMatchObject({ test: 'two-proportion-z', intervalMethod: 'katz', isFourFifths: false, flipsWithOne: false });
  expect(found.ratio.value).toBeCloseTo(0.75, 14);
  expect(found.standardDeviations.value).toBeCloseTo(3.1142, 3);
  expect(found.pValue.value).toBeCloseTo(0.001845, 5);
  expect(found.interval.low.value!).toBeLessThan(0.75);
  expect(found.interval.high.value!).toBeGreaterThan(0.75);
});

test.each([
  [rate(1, 9), rate(5, 9), 'fisher'],
  [rate(5, 10), rate(5, 10), 'two-proportion-z'],
  [rate(1, 4), rate(300, 600), 'fisher'],
  [rate(990, 1_000), rate(13, 13), 'fisher'],
] as const)('%o against %o: the test is %s', (group, reference, test) => {
  expect(significanceOf(group, reference).test).toBe(test);
});

test('Fisher agrees with a table worked out by hand', () => {
  // Of 6 people 3 are selected; all tables with these margins: 1, 9, 9, 1 of 20.
  expect(significanceOf(rate(0, 3), rate(3, 3)).pValue.value).toBeCloseTo(2 / 20, 12);
});

describe('one selection more or fewer', () => {
  test.each([
    [rate(8, 20), rate(10, 20), true, true],
    [rate(7, 20), rate(10, 20), false, true],
    [rate(9, 20), rate(10, 20), true, false],
    [rate(5, 20), rate(10, 20), false, false],
  ])('%o against %o: four fifths %s, flips %s', (group, reference, isFourFifths, flipsWithOne) => {
    expect(significanceOf(group, reference)).toMatchObject({ isFourFifths, flipsWithOne });
  });
});

describe('what cannot be compared is undefined', () => {
  test('nobody of the group is selected: Katz does not exist, the score interval starts at 0', () => {
    const found = significanceOf(rate(0, 40), rate(20, 40));
    expect(found).toMatchObject({ ratio: { value: 0 }, intervalMethod: 'score', interval: { low: { value: 0 } } });
    expect(found.interval.high.value!).toBeLessThan(0.5);
  });

  test('nobody of the reference is selected', () => {
    expect(significanceOf(rate(3, 9), rate(0, 9))).toMatchObject({
      ratio: { value: null, reason: 'zero-denominator' },
      interval: { high: { value: null } },
      isFourFifths: null,
      flipsWithOne: null,
    });
  });

  test('nobody at all, or a side without people', () => {
    expect(significanceOf(rate(0, 9), rate(0, 9))).toMatchObject({ standardDeviations: { reason: 'constant' }, interval: { low: { reason: 'nobody-selected' } } });
    expect(significanceOf(rate(0, 0), rate(1, 9))).toMatchObject({ ratio: { reason: 'no-rows' }, pValue: { reason: 'no-rows' } });
  });
});

const proportion = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat({ max: 60 })).map(([total, successes]) => rate(Math.min(total, successes), total));

test('the interval holds the ratio, and p-values lie between 0 and 1', () => {
  fc.assert(
    fc.property(proportion, proportion, (group, reference) => {
      const { ratio, interval, pValue } = significanceOf(group, reference);
      if (pValue.value !== null) expect(pValue.value).toSatisfy((p: number) => p >= 0 && p <= 1);
      if (ratio.value === null) return;
      expect(interval.low.value!).toBeLessThanOrEqual(ratio.value + 1e-9);
      expect(interval.high.value!).toBeGreaterThanOrEqual(ratio.value - 1e-9);
    }),
  );
});
