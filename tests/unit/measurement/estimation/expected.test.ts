import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedMetrics } from '#libs/measurement/estimation/cbpe.js';
import { expectedCounts } from '#libs/measurement/estimation/expected-counts.js';
import { expectedRanking } from '#libs/measurement/estimation/expected-ranking.js';
import { aucOf, averagePrecision } from '#libs/measurement/performance/roc.js';
import { rankingOfAscending } from '#libs/measurement/performance/sorted-ranking.js';

const ascending = Float64Array.of(0.1, 0.2, 0.4, 0.7, 0.9);

test('each event counts as positive as far as its score says', () => {
  const counts = expectedCounts(ascending, Int8Array.of(0, 0, 0, 1, 1));
  expect(counts.truePositive).toBeCloseTo(1.6, 12);
  expect(counts.falsePositive).toBeCloseTo(0.4, 12);
  expect(counts.falseNegative).toBeCloseTo(0.7, 12);
  expect(counts.trueNegative).toBeCloseTo(2.3, 12);
  const metrics = expectedMetrics(counts, ascending);
  expect(metrics.accuracy.value).toBeCloseTo(0.78, 12);
  expect(metrics.precision.value).toBeCloseTo(0.8, 12);
  expect(metrics.recall.value).toBeCloseTo(1.6 / 2.3, 12);
  expect(metrics.specificity.value).toBeCloseTo(2.3 / 2.7, 12);
  expect(metrics.f1.value).toBeCloseTo(3.2 / 4.3, 12);
  expect(metrics.auc.value).toBeCloseTo(0.8381642512, 9);
});

test('events without a decision or a score add to no count', () => {
  expect(expectedCounts(Float64Array.of(0.5, Number.NaN, 0.25), Int8Array.of(-1, 1, 0))).toEqual({ truePositive: 0, falsePositive: 0, falseNegative: 0.25, trueNegative: 0.75 });
});

describe('what cannot be expected is undefined', () => {
  test('precision where nobody is selected', () => {
    const scores = Float64Array.of(0.1, 0.3);
    const metrics = expectedMetrics(expectedCounts(scores, Int8Array.of(0, 0)), scores);
    expect(metrics.precision).toEqual({ value: null, reason: 'zero-denominator' });
    expect(metrics.recall.value).toBe(0);
  });

  test('a ranking of certain cases of one kind, and of none', () => {
    expect(expectedRanking(Float64Array.of(1, 1)).auc.reason).toBe('one-class');
    expect(expectedRanking(Float64Array.of(0, 0)).averagePrecision.reason).toBe('one-class');
    expect(expectedRanking(new Float64Array()).auc.reason).toBe('no-rows');
  });
});

test('of scores that are certain, the expected ranking is the real one', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 1), { minLength: 1 }), (outcomes) => {
      const ranking = rankingOfAscending(Float64Array.from(outcomes.keys()), Int8Array.from(outcomes));
      const expected = expectedRanking(Float64Array.from(outcomes));
      const real = [aucOf(ranking).value, averagePrecision(ranking).value];
      if (real[0] === null) expect(expected.auc.value).toBeNull();
      else expect(expected.auc.value).toBeCloseTo(real[0]!, 9);
      if (real[1] !== null) expect(expected.averagePrecision.value).toBeCloseTo(real[1]!, 9);
    }),
  );
});
