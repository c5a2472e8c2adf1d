import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countReviews, humanReviewOf } from '#libs/measurement/oversight/human-review.js';

const codes = (...list: readonly number[]) => Int8Array.from(list);

test('an override is a person deciding otherwise, and the outcome says who was right', () => {
  const model = codes(1, 1, 0, 0, 1, 0, 1, 1, 0, -1);
  const human = codes(0, 0, 1, 1, 1, 0, 1, -1, 1, 1);
  const outcome = codes(1, 0, 1, 0, 1, 0, 0, 1, -1, 1);
  const counts = countReviews(model, human, outcome);
  expect(counts).toEqual({ decided: 9, reviewed: 8, overridden: 5, modelRight: 2, humanRight: 2, bothRight: 2, neitherRight: 1 });
  const shares = humanReviewOf(counts);
  expect(shares.overridden).toMatchObject({ numerator: 5, denominator: 8, figure: { value: 0.625 } });
  expect(shares.reviewed).toMatchObject({ numerator: 8, denominator: 9 });
  expect(shares.automatedWithoutReview).toMatchObject({ numerator: 1, denominator: 9 });
  expect(shares.humanRightWhenOverridden).toMatchObject({ numerator: 2, denominator: 4, figure: { value: 0.5 } });
  expect(shares.overridden.bounds.low.value!).toBeLessThan(0.625);
  expect(shares.overridden.bounds.high.value!).toBeGreaterThan(0.625);
});

test('without a review nothing is overridden: undefined, not 0', () => {
  const { overridden, modelRightWhenOverridden, automatedWithoutReview } = humanReviewOf(countReviews(codes(1, 0), codes(-1, -1), codes(1, -1)));
  expect(overridden.figure).toEqual({ value: null, reason: 'zero-denominator' });
  expect(modelRightWhenOverridden.figure.value).toBeNull();
  expect(automatedWithoutReview.figure.value).toBe(1);
});

test('every reviewed event of known outcome has exactly one who was right, both, or neither', () => {
  const code = fc.constantFrom(-1, 0, 1);
  fc.assert(
    fc.property(fc.array(fc.tuple(code, code, code)), (rows) => {
      const column = (place: 0 | 1 | 2) => Int8Array.from(rows, (row) => row[place]);
      const { decided, reviewed, overridden, modelRight, humanRight, bothRight, neitherRight } = countReviews(column(0), column(1), column(2));
      expect(modelRight + humanRight + bothRight + neitherRight).toBe(rows.filter((row) => !row.includes(-1)).length);
      expect(decided).toBe(rows.filter(([model]) => model !== -1).length);
      expect(modelRight + humanRight).toBeLessThanOrEqual(overridden);
      expect(overridden).toBeLessThanOrEqual(reviewed);
    }),
  );
});
