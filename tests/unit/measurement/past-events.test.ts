import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addPastEvent, newPastEvents, type PastEvent, totalsOfPast } from '#libs/measurement/intervals/past-events.js';

const minute = 60_000;
const start = Date.UTC(2026, 2, 1);
const events = fc.array(
  fc.record({
    timeMs: fc.integer({ min: start - 300 * minute, max: start + 900 * minute }),
    failed: fc.boolean(),
    score: fc.constantFrom(Number.NaN, 0, 0.25, 1),
    decision: fc.constantFrom(true, false, null),
    latencyMs: fc.constantFrom(Number.NaN, 12, 300),
    positive: fc.constantFrom(true, false, null),
  }),
  { maxLength: 60 },
);

function heldBy(list: readonly PastEvent[]) {
  const held = newPastEvents();
  for (const event of list) addPastEvent(held, event);
  return held;
}

describe('events in memory', () => {
  test('count in a window what lies in it, however they are ordered and wherever its edges cut an hour', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 300 }), (list, from, length) => {
        const [startMs, endMs] = [start + from * minute, start + (from + length) * minute];
        const inside = list.filter(({ timeMs }) => timeMs >= startMs && timeMs < endMs);
        const totals = totalsOfPast(heldBy(list), startMs, endMs);
        const pairs = inside.filter(({ decision, positive }) => decision !== null && positive !== null);
        expect(totals).toMatchObject({
          events: inside.length,
          errors: inside.filter(({ failed }) => failed).length,
          decided: inside.filter(({ decision }) => decision !== null).length,
          latencyEvents: inside.filter(({ failed, latencyMs }) => !failed && !Number.isNaN(latencyMs)).length,
          strayEvents: 0,
        });
        expect(totals.confusion).toEqual({
          truePositive: pairs.filter(({ decision, positive }) => decision && positive).length,
          falsePositive: pairs.filter(({ decision, positive }) => decision && !positive).length,
          falseNegative: pairs.filter(({ decision, positive }) => !decision && positive).length,
          trueNegative: pairs.filter(({ decision, positive }) => !decision && !positive).length,
        });
      }),
    );
  });

  test('more of them than there was room for at first are all there', () => {
    const many = Array.from({ length: 5_000 }, (_, at) => ({ timeMs: start + at * 1_000, failed: false, score: 0.5, decision: true, latencyMs: 10, positive: null }));
    expect(totalsOfPast(heldBy(many), start, start + 100 * minute).events).toBe(5_000);
  });
});
