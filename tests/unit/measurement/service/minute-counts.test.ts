import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import { availabilityOf } from '#libs/measurement/service/availability.js';
import { minuteCountsOf } from '#libs/measurement/service/minute-counts.js';
import type { Method } from '#libs/wire/objectives.js';
import { hour, minute } from '../arbitraries.js';
import { foldEvent } from '../../../support/folding.js';

const window = { startMs: hour, endMs: hour + 10 * minute };

const event = fc.record({ time: fc.integer({ min: hour - 2 * minute, max: hour + 12 * minute }), failed: fc.boolean() });
const exclusion = fc.tuple(fc.integer({ min: -1, max: 9 }), fc.integer({ min: 1, max: 4 })).map(([from, length]) => ({
  startMs: hour + from * minute,
  endMs: hour + (from + length) * minute,
}));

const methods: readonly Method[] = [
  { availability: 'event-ratio' },
  { availability: 'interval-average', intervalMinutes: 3 },
  { availability: 'bad-minutes', errorThreshold: '20' },
  { availability: 'all-failed-minutes', minimumRun: 2, emptyRule: 'available' },
];

describe.each(methods)('$availability of the events themselves', (method) => {
  test('is that of the intervals they are folded into', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), fc.array(exclusion, { maxLength: 2 }), (events, exclusions) => {
        const fold = newFold();
        for (const { time, failed } of events) foldEvent(fold, 1, time, failed, false, Number.NaN);
        const counts = minuteCountsOf(Float64Array.from(events, ({ time }) => time), Uint8Array.from(events, ({ failed }) => Number(failed)), window, exclusions);
        const totals = totalsOf(deltasOf(fold), window.startMs, window.endMs, exclusions);
        expect(availabilityOf(method, counts)).toEqual(availabilityOf(method, totals));
        expect(counts.minuteEvents).toEqual(totals.minuteEvents);
      }),
    );
  });
});

test('events outside the window are stray', () => {
  const counts = minuteCountsOf(Float64Array.of(hour - 1, hour, hour + 10 * minute - 1, hour + 10 * minute), Uint8Array.of(1, 1, 0, 1), window);
  expect(counts).toMatchObject({ events: 2, errors: 1, strayEvents: 2 });
});

test('a window that does not lie on whole minutes is refused', () => {
  expect(() => minuteCountsOf(new Float64Array(), new Uint8Array(), { startMs: hour + 1, endMs: hour + minute })).toThrow('whole minutes');
});
