import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeColumn, intersectionOf } from '#libs/measurement/fairness/coded-column.js';

test('names are written once, in code-point order, and missing ones are -1', () => {
  const { codes, labels } = encodeColumn(['white', null, 'asian', 'white', 'Asian']);
  expect(labels).toEqual(['Asian', 'asian', 'white']);
  expect([...codes]).toEqual([2, -1, 1, 2, 0]);
});

test('a number and the text that it is written as name the same group', () => {
  expect(encodeColumn([1, '1', 2])).toEqual({ codes: Int32Array.of(0, 0, 1), labels: ['1', '2'] });
});

test('names beyond the basic plane come after those within', () => {
  expect(encodeColumn(['\u{1F600}', '\uFF5E']).labels).toEqual(['\uFF5E', '\u{1F600}']);
});

test('an intersection has a group for each combination that occurs, named by its parts', () => {
  const sex = encodeColumn(['F', 'M', 'F', null, 'M']);
  const race = encodeColumn(['b', 'a', 'b', 'a', null]);
  expect(intersectionOf([sex, race])).toEqual({ codes: Int32Array.of(0, 1, 0, -1, -1), labels: ['F | b', 'M | a'] });
  expect(intersectionOf([sex, race], '/').labels).toEqual(['F/b', 'M/a']);
  expect(intersectionOf([sex])).toBe(sex);
});

test('combinations that are named alike stay groups of their own', () => {
  const left = encodeColumn(['a | b', 'a']);
  const right = encodeColumn(['c', 'b | c']);
  expect(intersectionOf([left, right])).toEqual({ codes: expect.toSatisfy((codes: Int32Array) => codes[0] !== codes[1]), labels: ['a | b | c', 'a | b | c'] });
});

test('thousands of names on both sides need no table of all their pairs', () => {
  const names = Array.from({ length: 5_000 }, (_, row) => `name ${row}`);
  const { codes, labels } = intersectionOf([encodeColumn(names), encodeColumn(names.toReversed())]);
  expect(labels.length).toBe(5_000);
  expect(labels[codes[7]!]).toBe('name 7 | name 4992');
});

test('every row keeps the names it had', () => {
  const cell = fc.option(fc.constantFrom('a', 'b', 'c', 'é', 'Z'), { nil: null });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell)), (rows) => {
      const columns = [0, 1, 2].map((place) => encodeColumn(rows.map((row) => row[place]!)));
      const { codes, labels } = intersectionOf([columns[0]!, columns[1]!, columns[2]!]);
      for (const [row, parts] of rows.entries()) expect(labels[codes[row]!] ?? null).toBe(parts.includes(null) ? null : parts.join(' | '));
      expect(new Set(codes.filter((code) => code >= 0)).size).toBe(labels.length);
    }),
  );
});
