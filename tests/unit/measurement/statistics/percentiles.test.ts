import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEnoughForPercentile, percentileConfidence } from '#libs/measurement/statistics/percentile-bounds.js';
import { nearestRank, percentile, summaryOf } from '#libs/measurement/statistics/percentiles.js';
import { ascending } from '#libs/measurement/statistics/sorting.js';

const oneTo = (n: number): Float64Array => Float64Array.from({ length: n }, (_, at) => at + 1);
const shares = fc.double({ min: 0, max: 1, noNaN: true });
const samples = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 50 }).map(ascending);

describe('percentiles', () => {
  test.each([
    [0.5, 5.5, 5],
    [0.9, 9.1, 9],
    [0.95, 9.55, 10],
    [0, 1, 1],
    [1, 10, 10],
    [0.1, 1.9, 1],
    [0.11, 1.99, 2],
  ])('of 1 to 10 at %d: %d linear, %d by nearest rank', (q, linear, nearest) => {
    expect(percentile(oneTo(10), q, 'linear').value).toBeCloseTo(linear, 12);
    expect(percentile(oneTo(10), q, 'nearest-rank').value).toBe(nearest);
  });

  test('by nearest rank are observed values, and at least the wanted share does not exceed them', () => {
    fc.assert(
      fc.property(samples, shares, (sorted, q) => {
        const found = percentile(sorted, q, 'nearest-rank').value!;
        expect(sorted).toContain(found);
        expect(sorted.filter((value) => value <= found).length).toBeGreaterThanOrEqual(q * sorted.length - 1e-9);
      }),
    );
  });

  test.each([
    [1_000, 99.9, 999],
    [100, 7, 7],
    [10_000_000, 99.9, 9_990_000],
    [1_001, 99.9, 1_000],
  ])('of %d values by nearest rank p%d is the value at rank %d, although the share in doubles is a hair larger', (count, percent, rank) => {
    expect(nearestRank(count, percent / 100)).toBe(rank);
  });

  test('grow with the share, whatever the definition', () => {
    fc.assert(
      fc.property(samples, shares, shares, fc.constantFrom('linear' as const, 'nearest-rank' as const), (sorted, one, other, definition) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(percentile(sorted, low, definition).value).toBeLessThanOrEqual(percentile(sorted, high, definition).value!);
      }),
    );
  });

  test('of nothing are undefined, and where they are infinite', () => {
    expect(percentile(new Float64Array(0), 0.5, 'linear')).toEqual({ value: null, reason: 'no-rows' });
    expect(percentile(Float64Array.of(1, Infinity), 1, 'nearest-rank')).toEqual({ value: null, reason: 'not-finite' });
    expect(percentile(Float64Array.of(-Infinity, Infinity), 0.5, 'linear')).toEqual({ value: null, reason: 'not-finite' });
    expect(percentile(Float64Array.of(1, 2, Infinity), 0.5, 'linear').value).toBe(2);
  });
});

describe('the summary of a column', () => {
  test('leaves missing values out and counts them', () => {
    const { count, missing, least, most, mean, deviation } = summaryOf(Float64Array.of(5, Number.NaN, 9, 5, 5, 5));
    expect([count, missing, least.value, most.value, mean.value]).toEqual([5, 1, 5, 9, 5.8]);
    expect(deviation.value).toBeCloseTo(1.7888543819998317, 14);
  });

  test.each([
    ['nothing', [], 'no-rows', 'no-rows'],
    ['missing values only', [Number.NaN, Number.NaN], 'no-rows', 'no-rows'],
    ['one value', [7.5], null, 'too-few-rows'],
    ['an infinite value', [1, Infinity], 'not-finite', 'not-finite'],
  ])('of %s', (_, values, mean, deviation) => {
    const summary = summaryOf(Float64Array.from(values));
    expect([summary.mean.reason, summary.deviation.reason]).toEqual([mean, deviation]);
  });

  test('a constant deviates by 0', () => {
    expect(summaryOf(new Float64Array(8).fill(3.25)).deviation.value).toBe(0);
  });

  test('far from 0 the deviation keeps its digits', () => {
    expect(summaryOf(Float64Array.of(1e9 + 1, 1e9 + 2, 1e9 + 3)).deviation.value).toBe(1);
  });
});

describe('the order-statistic interval', () => {
  // Ranks from scipy 1.17.1's binomial law; values equal their ranks.
  test.each([
    [100, 0.5, 40, 61],
    [1_000, 0.99, 983, 997],
    [10, 0.5, 2, 9],
  ])('of %d values at %d reaches from rank %d to %d', (n, q, low, high) => {
    const bounds = percentileConfidence(oneTo(n), q, 0.95);
    expect([bounds.low.value, bounds.high.value]).toEqual([low, high]);
  });

  test('has no end on a side where the sample is too small', () => {
    const few = { value: null, reason: 'too-few-rows' };
    expect(percentileConfidence(oneTo(300), 0.99, 0.95)).toEqual({ low: { value: 293, reason: null }, high: few });
    expect(percentileConfidence(oneTo(5), 0.5, 0.95)).toEqual({ low: few, high: few });
    expect(percentileConfidence(new Float64Array(0), 0.5, 0.95).low).toEqual({ value: null, reason: 'no-rows' });
  });

  test('holds the nearest-rank percentile, and is wider at a higher confidence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (n, q) => {
        const sorted = oneTo(n);
        const [narrow, wide] = [percentileConfidence(sorted, q, 0.8), percentileConfidence(sorted, q, 0.99)];
        const found = percentile(sorted, q, 'nearest-rank').value!;
        expect((narrow.low.value ?? 1) <= found && (narrow.high.value ?? n) >= found).toBe(true);
        expect(wide.low.value ?? 0).toBeLessThanOrEqual(narrow.low.value ?? 0);
        expect(wide.high.value ?? n + 1).toBeGreaterThanOrEqual(narrow.high.value ?? n + 1);
      }),
    );
  });
});

test.each([
  [99, 0.99, false],
  [100, 0.99, true],
  [999, 0.999, false],
  [1_000, 0.999, true],
  [10_000, 0.9999, true],
  [9, 0.9, false],
  [10, 0.9, true],
  [99, 0.01, false],
  [100, 0.01, true],
  [1, 0.5, false],
  [2, 0.5, true],
])('%d values tell the percentile at %d from the extreme: %s', (count, q, isEnough) => {
  expect(isEnoughForPercentile(count, q)).toBe(isEnough);
});
