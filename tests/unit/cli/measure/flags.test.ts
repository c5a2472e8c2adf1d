import { describe, expect, test } from 'vitest';
import { readColumnReference, readColumnReferences } from '../../../../apps/cli/src/measure/reading/column-reference.js';
import { didYouMean } from '../../../../apps/cli/src/measure/reading/near-names.js';
import { readWhere } from '../../../../apps/cli/src/measure/reading/where.js';

describe('a column of a file', () => {
  test.each([
    ['leads.csv:score', 'leads.csv', 'score'],
    ['C:\\data\\leads.csv:score', 'C:\\data\\leads.csv', 'score'],
    ['2026-03-01T10:00.csv:emp.var.rate', '2026-03-01T10:00.csv', 'emp.var.rate'],
    ['a.csv:first, last', 'a.csv', 'first, last'],
  ])('%s', (text, file, column) => {
    expect(readColumnReference('--scores', text)).toEqual({ file, column });
  });

  test.each(['leads.csv', 'leads.csv:', ':score', 'C:\\data\\leads.csv'])('is not %s', (text) => {
    expect(() => readColumnReference('--scores', text)).toThrow(`--scores ${text}: write FILE:COLUMN, for example --scores events.csv:score`);
  });

  test('may be several', () => {
    expect(readColumnReferences('--groups', 'a.csv:sex, race')).toEqual([{ file: 'a.csv', column: 'sex' }, { file: 'a.csv', column: 'race' }]);
    expect(() => readColumnReferences('--groups', 'a.csv:sex,')).toThrow('write FILE:COLUMN,COLUMN');
  });
});

describe('a condition', () => {
  test.each([
    ['age=41', null, 'age', '=', ['41']],
    ['reference:month < 2026-06', 'reference', 'month', '<', ['2026-06']],
    ['current: month>=2026-06', 'current', 'month', '>=', ['2026-06']],
    ['a b != c d', null, 'a b', '!=', ['c d']],
    ['region in north, south', null, 'region', 'in', ['north', 'south']],
    ['y is given', null, 'y', 'is given', []],
    ['y is missing', null, 'y', 'is missing', []],
    ['formula=a>b', null, 'formula', '=', ['a>b']],
  ] as const)('%s', (text, side, column, operator, operands) => {
    expect(readWhere(text)).toEqual({ side, column, operator, operands, text: text.trim() });
  });

  test('holds for the side of its flag', () => {
    expect(readWhere('age>3', 'current').side).toBe('current');
  });

  test.each(['age', 'age is', '=3', 'age=', 'age in'])('is not "%s"', (text) => {
    expect(() => readWhere(text)).toThrow(`--where ${text}: `);
  });
});

describe('a name that is near', () => {
  test.each([
    ['agee', 'age'],
    ['scroe', 'score_v1'],
    ['AGE', 'age'],
  ])('to %s is %s', (name, known) => {
    expect(didYouMean(name, ['region', 'age', 'score_v1'])).toBe(` Did you mean "${known}"?`);
  });

  test('is not suggested when none is', () => {
    expect(didYouMean('latency', ['region', 'age', 'score_v1'])).toBe('');
    expect(didYouMean('latency', [])).toBe('');
  });
});
