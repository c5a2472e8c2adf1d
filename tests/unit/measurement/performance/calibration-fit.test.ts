import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrationInTheLarge, calibrationLine, meanScore, observedRate, observedToExpected } from '#libs/measurement/performance/calibration-fit.js';
import { seededRandom } from '#libs/measurement/statistics/seeded-random.js';
import { type Row, rowsOf } from './rows.js';

const logit = (share: number): number => Math.log(share / (1 - share));
const logistic = (value: number): number => 1 / (1 + Math.exp(-value));

/** Rows whose outcomes follow intercept + slope × logit(score). */
function rowsFollowing(intercept: number, slope: number, count: number): readonly Row[] {
  const random = seededRandom(21);
  return Array.from({ length: count }, () => {
    const score = (random.below(998) + 1) / 1_000;
    return { score, positive: random.below(1_000_000) / 1_000_000 < logistic(intercept + slope * logit(score)) };
  });
}

/** How much the likelihood would still gain by moving the intercept and the slope: both 0 at its top. */
function pull(rows: readonly Row[], intercept: number, slope: number): readonly [number, number] {
  return rows.reduce<readonly [number, number]>(
    ([whole, tilt], { score, positive }) => {
      const rest = Number(positive) - logistic(intercept + slope * logit(score));
      return [whole + rest, tilt + rest * logit(score)];
    },
    [0, 0],
  );
}

describe('the calibration line', () => {
  test.each([
    [0, 1],
    [-0.7, 0.6],
    [0.4, 1.8],
    [0.1, -0.5],
  ])('finds an intercept of %d and a slope of %d again, within three standard errors', (intercept, slope) => {
    const line = calibrationLine(rowsOf(rowsFollowing(intercept, slope, 4_000)));
    expect(Math.abs(line.intercept.value! - intercept)).toBeLessThan(3 * line.interceptError.value!);
    expect(Math.abs(line.slope.value! - slope)).toBeLessThan(3 * line.slopeError.value!);
  });

  test('is where the likelihood gains nothing by moving', () => {
    const score = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(fc.array(fc.record({ score, positive: fc.boolean() }), { minLength: 4, maxLength: 60 }), (rows) => {
        const line = calibrationLine(rowsOf(rows));
        fc.pre(line.slope.value !== null && Math.abs(line.slope.value) < 50);
        for (const rest of pull(rows, line.intercept.value!, line.slope.value)) expect(rest).toBeCloseTo(0, 6);
        expect(pull(rows, calibrationInTheLarge(rowsOf(rows)).value!, 1)[0]).toBeCloseTo(0, 6);
      }),
    );
  });

  test('is found where confident scores were wrong, from which Newton alone would run away', () => {
    const tiny = 2 ** -40;
    const sure = Array.from({ length: 200 }, (_, at) => ({ score: at % 2 === 0 ? tiny : 1 - tiny, positive: at % 4 < 2 }));
    expect(calibrationLine(rowsOf(sure)).slope.value).toBeCloseTo(0, 9);
    const halfWrong = Array.from({ length: 200 }, (_, at) => ({ score: tiny, positive: at % 2 === 0 }));
    expect(calibrationInTheLarge(rowsOf(halfWrong)).value).toBeCloseTo(-logit(tiny), 9);
  });

  const positive = { score: 0.8, positive: true };
  const negative = { score: 0.3, positive: false };
  test.each([
    ['nothing', [], 'no-rows', 'no-rows'],
    ['one class', [positive, { ...positive, score: 0.1 }], 'one-class', 'one-class'],
    ['scores that are no probabilities', [positive, { ...negative, score: 7 }], 'not-probabilities', 'not-probabilities'],
    ['a score of exactly 1', [positive, negative, { score: 1, positive: false }], 'not-finite', 'not-finite'],
    ['equal scores', [positive, { ...positive, positive: false }], 'constant', null],
    ['classes that a threshold separates', [positive, negative, { ...negative, score: 0.2 }], 'separable', null],
    ['classes separated but for equal scores', [positive, negative, { ...positive, score: 0.3 }], 'separable', null],
    ['classes separated the other way', [{ ...positive, score: 0.1 }, negative], 'separable', null],
  ])('of %s is undefined', (_, rows, ofLine, inTheLarge) => {
    const line = calibrationLine(rowsOf(rows));
    expect([line.slope, line.slopeError, line.intercept, line.interceptError].map(({ reason }) => reason)).toEqual([ofLine, ofLine, ofLine, ofLine]);
    expect(calibrationInTheLarge(rowsOf(rows)).reason).toBe(inTheLarge);
  });

  test('in the large of equal scores is the distance of the log odds', () => {
    const rows = [true, false, false, false].map((positive) => ({ score: 0.5, positive }));
    expect(calibrationInTheLarge(rowsOf(rows)).value).toBeCloseTo(logit(0.25), 9);
  });
});

test('observed over expected is below 1 when the scores promise too much', () => {
  const rows = rowsOf([{ score: 0.9, positive: true }, { score: 0.7, positive: false }, { score: 0.4, positive: false }]);
  expect(meanScore(rows).value).toBeCloseTo(2 / 3, 12);
  expect(observedRate(rows)).toMatchObject({ figure: { value: 1 / 3 }, sampleSize: 3, interval: 'wilson-95' });
  expect(observedToExpected(rows).value).toBeCloseTo(0.5, 12);
});

test.each([
  ['no rows', [], 'no-rows'],
  ['scores of 0 only', [{ score: 0, positive: true }], 'zero-denominator'],
  ['no probabilities', [{ score: 2, positive: true }], 'not-probabilities'],
])('observed over expected is undefined with %s', (_, rows, reason) => {
  expect(observedToExpected(rowsOf(rows))).toEqual({ value: null, reason });
});

test('the mean of infinite scores is undefined', () => {
  expect(meanScore(rowsOf([{ score: Infinity, positive: true }]))).toEqual({ value: null, reason: 'not-finite' });
  expect(meanScore(rowsOf([]))).toEqual({ value: null, reason: 'no-rows' });
});
