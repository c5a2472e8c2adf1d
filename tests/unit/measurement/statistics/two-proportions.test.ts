import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fourFifths } from '#libs/measurement/statistics/four-fifths.js';
import { chiSquareOfRates, cohenH, pooledZ, rateOf } from '#libs/measurement/statistics/two-proportions.js';
import { twoRates } from './rates.js';

const none = { successes: 0, total: 0 };
const noRows = { value: null, reason: 'no-rows' };
const constant = { value: null, reason: 'constant' };

describe('tests of two rates', () => {
  test('without correction chi-square is the square of z, with the same p-value', () => {
    fc.assert(
      fc.property(twoRates, ([group, reference]) => {
        const z = pooledZ(group, reference);
        const chiSquare = chiSquareOfRates(group, reference);
        if (z.statistic.value === null) {
          expect(chiSquare).toEqual(z);
          return;
        }
        expect(chiSquare.statistic.value).toBeCloseTo(z.statistic.value ** 2, 9);
        expect(chiSquare.pValue.value).toBeCloseTo(z.pValue.value!, 12);
      }),
    );
  });

  test('the sides may be swapped: z changes its sign, the p-value stays', () => {
    fc.assert(
      fc.property(twoRates, ([group, reference]) => {
        const [one, other] = [pooledZ(group, reference), pooledZ(reference, group)];
        fc.pre(one.statistic.value !== null);
        expect(one.statistic.value).toBeCloseTo(-other.statistic.value!, 12);
        expect(one.pValue.value).toBeCloseTo(other.pValue.value!, 12);
      }),
    );
  });

  test("Yates' correction never makes a difference more significant", () => {
    fc.assert(
      fc.property(twoRates, ([group, reference]) => {
        const plain = chiSquareOfRates(group, reference).statistic.value;
        fc.pre(plain !== null);
        expect(chiSquareOfRates(group, reference, 'yates').statistic.value).toBeLessThanOrEqual(plain);
      }),
    );
  });

  test('a million people keep their precision far in the tail', () => {
    const { statistic, pValue } = pooledZ({ successes: 510_000, total: 1_000_000 }, { successes: 490_000, total: 1_000_000 });
    expect(statistic.value).toBeCloseTo(28.284271247461927, 9);
    expect(pValue.value! / 5.3958656116032945e-176).toBeCloseTo(1, 8);
  });

  test.each([
    [none, { successes: 1, total: 2 }, noRows],
    [{ successes: 1, total: 2 }, none, noRows],
    [{ successes: 0, total: 5 }, { successes: 0, total: 9 }, constant],
    [{ successes: 5, total: 5 }, { successes: 9, total: 9 }, constant],
  ])('%o against %o is undefined', (group, reference, undefinedFigure) => {
    for (const { statistic, pValue } of [pooledZ(group, reference), chiSquareOfRates(group, reference), chiSquareOfRates(group, reference, 'yates')]) {
      expect([statistic, pValue]).toEqual([undefinedFigure, undefinedFigure]);
    }
  });
});

test("Cohen's h goes from 0 for equal rates to π for none against all, whichever comes first", () => {
  const [all, half, nobody] = [{ successes: 4, total: 4 }, { successes: 2, total: 4 }, { successes: 0, total: 4 }];
  expect(cohenH(half, half).value).toBe(0);
  expect(cohenH(all, nobody).value).toBeCloseTo(Math.PI, 12);
  expect(cohenH(nobody, all).value).toBeCloseTo(Math.PI, 12);
  expect(cohenH(none, all)).toEqual(noRows);
  expect(rateOf(none)).toEqual(noRows);
});

describe('four fifths', () => {
  test.each([
    [{ successes: 4, total: 10 }, { successes: 5, total: 10 }, { passes: true, turnsWithOneMore: false }],
    [{ successes: 24, total: 100 }, { successes: 30, total: 100 }, { passes: true, turnsWithOneMore: false }],
    [{ successes: 3, total: 17 }, { successes: 16, total: 64 }, { passes: false, turnsWithOneMore: true }],
    [{ successes: 10, total: 100 }, { successes: 20, total: 100 }, { passes: false, turnsWithOneMore: false }],
    [{ successes: 20, total: 20 }, { successes: 15, total: 20 }, { passes: true, turnsWithOneMore: null }],
    [{ successes: 5, total: 5 }, { successes: 0, total: 5 }, { passes: null, turnsWithOneMore: null }],
    [none, { successes: 1, total: 5 }, { passes: null, turnsWithOneMore: null }],
    [{ successes: 1, total: 5 }, none, { passes: null, turnsWithOneMore: null }],
  ])('%o against %o: %o', (group, reference, verdict) => {
    expect(fourFifths(group, reference)).toEqual(verdict);
  });
});
