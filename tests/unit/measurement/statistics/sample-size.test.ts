import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson95 } from '#libs/measurement/statistics/proportion.js';
import { sampleToFallShort } from '#libs/measurement/statistics/sample-size.js';

describe('the sample that tells a shortfall from chance', () => {
  test('an observed 27 % against a promised 30 % needs 897 decided events', () => {
    expect(sampleToFallShort(27, 30)).toBe(897);
  });

  test('there is none for a value that keeps the promise, or that misses it by less than a thousand million events could show', () => {
    expect(sampleToFallShort(30, 30)).toBeNull();
    expect(sampleToFallShort(31, 30)).toBeNull();
    expect(sampleToFallShort(29.999999, 30)).toBeNull();
    expect(sampleToFallShort(Number.NaN, 30)).toBeNull();
  });

  test('with the sample the interval lies wholly below the promise, with one event fewer it does not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 990 }), fc.integer({ min: 5, max: 400 }), (promised, short) => {
        const [target, observed] = [promised / 10, (promised - short) / 10];
        fc.pre(observed >= 0);
        const least = sampleToFallShort(observed, target)!;
        const high = (total: number) => wilson95({ successes: (observed / 100) * total, total })!.high * 100;
        expect(high(least)).toBeLessThan(target + 1e-9);
        if (least > 1 && observed > 0) expect(high(least - 1)).toBeGreaterThanOrEqual(target - 1e-9);
      }),
    );
  });
});
