import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { impactRatios, twoPercent } from '#libs/measurement/fairness/impact-ratio.js';
import { selectionOf } from './tables.js';

const eligible = { kind: 'highest-eligible', smallBelow: twoPercent } as const;
const values = (...input: Parameters<typeof impactRatios>) => impactRatios(...input).ratios.map(({ value }) => value);

describe('who the others are compared with', () => {
  const groups = [selectionOf('few', 3, 4), selectionOf('many', 300, 600), selectionOf('more', 160, 400)];

  test('the highest rate, even of four people', () => {
    expect(impactRatios(groups, { kind: 'highest' }).against).toBe('few');
    expect(values(groups, { kind: 'highest' })).toEqual([1, 0.5 / 0.75, 0.4 / 0.75]);
  });

  test('the highest rate of a group with at least two percent; the small group is shown, above 1', () => {
    expect(impactRatios(groups, eligible).against).toBe('many');
    expect(values(groups, eligible)).toEqual([1.5, 1, 0.8]);
  });

  test('or with a least number of rows', () => {
    expect(impactRatios(groups, { kind: 'highest-eligible', smallBelow: { share: 0, rows: 500 } }).against).toBe('many');
    expect(impactRatios(groups, { kind: 'highest-eligible', smallBelow: { share: 0, rows: 4 } }).against).toBe('few');
  });

  test('the largest group', () => {
    expect(impactRatios(groups, { kind: 'largest' }).against).toBe('many');
  });

  test('a named group', () => {
    expect(values(groups, { kind: 'named', group: 'more' })).toEqual([0.75 / 0.4, 0.5 / 0.4, 1]);
  });

  test('of equals the first by name', () => {
    const alike = [selectionOf('a', 1, 2), selectionOf('b', 2, 4), selectionOf('c', 2, 4)];
    expect(impactRatios(alike, { kind: 'highest' }).against).toBe('a');
    expect(impactRatios(alike, { kind: 'largest' }).against).toBe('b');
  });

  test('a group with exactly two percent is not small', () => {
    const exactly = [selectionOf('a', 2, 2), selectionOf('b', 49, 98)];
    expect(impactRatios(exactly, eligible).against).toBe('a');
  });
});

describe('a ratio that is undefined says why', () => {
  test.each([
    ['nobody is selected anywhere', [selectionOf('a', 0, 3), selectionOf('b', 0, 2)], { kind: 'highest' }, 'nobody-selected'],
    ['nobody of the reference group is selected', [selectionOf('a', 0, 3), selectionOf('b', 1, 2)], { kind: 'largest' }, 'zero-denominator'],
    ['every group is small', [selectionOf('a', 1, 3), selectionOf('b', 1, 2)], { kind: 'highest-eligible', smallBelow: { share: 0, rows: 30 } }, 'too-few-rows'],
    ['the named group does not occur', [selectionOf('a', 1, 3)], { kind: 'named', group: 'b' }, 'no-rows'],
  ] as const)('%s', (_, groups, reference, reason) => {
    for (const ratio of impactRatios(groups, reference).ratios) expect(ratio).toEqual({ value: null, reason });
  });

  test('a group that has no rows in the window is no reference and has no ratio', () => {
    const { against, ratios } = impactRatios([selectionOf('a', 0, 0), selectionOf('b', 1, 2)], { kind: 'highest' });
    expect(against).toBe('b');
    expect(ratios).toEqual([
      { value: null, reason: 'no-rows' },
      { value: 1, reason: null },
    ]);
  });

  test('without groups there are no ratios', () => {
    expect(impactRatios([], { kind: 'highest' })).toEqual({ against: null, ratios: [] });
  });
});

test('a single group is compared with itself', () => {
  expect(values([selectionOf('a', 1, 3)], { kind: 'highest' })).toEqual([1]);
});

test('where everyone is selected every ratio is 1', () => {
  expect(values([selectionOf('a', 3, 3), selectionOf('b', 1, 1)], { kind: 'highest' })).toEqual([1, 1]);
});

const group = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat({ max: 40 })).map(([n, selected]) => ({ n, selected: Math.min(n, selected) }));

test('against the highest rate every ratio lies between 0 and 1, and one is 1', () => {
  fc.assert(
    fc.property(fc.array(group, { minLength: 1 }), (counts) => {
      const groups = counts.map((one, place) => ({ group: String(place), ...one }));
      const found = values(groups, { kind: 'highest' });
      if (groups.every(({ selected }) => selected === 0)) return;
      for (const value of found) expect(value).toSatisfy((ratio: number) => ratio >= 0 && ratio <= 1);
      expect(Math.max(...found.map(Number))).toBe(1);
    }),
  );
});

test('names make no difference', () => {
  fc.assert(
    fc.property(fc.array(group, { minLength: 1 }), fc.array(fc.string(), { minLength: 40, maxLength: 40 }), (counts, names) => {
      const [left, right] = [counts.map((one, place) => ({ group: String(place), ...one })), counts.map((one, place) => ({ group: `${names[place % 40]}${place}`, ...one }))];
      expect(values(left, eligible)).toEqual(values(right, eligible));
    }),
  );
});
