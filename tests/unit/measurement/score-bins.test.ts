import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isScoreEdge, scoreBinOf, scoreBins, scoreUpperEdge, scoreUpperEdges } from '#libs/measurement/intervals/score-bins.js';

/** The border at or above a score, by exact decimal arithmetic: two digits of the distance to the nearer end, thousandths between. */
function edgeAbove(text: string): string {
  const score = new Big(text);
  if (score.lte('0.000001')) return '0.000001';
  if (score.lte('0.01')) return score.prec(2, 3).toFixed();
  if (score.lte('0.99')) return score.round(3, 3).toFixed();
  const rest = new Big(1).minus(score);
  return rest.lt('0.000001') ? '1' : new Big(1).minus(rest.prec(2, 0)).toFixed();
}

const decimals = fc
  .tuple(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 5 }), fc.boolean())
  .map(([digits, places, mirrored]) => {
    const score = new Big(digits).div(1e7).div(new Big(10).pow(places));
    return (mirrored ? new Big(1).minus(score) : score).toFixed();
  });
const nearEdges = fc
  .tuple(fc.integer({ min: 0, max: scoreBins - 2 }), fc.integer({ min: -3, max: 3 }))
  .map(([bin, steps]) => scoreUpperEdge(bin) * (1 + steps * Number.EPSILON));

describe('a score falls in the bin of the border at or above it', () => {
  test('for decimals as they are written', () => {
    fc.assert(fc.property(decimals, (text) => scoreUpperEdge(scoreBinOf(Number(text))) === Number(edgeAbove(text))), { numRuns: 20_000 });
  });

  test('for any double, read as the shortest decimal that names it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), nearEdges), (score) => scoreUpperEdge(scoreBinOf(score)) === Number(edgeAbove(new Big(score).toFixed()))),
      { numRuns: 20_000 },
    );
  });

  test('every border lies in its own bin, and borders rise to 1', () => {
    const edges = scoreUpperEdges();
    expect(edges).toHaveLength(scoreBins);
    for (let bin = 0; bin < scoreBins; bin++) {
      expect(scoreBinOf(edges[bin]!)).toBe(bin);
      if (bin > 0) expect(edges[bin]!).toBeGreaterThan(edges[bin - 1]!);
    }
    expect(edges.at(-1)).toBe(1);
  });

  test('0 joins the first bin', () => {
    expect(scoreBinOf(0)).toBe(0);
  });
});

test('scores of up to three decimals from 0.01 to 0.99 share a bin with no other', () => {
  const bins = Array.from({ length: 981 }, (_, at) => scoreBinOf((at + 10) / 1000));
  expect(new Set(bins).size).toBe(981);
});

test.each([
  [0.5, true],
  [0.35, true],
  [0.999, true],
  [0.001, true],
  [0.9999, true],
  [1, true],
  [0.0123, false],
  [0.1234, false],
  [0.30000000000000004, false],
  [0, false],
  [1.5, false],
])('scores on the two sides of %d are always told apart: %s', (score, isEdge) => {
  expect(isScoreEdge(score)).toBe(isEdge);
});

test.each([-Number.MIN_VALUE, 1.0000000000000002, Number.NaN, Number.POSITIVE_INFINITY])('%d is not a score', (score) => {
  expect(() => scoreBinOf(score)).toThrow(`0 to 1, not ${score}`);
});

test.each([-1, scoreBins, 0.5])('%d is not a bin', (bin) => {
  expect(() => scoreUpperEdge(bin)).toThrow(`score bin ${bin} does not exist`);
});
