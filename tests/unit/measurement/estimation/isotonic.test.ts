import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitIsotonic, valueAt, valuesAtAscending } from '#libs/measurement/estimation/isotonic.js';

const fit = (x: readonly number[], y: readonly number[]) => fitIsotonic(Float64Array.from(x), Float64Array.from(y))!;

describe('knots are the ends of blocks that were pooled', () => {
  test.each([
    ['rising already', [1, 2, 3], [0, 1, 2], [1, 2, 3], [0, 1, 2]],
    ['one violation', [1, 2, 3, 4, 5, 6], [0, 0, 1, 0, 1, 1], [1, 2, 3, 4, 5, 6], [0, 0, 0.5, 0.5, 1, 1]],
    ['falling throughout', [1, 2, 3, 4], [1, 1, 0, 0], [1, 4], [0.5, 0.5]],
    ['equal x are averaged first', [0.2, 0.2, 0.4, 0.4, 0.4, 0.9], [0, 1, 0, 0, 1, 1], [0.2, 0.4, 0.9], [0.4, 0.4, 1]],
    ['any order of the observations', [3, 1, 2], [2, 0, 1], [1, 2, 3], [0, 1, 2]],
    ['a single observation', [7], [0.3], [7], [0.3]],
  ])('%s', (_, x, y, knots, values) => {
    const map = fit(x, y);
    expect([...map.x]).toEqual(knots);
    for (const [at, value] of values.entries()) expect(map.y[at]).toBeCloseTo(value, 14);
  });
});

test('values are straight between knots and constant outside', () => {
  const map = fit([1, 2, 4], [0, 1, 3]);
  expect([0, 1, 1.5, 2, 3, 4, 9].map((x) => valueAt(map, x))).toEqual([0, 0, 0.5, 1, 2, 3, 3]);
  expect(valueAt(map, Number.NaN)).toBeNaN();
});

test('knots that all but touch have finite values between them', () => {
  expect(valueAt(fit([0, 1e-323], [0, 1]), 5e-324)).toBe(0.5);
});

test('without an observation there is no fit', () => {
  expect(fitIsotonic(new Float64Array(), new Float64Array())).toBeNull();
  expect(fitIsotonic(Float64Array.of(Number.NaN, 1), Float64Array.of(1, Number.NaN))).toBeNull();
});

const observation = fc.record({ x: fc.integer({ min: 0, max: 6 }), y: fc.integer({ min: -3, max: 3 }) });

/** The least-squares fit by its own formula: at each x the highest, over starts before it, of the lowest mean up to an end after it. */
function fitByFormula(observations: readonly { readonly x: number; readonly y: number }[], x: number): number {
  const places = [...new Set(observations.map((one) => one.x))];
  const meanOf = (from: number, to: number) => {
    const within = observations.filter((one) => one.x >= from && one.x <= to);
    return within.reduce((sum, { y }) => sum + y, 0) / within.length;
  };
  return Math.max(...places.filter((from) => from <= x).map((from) => Math.min(...places.filter((to) => to >= x).map((to) => meanOf(from, to)))));
}

test('the fit is the best non-decreasing one, and its mean is that of the observations', () => {
  fc.assert(
    fc.property(fc.array(observation, { minLength: 1, maxLength: 12 }), (observations) => {
      const map = fit(observations.map(({ x }) => x), observations.map(({ y }) => y));
      for (const { x } of observations) expect(valueAt(map, x)).toBeCloseTo(fitByFormula(observations, x), 10);
      const residual = observations.reduce((sum, { x, y }) => sum + y - valueAt(map, x), 0);
      expect(residual).toBeCloseTo(0, 10);
      expect([...map.y]).toEqual([...map.y].toSorted((a, b) => a - b));
    }),
  );
});

test('walking along ascending values gives what looking each up gives', () => {
  fc.assert(
    fc.property(fc.array(observation, { minLength: 1, maxLength: 12 }), fc.array(fc.double({ min: -1, max: 7, noNaN: true })), (observations, list) => {
      const map = fit(observations.map(({ x }) => x), observations.map(({ y }) => y));
      const queries = Float64Array.from(list).toSorted();
      expect(valuesAtAscending(map, queries)).toEqual(queries.map((x) => valueAt(map, x)));
    }),
  );
});
