import { describe, expect, test } from 'vitest';
import { averagePrecisionDeviation } from '#libs/measurement/estimation/average-precision-deviation.js';
import { errorOver, samplingErrors } from '#libs/measurement/estimation/sampling-error.js';
import { labelledByScore } from '#libs/measurement/estimation/scored-events.js';
import { averagePrecision } from '#libs/measurement/performance/roc.js';
import { rankingOfAscending } from '#libs/measurement/performance/sorted-ranking.js';
import { type Written, eventsOf, regularEvents } from './events.js';

const confusion = { truePositive: 3, falsePositive: 1, falseNegative: 2, trueNegative: 4 };
const rankingOf = (...list: readonly Written[]) => {
  const { scores, outcomes } = labelledByScore(eventsOf(...list));
  return rankingOfAscending(scores, outcomes);
};
const ranking = rankingOf([0.1, 0, 0], [0.2, 0, 0], [0.3, 0, 1], [0.4, 0, 0], [0.5, 0, 1]);

describe('deviation and fraction of 3 TP, 1 FP, 2 FN, 4 TN', () => {
  test.each([
    ['accuracy', Math.sqrt(0.7 * 0.3), 1],
    ['precision', Math.sqrt(0.75 * 0.25), 0.4],
    ['recall', Math.sqrt(0.6 * 0.4), 0.5],
    ['specificity', Math.sqrt(0.8 * 0.2), 0.5],
    ['f1', (6 / 4.5) * 0.5, 0.6],
  ] as const)('%s', (metric, deviation, fraction) => {
    const error = samplingErrors(confusion, ranking)[metric];
    expect(error.deviation.value).toBeCloseTo(deviation, 12);
    expect(error.fraction).toBeCloseTo(fraction, 12);
    expect(errorOver(error, 100).value).toBeCloseTo(deviation / Math.sqrt(100 * fraction), 12);
  });
});

test('AUC varies as the share of negatives below each positive does', () => {
  const { deviation, fraction } = samplingErrors(confusion, ranking).auc;
  // The two positives stand above two and three of three negatives.
  expect(deviation.value).toBeCloseTo((1 - 2 / 3) / 2, 12);
  expect(fraction).toBe(0.4);
});

test('the rarer class counts as the positive one, so that mirrored scores and outcomes give the same', () => {
  const mirrored = rankingOf([0.9, 0, 1], [0.8, 0, 1], [0.7, 0, 0], [0.6, 0, 1], [0.5, 0, 0]);
  const [one, other] = [samplingErrors(confusion, mirrored).auc, samplingErrors(confusion, ranking).auc];
  expect(one.deviation.value).toBeCloseTo(other.deviation.value!, 12);
  expect(one.fraction).toBe(other.fraction);
});

test('average precision varies as leaving out one event at a time shows', () => {
  const events = regularEvents(400, 80, (score) => score ** 2);
  const list = [...events.scores].map((score, row) => [score + row / 1e6, 0, events.outcomes[row]!] as const);
  const without = list.map((_, left) => averagePrecision(rankingOf(...list.filter((__, row) => row !== left))).value!);
  const mean = without.reduce((sum, value) => sum + value, 0) / without.length;
  const jackknife = Math.sqrt((without.length - 1) * without.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  expect(averagePrecisionDeviation(rankingOf(...list)).value! / jackknife).toBeCloseTo(1, 1);
});

describe('what the reference cannot tell is undefined', () => {
  test('precision where the reference selected nobody', () => {
    const error = samplingErrors({ truePositive: 0, falsePositive: 0, falseNegative: 2, trueNegative: 4 }, ranking).precision;
    expect(errorOver(error, 10)).toEqual({ value: null, reason: 'zero-denominator' });
  });

  test('rankings of one class', () => {
    const errors = samplingErrors(confusion, rankingOf([0.1, 0, 1], [0.2, 0, 1]));
    expect([errors.auc.deviation.reason, errors['average-precision'].deviation.reason]).toEqual(['one-class', 'one-class']);
  });

  test('a chunk without events', () => {
    expect(errorOver(samplingErrors(confusion, ranking).accuracy, 0)).toEqual({ value: null, reason: 'no-rows' });
  });
});
