import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneSampleSurvival } from '#libs/measurement/statistics/kolmogorov-one-sample.js';
import { twoSampleSurvival } from '#libs/measurement/statistics/kolmogorov-two-sample.js';

/** The largest distance along every order in which n and m values can be mixed. */
function distancesOf(n: number, m: number): number[] {
  const walk = (i: number, j: number, largest: number): number[] => {
    const here = Math.max(largest, Math.abs(i * m - j * n));
    if (i === n && j === m) return [here / (n * m)];
    return [...(i < n ? walk(i + 1, j, here) : []), ...(j < m ? walk(i, j + 1, here) : [])];
  };
  return walk(0, 0, 0);
}

describe('the exact law of two samples', () => {
  test('counts the orders of the pooled values that are at least as far apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.nat({ max: 36 }), (n, m, step) => {
        const d = Math.min(step, n * m) / (n * m);
        const distances = distancesOf(n, m);
        // Distances are whole numbers of 1/lcm; d is rounded to the nearest of them.
        const lcm = Array.from({ length: n * m }, (_, at) => at + 1).find((multiple) => multiple % n === 0 && multiple % m === 0)!;
        const asked = Math.round(d * lcm) / lcm;
        const share = distances.filter((distance) => distance > asked - 1e-9).length / distances.length;
        expect(twoSampleSurvival(d, n, m)).toBeCloseTo(share, 12);
      }),
    );
  });

  test('keeps the digits of tiny probabilities', () => {
    // 2 paths of C(40, 20) keep all of one side first.
    expect(twoSampleSurvival(1, 20, 20) / (2 / 137_846_528_820)).toBeCloseTo(1, 12);
  });

  test('is refused for more rows than can be counted', () => {
    expect(() => twoSampleSurvival(0.1, 10_001, 10)).toThrow('at most 10000 rows, not 10001');
  });
});

describe('the exact law of one sample', () => {
  // scipy.stats.kstwo.sf: one row for each way of computing it.
  test.each([
    [0.5, 1, 1],
    [0.75, 1, 0.5],
    [1, 7, 0],
    [0.02, 10, 1],
    [0.223606797749979, 5, 0.9162082822963654],
    [0.1131370849898476, 50, 0.5081313822203297],
    [0.1, 139, 0.11583415260877211],
    [0.05366563145999495, 500, 0.10824335474199998],
    [0.1341640786499874, 500, 2.6098141096076312e-8],
    [0.00178885438199983, 50_000, 0.9971164291099248],
  ])('P(D >= %d) of %d values is %d', (d, n, expected) => {
    expect(Math.abs(oneSampleSurvival(d, n) - expected)).toBeLessThanOrEqual(1e-9 * expected);
  });

  test('never rises with the distance, also where the ways of computing it meet', () => {
    for (const n of [1, 2, 3, 10, 140, 141, 1_000, 20_000]) {
      const survival = Array.from({ length: 60 }, (_, at) => oneSampleSurvival((at * 4) / 60 / Math.sqrt(n), n));
      for (let at = 1; at < survival.length; at++) expect(survival[at]! - survival[at - 1]!).toBeLessThanOrEqual(1e-9);
    }
  });
});
