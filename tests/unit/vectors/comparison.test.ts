import { describe, expect, test } from 'vitest';
import { compare } from '../../vectors/comparison.js';
import type { VectorCase } from '../../vectors/vector-file.js';

type Rules = Partial<Pick<VectorCase, 'informational' | 'tolerance'>>;

const vector = (expected: Record<string, unknown>, { informational = [], tolerance = { rel: 0, abs: 0 } }: Rules = {}): VectorCase => ({
  id: 'case',
  metric: 'any',
  normative: true,
  informational,
  inputs: {},
  params: {},
  expected,
  tolerance,
});

function isMet(expected: unknown, got: unknown, rules?: Rules): boolean {
  return compare(vector({ key: expected }, rules), got === undefined ? {} : { key: got }).misses.length === 0;
}

describe('a number', () => {
  test.each([
    [100, 100.9, { rel: 0.01, abs: 0 }, true],
    [100, 101.1, { rel: 0.01, abs: 0 }, false],
    [-100, -100.9, { rel: 0.01, abs: 0 }, true],
    [0, 1e-10, { rel: 0.01, abs: 1e-9 }, true],
    [0, 1e-8, { rel: 0.01, abs: 1e-9 }, false],
    [1, Number.NaN, { rel: 1, abs: 1 }, false],
    [1, null, { rel: 1, abs: 1 }, false],
    [1, Infinity, { rel: 1, abs: 1 }, false],
    [1, '1', { rel: 1, abs: 1 }, false],
    [1, true, { rel: 1, abs: 1 }, false],
    [1, undefined, { rel: 1, abs: 1 }, false],
    [1, 1, {}, true],
    [1, 1.000001, {}, false],
  ])('%s is met by %s within %o: %s', (expected, got, tolerance, met) => {
    expect(isMet(expected, got, { tolerance })).toBe(met);
  });

  test.each([
    ['Infinity', Infinity, true],
    ['-Infinity', -Infinity, true],
    ['Infinity', -Infinity, false],
    ['Infinity', 1e308, false],
    ['Infinity', Number.NaN, false],
  ])('%s is met by %s: %s', (expected, got, met) => {
    expect(isMet(expected, got, { tolerance: { rel: 1, abs: 1 } })).toBe(met);
  });
});

describe('undefined', () => {
  test.each([
    ['NaN', Number.NaN, true],
    ['NaN', null, true],
    ['NaN', 0, false],
    ['NaN', undefined, false],
    ['error: ZeroDivisionError', Number.NaN, true],
    ['error: ZeroDivisionError', [Number.NaN, Number.NaN], true],
    ['error: ZeroDivisionError', [0, Number.NaN], false],
    ['error: ZeroDivisionError', [], false],
    [null, null, true],
    [null, Number.NaN, true],
    [null, 0, false],
    [null, undefined, false],
  ])('written %o is met by %o: %s', (expected, got, met) => {
    expect(isMet(expected, got)).toBe(met);
  });
});

describe('text, truth, lists and objects', () => {
  test.each([
    ['ks', 'ks', true],
    ['ks', 'KS', false],
    [true, true, true],
    [false, 0, false],
    [[1, 2], [1, 2], true],
    [[1, 2], Float64Array.of(1, 2), true],
    [[1, 2], [2, 1], false],
    [[1, 2], [1], false],
    [[1, 2], [1, 2, 3], false],
    [[], [], true],
    [[1], 1, false],
    [{ a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 }, true],
    [{ a: { b: 1 } }, { a: 1 }, false],
    [{ toString: 'x' }, {}, false],
  ])('%o is met by %o: %s', (expected, got, met) => {
    expect(isMet(expected, got)).toBe(met);
  });

  test('every element of a list that differs is a miss of its own, with its position', () => {
    const { misses } = compare(vector({ chunks: [{ value: 1 }, { value: 2 }] }), { chunks: [{ value: 0 }, { value: 3 }] });
    expect(misses).toEqual([
      { path: 'chunks[0].value', expected: '1', got: '0', agrees: false },
      { path: 'chunks[1].value', expected: '2', got: '3', agrees: false },
    ]);
  });
});

describe('tolerances of single keys', () => {
  const tolerance = { rel: 0, abs: 0.1, per_key: { pvalue: { abs: 0.01 }, 'b.pvalue': { abs: 0.5 } } };

  test.each([
    ['a.pvalue', 0.05, false],
    ['b.pvalue', 0.4, true],
    ['a.other', 0.05, true],
  ])('%s may be off by %d: %s', (path, off, met) => {
    const [outer, inner] = path.split('.') as [string, string];
    expect(compare(vector({ [outer]: { [inner]: 1 } }, { tolerance }), { [outer]: { [inner]: 1 + off } }).misses.length === 0).toBe(met);
  });

  test('a p-value below 1e-300 only has to be tiny; other values do not get away with it', () => {
    expect(compare(vector({ pvalue: 1e-305 }), { pvalue: 0 }).misses).toEqual([]);
    expect(compare(vector({ pvalue: 1e-305 }), { pvalue: 1e-280 }).misses).toHaveLength(1);
    expect(compare(vector({ pvalue: 1e-200 }), { pvalue: 0 }).misses).toHaveLength(1);
    expect(compare(vector({ statistic: 1e-305 }), { statistic: 0 }).misses).toHaveLength(1);
  });

  test('bootstrap ends are compared with the tolerance that the case expects them to have, the rest closely', () => {
    const random = { tolerance: { rel: 0, abs: 'use expected.mc_tolerance_*' } };
    const expected = { point: 2, percentile_low: 1, percentile_high: 3, mc_tolerance_low: 0.5, mc_tolerance_high: 0.1 };
    const got = { point: 2 + 1e-12, percentile_low: 1.4, percentile_high: 3.05, mc_tolerance_low: 0.5, mc_tolerance_high: 0.1 };
    expect(compare(vector(expected, random), got).misses).toEqual([]);
    expect(compare(vector(expected, random), { ...got, percentile_high: 3.2, point: 2.1 }).misses.map(({ path }) => path)).toEqual(['point', 'percentile_high']);
  });

  test('a tolerance that nobody knows is said, not guessed', () => {
    expect(() => isMet(1, 2, { tolerance: { abs: 'generous' } })).toThrow('"generous" is not known');
  });
});

describe('informational keys do not count', () => {
  test.each([
    [['library.*'], { library: { fairlearn: { x: 1 } } }, {}],
    [['chi2*'], { chi2: 1 }, { chi2: 2 }],
    [['chunks.metrics.true_*'], { chunks: [{ metrics: { true_positive: 1 } }] }, { chunks: [{}] }],
    [['bins'], { bins: { counts: [1] } }, { bins: { counts: [2] } }],
    [['ci.wald'], { 'ci.wald': [1, 2] }, {}],
  ])('%o', (informational, expected, got) => {
    const { misses, informational: shown } = compare(vector(expected, { informational }), got);
    expect(misses).toEqual([]);
    expect(shown.length).toBeGreaterThan(0);
  });

  test.each([
    [['chi2'], { chi2_pvalue: 1 }],
    [['a.b'], { 'a-b': 1 }],
    [['*.x'], { x: 1 }],
  ])('%o does not cover %o', (informational, expected) => {
    expect(compare(vector(expected, { informational }), {}).misses).toHaveLength(1);
  });
});
