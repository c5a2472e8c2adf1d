import { describe, expect, test } from 'vitest';
import { equalCountError, needsCalibration } from '#libs/measurement/estimation/calibration-need.js';
import { labelledByScore } from '#libs/measurement/estimation/scored-events.js';
import { eventsOf, regularEvents } from './events.js';

const needs = (events: ReturnType<typeof eventsOf>) => needsCalibration(labelledByScore(events));

test('the error of bins of equal count, the last of which takes the remainder', () => {
  const scores = Float64Array.from({ length: 25 }, (_, row) => row / 100);
  // Two events in each of nine bins, seven in the last; only the last two events turned out positive.
  const outcomes = Int8Array.from({ length: 25 }, (_, row) => Number(row >= 23));
  const early = scores.subarray(0, 18).reduce((sum, score) => sum + score, 0);
  const late = Math.abs(scores.subarray(18).reduce((sum, score) => sum + score, 0) - 2);
  expect(equalCountError(scores, outcomes)).toBeCloseTo((early + late) / 25, 12);
});

describe('calibration helps', () => {
  test('scores that promise too much', () => {
    expect(needs(regularEvents(4_000, 50, (score) => score ** 3))).toBe(true);
  });

  test('scores that are turned the other way', () => {
    expect(needs(regularEvents(4_000, 50, (score) => 1 - score))).toBe(true);
  });
});

describe('calibration does not help', () => {
  test('scores that are the rates already', () => {
    expect(needs(regularEvents(4_000, 50, (score) => score))).toBe(false);
  });

  test('one class only', () => {
    expect(needs(regularEvents(100, 10, () => 1))).toBe(false);
  });

  test('scores that part the classes all but perfectly', () => {
    expect(needs(regularEvents(1_000, 50, (score) => Number(score > 0.3)))).toBe(false);
  });

  test('no known outcome', () => {
    expect(needs(eventsOf([0.5, 1, -1]))).toBe(false);
  });
});
