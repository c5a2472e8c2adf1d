import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Proportion } from '#libs/measurement/statistics/proportion.js';
import { newcombe, rateDifference } from '#libs/measurement/statistics/rate-difference.js';
import { katz, rateRatio, scoreRatioBounds } from '#libs/measurement/statistics/rate-ratio.js';
import { twoRates } from './rates.js';

const none = { successes: 0, total: 0 };
const some = { successes: 1, total: 2 };
const nobody = { successes: 0, total: 20 };

/** The score of a ratio, its likeliest rates found by trying instead of by a formula. */
function scoreBySearch(group: Proportion, reference: Proportion, ratio: number): number {
  const logOf = (count: number, share: number): number => (count === 0 ? 0 : count * Math.log(share));
  const likelihood = ({ successes, total }: Proportion, rate: number): number => logOf(successes, rate) + logOf(total - successes, 1 - rate);
  let [from, to] = [0, Math.min(1, 1 / ratio)];
  for (let step = 0; step < 200; step++) {
    const [one, other] = [from + (to - from) / 3, to - (to - from) / 3];
    if (likelihood(group, one * ratio) + likelihood(reference, one) < likelihood(group, other * ratio) + likelihood(reference, other)) from = one;
    else to = other;
  }
  const [p1, p2, all] = [from * ratio, from, group.total + reference.total];
  const variance = ((p1 * (1 - p1)) / group.total + (ratio * ratio * p2 * (1 - p2)) / reference.total) * (all / (all - 1));
  return (group.successes / group.total - (ratio * reference.successes) / reference.total) / Math.sqrt(variance);
}

describe("Newcombe's interval of a difference", () => {
  // Newcombe 1998, Table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [10, 10, 0, 20, 0.6791, 1],
  ])('%d of %d against %d of %d', (x1, n1, x2, n2, low, high) => {
    const bounds = newcombe({ successes: x1, total: n1 }, { successes: x2, total: n2 }, 0.95);
    expect(bounds.low.value).toBeCloseTo(low, 4);
    expect(bounds.high.value).toBeCloseTo(high, 4);
  });

  test('lies in -1 to 1, holds the difference, and mirrors when the sides are swapped', () => {
    fc.assert(
      fc.property(twoRates, ([group, reference]) => {
        const { low, high } = newcombe(group, reference, 0.9);
        const difference = rateDifference(group, reference).value!;
        expect(low.value! >= -1 - 1e-12 && low.value! <= difference && high.value! >= difference && high.value! <= 1 + 1e-12).toBe(true);
        expect(newcombe(reference, group, 0.9).low.value).toBeCloseTo(-high.value!, 12);
      }),
    );
  });

  test('is undefined without trials on a side', () => {
    for (const [group, reference] of [[none, some], [some, none]] as const) {
      expect(newcombe(group, reference, 0.95).high).toEqual({ value: null, reason: 'no-rows' });
      expect(rateDifference(group, reference)).toEqual({ value: null, reason: 'no-rows' });
    }
  });
});

describe('intervals of a ratio', () => {
  // Koopman 1984 gives 2.94 to 7.15; Miettinen and Nurminen's variance is larger by N / (N - 1), so theirs is a little wider.
  test('the score interval of 36 of 40 against 16 of 80', () => {
    const { low, high } = scoreRatioBounds({ successes: 36, total: 40 }, { successes: 16, total: 80 }, 0.95);
    expect(low.value! > 2.9 && low.value! < 2.94).toBe(true);
    expect(high.value! > 7.15 && high.value! < 7.2).toBe(true);
  });

  test('holds the ratio, and is that of the swapped sides turned over', () => {
    fc.assert(
      fc.property(twoRates, fc.constantFrom(katz, scoreRatioBounds), ([group, reference], method) => {
        const ratio = rateRatio(group, reference).value;
        fc.pre(ratio !== null && ratio > 0);
        const { low, high } = method(group, reference, 0.95);
        expect(low.value! <= ratio * (1 + 1e-9) && high.value! >= ratio * (1 - 1e-9)).toBe(true);
        expect(method(reference, group, 0.95).low.value! * high.value!).toBeCloseTo(1, 6);
      }),
    );
  });

  test('the score interval ends where the score is as far from 0 as its confidence says', () => {
    fc.assert(
      fc.property(twoRates, ([group, reference]) => {
        fc.pre(group.successes > 0 && reference.successes > 0);
        const { low, high } = scoreRatioBounds(group, reference, 0.95);
        expect(scoreBySearch(group, reference, low.value!)).toBeCloseTo(1.959964, 3);
        expect(scoreBySearch(group, reference, high.value!)).toBeCloseTo(-1.959964, 3);
      }),
    );
  });

  test.each([
    ['Katz, without a success in the group', katz(nobody, some, 0.95), { low: null, high: null }, 'zero-denominator'],
    ['Katz, without one in the reference', katz(some, nobody, 0.95), { low: null, high: null }, 'zero-denominator'],
    ['Katz, without trials', katz(none, some, 0.95), { low: null, high: null }, 'no-rows'],
    ['score, without any success', scoreRatioBounds(nobody, nobody, 0.95), { low: null, high: null }, 'nobody-selected'],
    ['score, without trials', scoreRatioBounds(some, none, 0.95), { low: null, high: null }, 'no-rows'],
  ])('%s, is undefined', (_, { low, high }, __, reason) => {
    expect([low, high]).toEqual([{ value: null, reason }, { value: null, reason }]);
  });

  test('the score interval starts at 0 without a success in the group, and has no upper end without one in the reference', () => {
    const fromZero = scoreRatioBounds(nobody, { successes: 5, total: 20 }, 0.95);
    expect(fromZero.low.value).toBe(0);
    expect(fromZero.high.value).toBeCloseTo(0.704847323, 6);
    const open = scoreRatioBounds({ successes: 5, total: 5 }, { successes: 0, total: 5 }, 0.95);
    expect(open.low.value).toBeCloseTo(2.171429972, 6);
    expect(open.high).toEqual({ value: null, reason: 'zero-denominator' });
  });

  test('a ratio to nothing is undefined, one of nothing is 0', () => {
    expect(rateRatio(some, nobody)).toEqual({ value: null, reason: 'zero-denominator' });
    expect(rateRatio(nobody, some).value).toBe(0);
    expect(rateRatio(none, some)).toEqual({ value: null, reason: 'no-rows' });
  });
});
