import { describe, expect, test } from 'vitest';
import { rateOf, rates } from '#libs/measurement/fairness/group-rates.js';
import { groupOf, selectionOf } from './tables.js';

describe('rates of 3 true positives, 1 false positive, 2 false negatives, 4 true negatives', () => {
  test.each([
    ['selection-rate', 4 / 10],
    ['true-positive-rate', 3 / 5],
    ['false-positive-rate', 1 / 5],
    ['true-negative-rate', 4 / 5],
    ['false-negative-rate', 2 / 5],
    ['positive-predictive-value', 3 / 4],
    ['negative-predictive-value', 4 / 6],
    ['false-discovery-rate', 1 / 4],
    ['false-omission-rate', 2 / 6],
    ['accuracy', 7 / 10],
    ['error-rate', 3 / 10],
    ['prevalence', 5 / 10],
  ] as const)('%s', (rate, value) => {
    expect(rateOf(rate, groupOf('a', [3, 1, 2, 4]))).toEqual({ value, reason: null });
  });
});

describe('a zero denominator is undefined, never 0', () => {
  test.each([
    ['true-positive-rate', [0, 2, 0, 3]],
    ['false-negative-rate', [0, 2, 0, 3]],
    ['false-positive-rate', [2, 0, 1, 0]],
    ['true-negative-rate', [2, 0, 1, 0]],
    ['positive-predictive-value', [0, 0, 2, 3]],
    ['false-discovery-rate', [0, 0, 2, 3]],
    ['negative-predictive-value', [2, 1, 0, 0]],
    ['false-omission-rate', [2, 1, 0, 0]],
  ] as const)('%s of %o', (rate, counts) => {
    expect(rateOf(rate, groupOf('a', counts))).toEqual({ value: null, reason: 'zero-denominator' });
  });

  test.each(rates)('%s of nobody', (rate) => {
    expect(rateOf(rate, groupOf('a', [0, 0, 0, 0])).value).toBeNull();
  });

  test('what needs outcomes is undefined while none is known', () => {
    const defined = rates.filter((rate) => rateOf(rate, selectionOf('a', 2, 3)).value !== null);
    expect(defined).toEqual(['selection-rate']);
  });
});
