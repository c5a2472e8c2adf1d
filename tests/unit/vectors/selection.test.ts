import { describe, expect, test } from 'vitest';
import type { Column, Table } from '../../vectors/datasets.js';
import { inputsOf, isLabel } from '../../vectors/selection.js';
import type { Selection } from '../../vectors/vector-file.js';

const columns: Readonly<Record<string, Column>> = {
  row: { kind: 'numbers', values: Float64Array.of(0, 1, 2, 3, 4, 5) },
  score: { kind: 'numbers', values: Float64Array.of(0.1, 0.2, Number.NaN, 0.4, 0.5, 0.6) },
  region: { kind: 'text', values: ['north', 'south', 'north', null, '1', 'south'] },
  time: { kind: 'text', values: ['2008-05-01', '2008-06-01', '2008-11-30', '2009-01-01', '2010-02-01', '2010-03-01'] },
};
const table: Table = {
  rows: 6,
  column: (name) => {
    const column = columns[name];
    if (column === undefined) throw new Error(`no column "${name}"`);
    return column;
  },
};

const inputs = (selection: Selection) => inputsOf({ x: selection }, () => table);
const rowsOf = (selection: Omit<Extract<Selection, { dataset: string }>, 'dataset' | 'column'>) => [...inputs({ dataset: 'd', column: 'row', ...selection }).numbers('x')];

describe('conditions', () => {
  test.each([
    [['region', 'eq', 'north'], [0, 2]],
    [['region', 'eq', 1], [4]],
    [['region', 'ne', 'north'], [1, 3, 4, 5]],
    [['region', 'in', ['north', 1]], [0, 2, 4]],
    [['region', 'in', [null]], [3]],
    [['region', 'notnull'], [0, 1, 2, 4, 5]],
    [['score', 'notnull'], [0, 1, 3, 4, 5]],
    [['score', 'eq', 0.2], [1]],
    [['score', 'eq', '0.2'], [1]],
    [['score', 'eq', 'high'], []],
    [['score', 'ne', 0.2], [0, 2, 3, 4, 5]],
    [['score', 'gte', 0.4], [3, 4, 5]],
    [['score', 'gt', 0.4], [4, 5]],
    [['score', 'lte', 0.4], [0, 1, 3]],
    [['score', 'lt', 0.4], [0, 1]],
    [['score', 'in', [0.1, 0.6]], [0, 5]],
    [['time', 'gte', '2008-11-30'], [2, 3, 4, 5]],
    [['time', 'lt', '2009'], [0, 1, 2]],
  ] as const)('%o keeps rows %o', (condition, rows) => {
    expect(rowsOf({ where: [condition as never] })).toEqual(rows);
  });

  test('all conditions have to hold', () => {
    expect(rowsOf({ where: [['score', 'gte', 0.2], ['region', 'eq', 'south']] })).toEqual([1, 5]);
  });
});

describe('slices', () => {
  test.each([
    [[0, 3], [0, 1, 2]],
    [[2, 100], [2, 3, 4, 5]],
    [[0, 6, 2], [0, 2, 4]],
    [[1, 6, 3], [1, 4]],
    [[4, 4], []],
    [[-2, null], [4, 5]],
    [[0, -1], [0, 1, 2, 3, 4]],
  ])('%o takes rows %o', (rows, expected) => {
    expect(rowsOf({ rows })).toEqual(expected);
  });

  test('count the rows that meet the conditions', () => {
    expect(rowsOf({ where: [['region', 'ne', 'north']], rows: [1, 4, 2] })).toEqual([3, 5]);
  });

  test('go forward only', () => {
    expect(() => rowsOf({ rows: [0, 6, -1] })).toThrow('not by -1');
  });
});

describe('values', () => {
  test('written in the case: NaN and null are missing, infinities are numbers, truth is 1 and 0', () => {
    const { numbers, values } = inputs({ inline: [1, 'NaN', null, 'Infinity', '-Infinity', true, false] });
    expect([...numbers('x')]).toEqual([1, Number.NaN, Number.NaN, Infinity, -Infinity, 1, 0]);
    expect(values('x')).toEqual([1, null, null, Infinity, -Infinity, 1, 0]);
  });

  test('text stays text, and NaN among it is missing', () => {
    expect(inputs({ inline: ['a', 'NaN', null, 'b'] }).values('x')).toEqual(['a', null, null, 'b']);
  });

  test('nothing is no values', () => {
    expect(inputs({ inline: [] }).numbers('x')).toHaveLength(0);
    expect(rowsOf({ where: [['region', 'eq', 'nowhere']] })).toEqual([]);
  });

  test('text where numbers are needed is refused, not taken as missing', () => {
    expect(() => inputs({ inline: ['a'] }).numbers('x')).toThrow('holds "a" where numbers are needed');
    expect([...inputs({ inline: ['True', 'false', null, 'NaN'] }).numbers('x')]).toEqual([1, 0, Number.NaN, Number.NaN]);
  });

  test('an input or a column that is not there is said', () => {
    expect(() => inputs({ inline: [] }).numbers('y')).toThrow('no input "y"');
    expect(() => inputs({ dataset: 'd', column: 'colour' }).numbers('x')).toThrow('no column "colour"');
  });
});

describe('the positive label', () => {
  test.each([
    [1, 1, true],
    [0, 1, false],
    ['yes', 'yes', true],
    ['no', 'yes', false],
    [2, '2', true],
    ['1', 1, true],
    ['True', true, true],
    ['False', true, false],
    [1, true, true],
    [0, false, true],
    [null, 1, null],
  ])('%s as %s: %s', (value, label, expected) => {
    expect(isLabel(value, label)).toBe(expected);
  });
});
