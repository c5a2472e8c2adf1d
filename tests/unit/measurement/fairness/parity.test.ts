import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalisedOdds, parityOf } from '#libs/measurement/fairness/parity.js';
import { groupOf, selectionOf } from './tables.js';

const undefinedFor = (reason: string) => ({ value: null, reason });

test('parity is how far the rates of the groups lie apart', () => {
  const groups = [selectionOf('a', 2, 8), selectionOf('b', 3, 4), selectionOf('c', 1, 2)];
  expect(parityOf('selection-rate', groups)).toEqual({
    difference: { value: 0.5, reason: null },
    ratio: { value: 0.25 / 0.75, reason: null },
    lowest: 'a',
    highest: 'b',
    undefinedGroups: 0,
  });
});

test('a group without positives has no true positive rate: it is left out and counted, not taken for 0', () => {
  const groups = [groupOf('a', [2, 1, 0, 1]), groupOf('b', [0, 1, 0, 2])];
  expect(parityOf('true-positive-rate', groups)).toMatchObject({ difference: { value: 0 }, ratio: { value: 1 }, undefinedGroups: 1, lowest: 'a', highest: 'a' });
  expect(equalisedOdds(groups)).toEqual({
    difference: { value: 0.5 - 1 / 3, reason: null },
    ratio: { value: 1 / 3 / 0.5, reason: null },
    meanOfRanges: { value: (0.5 - 1 / 3) / 2, reason: null },
  });
});

describe('what cannot be compared is undefined', () => {
  test('a rate that no group has', () => {
    expect(parityOf('positive-predictive-value', [groupOf('a', [0, 0, 1, 1]), groupOf('b', [0, 0, 2, 1])])).toMatchObject({
      difference: undefinedFor('zero-denominator'),
      ratio: undefinedFor('zero-denominator'),
      undefinedGroups: 2,
    });
  });

  test('a ratio of rates that are all 0, whose difference is 0', () => {
    expect(parityOf('selection-rate', [selectionOf('a', 0, 3), selectionOf('b', 0, 1)])).toMatchObject({
      difference: { value: 0 },
      ratio: undefinedFor('zero-denominator'),
    });
  });

  test('no group at all', () => {
    expect(parityOf('accuracy', [])).toMatchObject({ difference: undefinedFor('no-rows'), lowest: null, undefinedGroups: 0 });
  });

  test('of equalised odds the mean, when only one of the two rates exists; the worst case keeps the one that does', () => {
    const withoutPositives = [groupOf('a', [0, 1, 0, 3]), groupOf('b', [0, 2, 0, 2])];
    expect(equalisedOdds(withoutPositives)).toEqual({
      difference: { value: 0.25, reason: null },
      ratio: { value: 0.5, reason: null },
      meanOfRanges: undefinedFor('zero-denominator'),
    });
  });
});

test('a single group is at parity with itself', () => {
  expect(parityOf('accuracy', [groupOf('a', [1, 0, 1, 1])])).toMatchObject({ difference: { value: 0 }, ratio: { value: 1 } });
});

test('a group of one person counts as a group', () => {
  const { difference, ratio, meanOfRanges } = equalisedOdds([groupOf('a', [3, 0, 0, 2]), groupOf('b', [0, 0, 1, 0])]);
  expect([difference.value, ratio.value, meanOfRanges.value]).toEqual([1, 0, 0.5]);
});

test('the order of the groups makes no difference, and no difference or ratio leaves 0 to 1', () => {
  const count = fc.nat({ max: 6 });
  const counts = fc.tuple(count, count, count, count);
  fc.assert(
    fc.property(fc.array(counts, { minLength: 1, maxLength: 6 }), (list) => {
      const groups = list.map((one, place) => groupOf(String(place), one));
      const odds = equalisedOdds(groups);
      expect(equalisedOdds(groups.toReversed())).toEqual(odds);
      for (const { value } of [odds.difference, odds.ratio, odds.meanOfRanges]) {
        if (value !== null) expect(value).toSatisfy((share: number) => share >= 0 && share <= 1);
      }
    }),
  );
});
