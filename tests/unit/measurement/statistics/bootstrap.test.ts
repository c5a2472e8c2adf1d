import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bootstrapMean, bootstrapQuantile, percentileBounds } from '#libs/measurement/statistics/bootstrap.js';
import { seededRandom } from '#libs/measurement/statistics/seeded-random.js';
import { ascending, linearQuantile } from '#libs/measurement/statistics/sorting.js';

const choice = { confidence: 0.95, resamples: 400, seed: 7 };
const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }).map((list) => Float64Array.from(list));

describe('numbers from a seed', () => {
  test('are the same for the same seed and others for another', () => {
    const drawn = (seed: number): readonly number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 20 }, () => random.below(1_000));
    };
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(2)).not.toEqual(drawn(1));
  });

  test('fall evenly below their limit', () => {
    const random = seededRandom(3);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 100_000; draw++) counts[random.below(10)]!++;
    // Chi-square with 9 degrees of freedom: 27.88 is its 99.9 % quantile.
    expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.88);
  });
});

describe('a bootstrap interval', () => {
  test('is the same for the same seed', () => {
    const sample = Float64Array.from({ length: 50 }, (_, at) => (at * at) % 17);
    expect(bootstrapMean(sample, choice)).toEqual(bootstrapMean(sample, choice));
    expect(bootstrapMean(sample, { ...choice, seed: 8 })).not.toEqual(bootstrapMean(sample, choice));
    expect(bootstrapQuantile(sample, 0.9, choice)).toEqual(bootstrapQuantile(sample, 0.9, choice));
  });

  test('lies within the values', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (sample, q) => {
        const sorted = ascending(sample);
        for (const { low, high } of [bootstrapMean(sample, choice), bootstrapQuantile(sample, q, choice)]) {
          const slack = 1e-9 * (1 + Math.abs(sorted[0]!) + Math.abs(sorted.at(-1)!));
          expect(low.value! >= sorted[0]! - slack && high.value! <= sorted.at(-1)! + slack && low.value! <= high.value!).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('of a quantile is that of sorting every resample', () => {
    const sample = Float64Array.from({ length: 37 }, (_, at) => ((at * 29) % 37) + (at % 5 === 0 ? 0.5 : 0));
    const sorted = ascending(sample);
    for (const q of [0, 0.1, 0.5, 0.95, 1]) {
      const bySorting = percentileBounds(choice, (random) =>
        linearQuantile(ascending(Float64Array.from({ length: sample.length }, () => sorted[random.below(sample.length)]!)), q),
      );
      const { low, high } = bootstrapQuantile(sample, q, choice);
      expect(low.value).toBeCloseTo(bySorting.low.value!, 12);
      expect(high.value).toBeCloseTo(bySorting.high.value!, 12);
    }
  });

  test('of a mean is about as wide as the normal law says', () => {
    const sample = Float64Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? 1 : -1));
    const { low, high } = bootstrapMean(sample, { ...choice, resamples: 4_000 });
    expect(high.value! - low.value!).toBeCloseTo((2 * 1.96) / 20, 1);
  });

  test('of a constant is that constant, of nothing undefined', () => {
    const constant = bootstrapMean(new Float64Array(9).fill(4), choice);
    expect([constant.low.value, constant.high.value]).toEqual([4, 4]);
    for (const { low, high } of [bootstrapMean(new Float64Array(0), choice), bootstrapQuantile(new Float64Array(0), 0.5, choice)]) {
      expect([low, high]).toEqual([{ value: null, reason: 'no-rows' }, { value: null, reason: 'no-rows' }]);
    }
  });
});
