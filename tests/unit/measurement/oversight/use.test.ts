import { describe, expect, test } from 'vitest';
import { acceptanceOf, adoptionOf, countActiveUsers, deflectionOf, explanationCoverageOf, usefulnessOf } from '#libs/measurement/oversight/use.js';

test('an edited answer is useful but not accepted', () => {
  const feedback = { accepted: 6, edited: 3, rejected: 1 };
  expect(acceptanceOf(feedback)).toMatchObject({ numerator: 6, denominator: 10, figure: { value: 0.6 } });
  expect(usefulnessOf(feedback)).toMatchObject({ numerator: 9, denominator: 10 });
});

test('deflection is what was resolved without a person, of all that was resolved', () => {
  expect(deflectionOf({ ai: 3, human: 1 })).toMatchObject({ numerator: 3, denominator: 4, figure: { value: 0.75 } });
});

test('adoption counts each user once', () => {
  expect(countActiveUsers(Int32Array.of(4, 2, 4, -1, 2, 0))).toBe(3);
  expect(adoptionOf(3, 12)).toMatchObject({ numerator: 3, denominator: 12, figure: { value: 0.25 } });
});

test('with more active users than licences all licences are in use', () => {
  expect(adoptionOf(15, 12)).toMatchObject({ numerator: 12, denominator: 12, figure: { value: 1 } });
});

describe('explanations', () => {
  test.each([
    [0, 10],
    [1, 8],
    [2, 3],
    [4, 0],
  ])('with at least %d reasons there are %d events', (least, explained) => {
    expect(explanationCoverageOf([2, 5, 3], least)).toMatchObject({ numerator: explained, denominator: 10 });
  });
});

test('where nothing happened nothing is 0', () => {
  for (const share of [acceptanceOf({ accepted: 0, edited: 0, rejected: 0 }), deflectionOf({ ai: 0, human: 0 }), adoptionOf(0, 0), explanationCoverageOf([], 1)]) {
    expect(share.figure).toEqual({ value: null, reason: 'zero-denominator' });
    expect(share.bounds.low.value).toBeNull();
  }
});
