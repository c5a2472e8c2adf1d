import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson95 } from '#libs/measurement/statistics/proportion.js';
import { clopperPearson, criticalZ, wilson } from '#libs/measurement/statistics/proportion-bounds.js';
import { twoRates } from './rates.js';

const confidences = fc.constantFrom(0.5, 0.8, 0.9, 0.95, 0.99, 0.9999);

describe('intervals of a proportion', () => {
  // Newcombe 1998, Table I.
  test.each([
    [81, 263, 'wilson', 0.2553, 0.3662],
    [81, 263, 'clopper-pearson', 0.2527, 0.3676],
    [15, 148, 'wilson', 0.0624, 0.1605],
    [15, 148, 'clopper-pearson', 0.0578, 0.1617],
    [0, 20, 'wilson', 0, 0.1611],
    [0, 20, 'clopper-pearson', 0, 0.1684],
    [1, 29, 'wilson', 0.0061, 0.1718],
    [1, 29, 'clopper-pearson', 0.0009, 0.1776],
  ] as const)('%d of %d by %s', (successes, total, method, low, high) => {
    const bounds = method === 'wilson' ? wilson({ successes, total }, 0.95) : clopperPearson({ successes, total }, 0.95);
    expect(bounds.low.value).toBeCloseTo(low, 4);
    expect(bounds.high.value).toBeCloseTo(high, 4);
  });

  test('lie in 0 to 1, hold the observed share, and grow with the confidence', () => {
    fc.assert(
      fc.property(twoRates, confidences, ([rate], confidence) => {
        for (const method of [wilson, clopperPearson]) {
          const { low, high } = method(rate, confidence);
          const wider = method(rate, (1 + confidence) / 2);
          const share = rate.successes / rate.total;
          expect(low.value).toBeGreaterThanOrEqual(0);
          expect(high.value).toBeLessThanOrEqual(1);
          expect(low.value! <= share + 1e-12 && high.value! >= share - 1e-12).toBe(true);
          expect(wider.low.value).toBeLessThanOrEqual(low.value!);
          expect(wider.high.value).toBeGreaterThanOrEqual(high.value!);
        }
      }),
    );
  });

  test('of failures mirror those of successes', () => {
    fc.assert(
      fc.property(twoRates, ([{ successes, total }]) => {
        for (const method of [wilson, clopperPearson]) {
          const mirrored = method({ successes: total - successes, total }, 0.9);
          expect(method({ successes, total }, 0.9).low.value).toBeCloseTo(1 - mirrored.high.value!, 12);
        }
      }),
    );
  });

  test('without a trial are undefined', () => {
    for (const method of [wilson, clopperPearson]) expect(method({ successes: 0, total: 0 }, 0.95).low).toEqual({ value: null, reason: 'no-rows' });
  });

  test('at 95 % Wilson is the one that verdicts use', () => {
    fc.assert(
      fc.property(twoRates, ([rate]) => {
        const { low, high } = wilson(rate, 0.95);
        expect(low.value).toBeCloseTo(wilson95(rate)!.low, 14);
        expect(high.value).toBeCloseTo(wilson95(rate)!.high, 14);
      }),
    );
  });
});

test.each([
  [0.5, 0.6744897501960817],
  [0.95, 1.959963984540054],
  [0.999, 3.2905267314918945],
])('%d of a normal law lies within %d standard deviations', (confidence, z) => {
  expect(criticalZ(confidence)).toBeCloseTo(z, 12);
});
