import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBinEdge, latencyBinOf, latencyBins, latencyLimitMs, latencyUpperEdge } from '#libs/measurement/intervals/latency-bins.js';

/** The smallest number of three significant digits that is not below `text`, by exact decimal arithmetic. */
function edgeAbove(text: string): string {
  const value = new Big(text);
  if (value.lte('0.001')) return '0.001';
  return value.prec(3, 3).toFixed();
}

const decimals = fc
  .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => new Big(digits).div(new Big(10).pow(places)).toFixed())
  .filter((text) => new Big(text).lte(latencyLimitMs));
const doubles = fc.double({ min: 0, max: latencyLimitMs, noNaN: true });
const nearEdges = fc
  .tuple(fc.integer({ min: 0, max: latencyBins - 2 }), fc.integer({ min: -3, max: 3 }))
  .map(([bin, steps]) => latencyUpperEdge(bin) * (1 + steps * Number.EPSILON));

describe('a latency falls in the bin of the next number with three significant digits', () => {
  test('for decimals as they are written', () => {
    fc.assert(fc.property(decimals, (text) => String(latencyUpperEdge(latencyBinOf(Number(text)))) === edgeAbove(text)), { numRuns: 20_000 });
  });

  test('for any double, read as the shortest decimal that names it', () => {
    fc.assert(
      fc.property(fc.oneof(doubles, nearEdges), (ms) => String(latencyUpperEdge(latencyBinOf(ms))) === edgeAbove(new Big(ms).toFixed())),
      { numRuns: 20_000 },
    );
  });

  test.each([
    [0, 0.001],
    [5e-324, 0.001],
    [0.001, 0.001],
    [0.0010000000000000002, 0.00101],
    [0.3, 0.3],
    [0.1 + 0.2, 0.301],
    [9.99, 9.99],
    [9.991, 10],
    [45.463, 45.5],
    [999.5, 1000],
    [1000, 1000],
    [1000.0000000000001, 1010],
    [86_400_000, 86_400_000],
  ])('%d ms is at most %d ms', (ms, edge) => {
    expect(latencyUpperEdge(latencyBinOf(ms))).toBe(edge);
  });

  test('every edge lies in its own bin, and edges rise', () => {
    for (let bin = 0; bin < latencyBins; bin++) {
      expect(latencyBinOf(latencyUpperEdge(bin))).toBe(bin);
      if (bin > 0) expect(latencyUpperEdge(bin)).toBeGreaterThan(latencyUpperEdge(bin - 1));
    }
    expect(latencyUpperEdge(latencyBins - 1)).toBe(latencyLimitMs);
  });

  test('a longer latency never falls in a lower bin', () => {
    fc.assert(fc.property(doubles, doubles, (a, b) => Math.sign(latencyBinOf(a) - latencyBinOf(b)) * Math.sign(a - b) >= 0));
  });
});

describe('refusals', () => {
  test.each([-1, -Number.MIN_VALUE, 86_400_000.1, Number.POSITIVE_INFINITY, Number.NaN])('%d is not a latency', (ms) => {
    expect(() => latencyBinOf(ms)).toThrow(`0 to 86400000 milliseconds, not ${ms}`);
  });

  test.each([-1, latencyBins, 0.5])('%d is not a bin', (bin) => {
    expect(() => latencyUpperEdge(bin)).toThrow(`bin ${bin} does not exist`);
  });
});

test.each([
  [250, true],
  [1.25, true],
  [0.001, true],
  [12_300_000, true],
  [86_400_000, true],
  [1001, false],
  [0.1234, false],
  [0.0005, false],
  [0, false],
  [-5, false],
  [90_000_000, false],
  [Number.NaN, false],
])('a threshold of %d ms is exact: %s', (ms, exact) => {
  expect(isBinEdge(ms)).toBe(exact);
});
