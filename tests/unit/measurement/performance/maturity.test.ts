import { describe, expect, test } from 'vitest';
import { countMaturity, standingOf } from '#libs/measurement/performance/maturity.js';

const day = 86_400_000;

test('an event is mature from the instant at which it is as old as the maturity period', () => {
  const times = Float64Array.of(0, day, day + 1, 0, 5 * day, 0);
  const decisions = Int8Array.of(1, 0, 1, 1, 0, -1);
  const outcomes = Int8Array.of(1, -1, -1, -1, 1, 1);
  expect(countMaturity(times, decisions, outcomes, 31 * day, 30 * day)).toEqual({ matureKnown: 1, matureUnknown: 2, youngKnown: 1, youngUnknown: 1 });
});

describe('where a value stands', () => {
  test.each([
    ['provisional', 'a young event has no outcome yet', { matureKnown: 90, matureUnknown: 0, youngKnown: 5, youngUnknown: 1 }],
    ['settled', 'every event has one, young as they are', { matureKnown: 0, matureUnknown: 0, youngKnown: 5, youngUnknown: 0 }],
    ['settled', 'enough mature events have one', { matureKnown: 80, matureUnknown: 20, youngKnown: 0, youngUnknown: 0 }],
    ['too-few-outcomes', 'one is missing to the floor', { matureKnown: 79, matureUnknown: 21, youngKnown: 0, youngUnknown: 0 }],
    ['too-few-outcomes', 'there is no decided event', { matureKnown: 0, matureUnknown: 0, youngKnown: 0, youngUnknown: 0 }],
  ] as const)('%s: %s', (standing, _, counts) => {
    expect(standingOf(counts, 0.8)).toBe(standing);
  });
});
