import { describe, expect, test } from 'vitest';
import { encodeColumn } from '#libs/measurement/fairness/coded-column.js';
import { scoringRates } from '#libs/measurement/fairness/scoring-rate.js';

const rates = (groups: readonly (string | null)[], scores: readonly number[], smallShare?: number) => scoringRates(encodeColumn(groups), Float64Array.from(scores), smallShare);

test('only scores strictly above the median of the whole sample count', () => {
  const { sampleMedian, groups } = rates(['a', 'a', 'b', 'b', 'a', 'a', 'b', 'b'], [1, 2, 3, 3, 3, 3, 4, 5]);
  expect(sampleMedian.value).toBe(3);
  expect(groups.map(({ group, aboveMedian, scoringRate, impactRatio }) => [group, aboveMedian, scoringRate.value, impactRatio.value])).toEqual([
    ['a', 0, 0, 0],
    ['b', 2, 0.5, 1],
  ]);
});

test('people of unknown category are in the median and counted, in no group', () => {
  const { sampleMedian, scored, unknown, groups } = rates(['a', 'a', 'b', 'b', null, null], [1, 2, 3, 4, 10, 11]);
  expect([sampleMedian.value, scored, unknown]).toEqual([3.5, 6, 2]);
  expect(groups.map(({ aboveMedian, share }) => [aboveMedian, share])).toEqual([
    [0, 2 / 6],
    [1, 2 / 6],
  ]);
});

test('a category below two percent is left out of one ratio and kept in the other, its counts shown', () => {
  const groups = [...Array.from({ length: 99 }, (_, row) => (row < 50 ? 'a' : 'b')), 'rare'];
  const scores = Array.from({ length: 100 }, (_, row) => row);
  const [a, b, rare] = rates(groups, scores).groups;
  expect(rare).toMatchObject({ n: 1, aboveMedian: 1, small: true, impactRatio: { value: 1 }, impactRatioWithoutSmall: null });
  expect(b).toMatchObject({ small: false, impactRatio: { value: 1 }, impactRatioWithoutSmall: { value: 1 } });
  expect(a).toMatchObject({ scoringRate: { value: 0 }, impactRatio: { value: 0 } });
  expect(rates(groups, scores, 0.01).groups[2]!.small).toBe(false);
});

describe('what is undefined', () => {
  test('every score ties: every rate is 0 and every ratio undefined', () => {
    for (const { scoringRate, impactRatio, impactRatioWithoutSmall } of rates(['a', 'b', 'b'], [7, 7, 7]).groups) {
      expect([scoringRate.value, impactRatio.reason, impactRatioWithoutSmall?.reason]).toEqual([0, 'nobody-selected', 'nobody-selected']);
    }
  });

  test('no scores: no median and no groups', () => {
    expect(rates(['a', 'b'], [Number.NaN, Number.NaN])).toEqual({ sampleMedian: { value: null, reason: 'no-rows' }, scored: 0, unknown: 0, groups: [] });
  });

  test('a group without a score is left out', () => {
    expect(rates(['a', 'b'], [1, Number.NaN]).groups.map(({ group }) => group)).toEqual(['a']);
  });
});

test('infinite scores have their place at the ends', () => {
  expect(rates(['a', 'b', 'b'], [-Infinity, 0, Infinity]).groups.map(({ aboveMedian }) => aboveMedian)).toEqual([0, 1]);
});
