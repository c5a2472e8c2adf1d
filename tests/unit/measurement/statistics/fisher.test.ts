import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fisherExact } from '#libs/measurement/statistics/fisher.js';
import type { Proportion } from '#libs/measurement/statistics/proportion.js';

/** The number of ways to choose `k` of `n`. */
function choose(n: number, k: number): bigint {
  let ways = 1n;
  for (let at = 1; at <= k; at++) ways = (ways * BigInt(n - k + at)) / BigInt(at);
  return ways;
}

/** The definition in whole numbers: every table with the same margins, weighed by how many ways lead to it. */
function byDefinition(group: Proportion, reference: Proportion) {
  const successes = group.successes + reference.successes;
  const ways = Array.from({ length: group.total + 1 }, (_, k) =>
    successes - k < 0 || successes - k > reference.total ? 0n : choose(group.total, k) * choose(reference.total, successes - k),
  );
  const share = (wanted: (ways: bigint, k: number) => boolean): number => {
    const sum = ways.reduce((total, one, k) => (wanted(one, k) ? total + one : total), 0n);
    return Number((sum * 10n ** 18n) / choose(group.total + reference.total, successes)) / 1e18;
  };
  const observed = ways[group.successes]!;
  return { twoSided: share((one) => one <= observed), less: share((_, k) => k <= group.successes), greater: share((_, k) => k >= group.successes) };
}

const small = fc.integer({ min: 1, max: 25 }).chain((total) => fc.record({ total: fc.constant(total), successes: fc.nat({ max: total }) }));

describe("Fisher's exact test", () => {
  test('is the sum over tables of its definition', () => {
    fc.assert(
      fc.property(small, small, (group, reference) => {
        const { twoSided, less, greater } = fisherExact(group, reference);
        const wanted = byDefinition(group, reference);
        expect(twoSided.value).toBeCloseTo(wanted.twoSided, 12);
        expect(less.value).toBeCloseTo(wanted.less, 12);
        expect(greater.value).toBeCloseTo(wanted.greater, 12);
      }),
    );
  });

  test('of the lady who tasted tea', () => {
    const { twoSided, less, greater, oddsRatio } = fisherExact({ successes: 3, total: 4 }, { successes: 1, total: 4 });
    expect(twoSided.value).toBeCloseTo(34 / 70, 14);
    expect(less.value).toBeCloseTo(69 / 70, 14);
    expect(greater.value).toBeCloseTo(17 / 70, 14);
    expect(oddsRatio.value).toBe(9);
  });

  // scipy 1.17.1, fisher_exact.
  test.each([
    [{ successes: 500, total: 1_000_000 }, { successes: 620, total: 1_000_000 }, 0.00037100510757141574],
    [{ successes: 800, total: 1_000 }, { successes: 600, total: 1_000 }, 1.380454483949421e-22],
  ])('%o against %o', (group, reference, twoSided) => {
    expect(fisherExact(group, reference).twoSided.value! / twoSided).toBeCloseTo(1, 8);
  });

  test('is 1 where the totals leave no choice, and undefined without trials on a side', () => {
    expect(fisherExact({ successes: 0, total: 3 }, { successes: 0, total: 5 })).toMatchObject({ twoSided: { value: 1 }, less: { value: 1 }, greater: { value: 1 } });
    expect(fisherExact({ successes: 0, total: 0 }, { successes: 1, total: 2 }).twoSided).toEqual({ value: null, reason: 'no-rows' });
  });

  test('has no odds ratio when its denominator is 0', () => {
    expect(fisherExact({ successes: 2, total: 2 }, { successes: 1, total: 2 }).oddsRatio).toEqual({ value: null, reason: 'zero-denominator' });
  });
});
