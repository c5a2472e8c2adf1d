import { expect, test } from 'vitest';
import { completenessOf, countPresent, duplicateRateOf } from '#libs/measurement/oversight/data-quality.js';

test('completeness is over all expected values, and of each field', () => {
  const { overall, fields } = completenessOf([
    { field: 'score', present: 9, expected: 10 },
    { field: 'age', present: 3, expected: 5 },
    { field: 'note', present: 0, expected: 0 },
  ]);
  expect(overall).toMatchObject({ numerator: 12, denominator: 15, figure: { value: 0.8 } });
  expect(fields.map(({ field, share }) => [field, share.figure.value])).toEqual([
    ['score', 0.9],
    ['age', 0.6],
    ['note', null],
  ]);
});

test('without expected fields completeness is undefined', () => {
  expect(completenessOf([]).overall.figure).toEqual({ value: null, reason: 'zero-denominator' });
});

test('0 and infinities are present, NaN is not', () => {
  expect(countPresent(Float64Array.of(0, Number.NaN, Infinity, -1))).toBe(3);
});

test('the first of several equal events is no duplicate', () => {
  expect(duplicateRateOf(8, 2)).toMatchObject({ numerator: 2, denominator: 10, figure: { value: 0.2 } });
  expect(duplicateRateOf(0, 0).figure.value).toBeNull();
});
