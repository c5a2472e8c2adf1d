import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countGroups, onlyWithOutcome } from '#libs/measurement/fairness/group-counts.js';
import { columnOf, tableOf, type Person } from './tables.js';

const people: readonly Person[] = [
  ['a', 1, 1],
  ['a', 1, 0],
  ['a', 0, 1],
  ['a', 0, 0],
  ['a', 1, null],
  ['b', 0, null],
  ['b', null, 1],
  ['c', null, 0],
  [null, 1, 1],
  [null, 0, null],
];

test('selections count all decided rows, the four kinds only those of known outcome', () => {
  expect(tableOf(people)).toEqual({
    groups: [
      { group: 'a', n: 5, selected: 3, confusion: { truePositive: 1, falsePositive: 1, falseNegative: 1, trueNegative: 1 } },
      { group: 'b', n: 1, selected: 0, confusion: { truePositive: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0 } },
    ],
    unknown: { n: 2, selected: 1, confusion: { truePositive: 1, falsePositive: 0, falseNegative: 0, trueNegative: 0 } },
    undecided: 2,
  });
});

test('without any outcome the selections are the same', () => {
  const decisions = Int8Array.from(people, ([, decision]) => decision ?? -1);
  const { groups } = countGroups(columnOf(people), decisions, null);
  expect(groups.map(({ group, n, selected }) => [group, n, selected])).toEqual([
    ['a', 5, 3],
    ['b', 1, 0],
  ]);
});

test('incomplete rows can be dropped altogether', () => {
  expect([...onlyWithOutcome(Int8Array.of(1, 0, 1, -1), Int8Array.of(1, -1, 0, 0))]).toEqual([1, -1, 1, -1]);
});

const person: fc.Arbitrary<Person> = fc.tuple(
  fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }),
  fc.constantFrom(0, 1, null),
  fc.constantFrom(0, 1, null),
);

test('no row is counted twice or lost', () => {
  fc.assert(
    fc.property(fc.array(person), (some) => {
      const { groups, unknown, undecided } = tableOf(some);
      expect([...groups, unknown].reduce((sum, { n }) => sum + n, undecided)).toBe(some.length);
      for (const { n, selected, confusion } of [...groups, unknown]) {
        const known = confusion.truePositive + confusion.falsePositive + confusion.falseNegative + confusion.trueNegative;
        expect(known).toBeLessThanOrEqual(n);
        expect(confusion.truePositive + confusion.falsePositive).toBeLessThanOrEqual(selected);
        expect(selected).toBeLessThanOrEqual(n);
      }
    }),
  );
});
