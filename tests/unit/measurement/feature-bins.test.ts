import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { featureBinOf, featureBins, featureUpperEdge } from '#libs/measurement/intervals/feature-bins.js';

/** The smallest number of three significant digits that is not below a value, by exact decimal arithmetic. */
function edgeAbove(text: string): number {
  const value = new Big(text);
  if (value.eq(0)) return 0;
  if (value.gt('1e15')) return Number.POSITIVE_INFINITY;
  if (value.lte('-1e15')) return -1e15;
  if (value.gt(0)) return value.lte('1e-9') ? 1e-9 : Number(value.prec(3, 3).toFixed());
  return value.gt('-1e-9') ? -Number.MIN_VALUE : Number(value.prec(3, 0).toFixed());
}

const decimals = fc
  .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: -20, max: 9 }))
  .map(([digits, exponent]) => new Big(digits).times(new Big(10).pow(exponent)).toFixed());
const nearEdges = fc
  .tuple(fc.integer({ min: 0, max: featureBins - 2 }), fc.integer({ min: -3, max: 3 }))
  .map(([bin, steps]) => featureUpperEdge(bin) * (1 + steps * Number.EPSILON));
const doubles = fc.oneof(fc.double({ min: -1e16, max: 1e16, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), nearEdges);

describe('a value falls in the bin of the next number with three significant digits', () => {
  test('for decimals as they are written', () => {
    fc.assert(fc.property(decimals, (text) => featureUpperEdge(featureBinOf(Number(text))) === edgeAbove(text)), { numRuns: 20_000 });
  });

  test('for any double, read as the shortest decimal that names it', () => {
    fc.assert(fc.property(doubles, (value) => featureUpperEdge(featureBinOf(value)) === edgeAbove(new Big(value).toFixed())), { numRuns: 20_000 });
  });

  test('every edge but the last lies in its own bin, and edges rise', () => {
    for (let bin = 0; bin < featureBins; bin++) {
      expect(featureBinOf(featureUpperEdge(bin))).toBe(bin);
      if (bin > 0) expect(featureUpperEdge(bin)).toBeGreaterThan(featureUpperEdge(bin - 1));
    }
  });

  test('which is never more than one percent away between a billionth and 1e15', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e15, noNaN: true }), fc.boolean(), (magnitude, negative) => {
        const value = negative ? -magnitude : magnitude;
        expect(Math.abs(featureUpperEdge(featureBinOf(value)) - value) / magnitude).toBeLessThanOrEqual(0.01 + 1e-12);
      }),
    );
  });
});

test('each whole number up to 999, and so each code of a category, has a bin of its own', () => {
  for (let whole = -999; whole <= 999; whole++) expect(featureUpperEdge(featureBinOf(whole))).toBe(whole === 0 ? 0 : whole);
  expect(featureBinOf(-0)).toBe(featureBinOf(0));
});

test.each([
  [Number.POSITIVE_INFINITY, featureBins - 1],
  [1.0000000000000003e15, featureBins - 1],
  [Number.NEGATIVE_INFINITY, 0],
  [-1e300, 0],
])('%d falls in an end bin', (value, bin) => {
  expect(featureBinOf(value)).toBe(bin);
});

test('a value that is not known has no bin', () => {
  expect(() => featureBinOf(Number.NaN)).toThrow('not known');
});

test.each([-1, featureBins, 0.5])('%d is not a bin', (bin) => {
  expect(() => featureUpperEdge(bin)).toThrow(`feature bin ${bin} does not exist`);
});
