import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { topRows, topShare } from '#libs/measurement/performance/top-rows.js';
import { rowsOf, someRows } from './rows.js';

describe('the top rows', () => {
  test('are those that a sort would put first, of equal scores the ones that came first', () => {
    fc.assert(
      fc.property(someRows, fc.nat({ max: 45 }), (rows, count) => {
        const wanted = rows.toSorted((a, b) => b.score - a.score).slice(0, count);
        const top = topRows(rowsOf(rows), count);
        expect(top.rows).toBe(wanted.length);
        expect(top.positives).toBe(wanted.filter(({ positive }) => positive).length);
      }),
    );
  });

  test('are the same among many rows, where they are selected', () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => ({ score: ((at * 7919) % 101) / 100, positive: at % 7 === 0 }));
    const wanted = rows.toSorted((a, b) => b.score - a.score).slice(0, 3_000);
    expect(topShare(rowsOf(rows))).toMatchObject({ rows: 3_000, positives: wanted.filter(({ positive }) => positive).length });
  });

  test('have a precision, a lift over the overall rate, and capture a share of all positives', () => {
    const rows = Array.from({ length: 20 }, (_, at) => ({ score: at / 20, positive: at === 19 || at < 3 }));
    const { precision, lift, capture } = topShare(rowsOf(rows), 0.1);
    expect(precision).toMatchObject({ figure: { value: 0.5 }, sampleSize: 2, interval: 'wilson-95' });
    expect(lift.value).toBe(2.5);
    expect(capture).toMatchObject({ figure: { value: 0.25 }, sampleSize: 4 });
  });

  test.each([
    [1, 1],
    [10, 1],
    [11, 2],
    [200, 20],
    [8_594, 860],
  ])('of %d rows the top decile is %d', (count, decile) => {
    expect(topShare(rowsOf(Array.from({ length: count }, (_, at) => ({ score: at, positive: true })))).rows).toBe(decile);
  });

  test('lift and capture without a positive are undefined, precision is 0; without rows all are undefined', () => {
    const without = topShare(rowsOf([{ score: 0.5, positive: false }]));
    const zero = { value: null, reason: 'zero-denominator' };
    expect(without.precision.figure.value).toBe(0);
    expect([without.lift, without.capture.figure]).toEqual([zero, zero]);
    const empty = topShare(rowsOf([]));
    expect(empty.precision.figure).toEqual({ value: null, reason: 'no-rows' });
    expect([empty.lift.value, empty.capture.figure.value]).toEqual([null, null]);
  });
});
