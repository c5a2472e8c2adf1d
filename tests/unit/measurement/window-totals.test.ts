import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { latencyBinOf } from '#libs/measurement/intervals/latency-bins.js';
import { measure } from '#libs/measurement/measure.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import { happenings, hour, intervalsOf, minute } from './arbitraries.js';
import { latencyObjective, objective } from './objectives.js';
import { foldEvent } from '../../support/folding.js';

const hours = 60 * minute;

describe('totals of a window', () => {
  test('equal what a plain count of its events and outcomes gives', () => {
    fc.assert(
      fc.property(happenings, (list) => {
        const [start, end] = [hour + hours, hour + 4 * hours];
        const inside = list.filter(({ time }) => time >= start && time < end);
        const events = inside.filter((item) => item.kind === 'event');
        const outcomes = inside.filter((item) => item.kind === 'outcome');
        const totals = totalsOf(intervalsOf(list), start, end);
        expect(totals.strayEvents).toBe(0);
        expect(totals.events).toBe(events.length);
        expect(totals.errors).toBe(events.filter(({ failed }) => failed).length);
        expect(totals.decided).toBe(events.filter(({ decided }) => decided).length);
        expect(totals.latencyEvents).toBe(events.filter(({ failed, latency }) => !failed && !Number.isNaN(latency)).length);
        expect(totals.latency[latencyBinOf(250)]).toBe(events.filter(({ failed, latency }) => !failed && latency > 249 && latency <= 250).length);
        expect(totals.confusion.truePositive).toBe(outcomes.filter(({ decision, positive }) => decision && positive).length);
        expect(totals.confusion.falseNegative).toBe(outcomes.filter(({ decision, positive }) => !decision && positive).length);
        for (let at = start; at < end; at += minute) {
          const here = events.filter(({ time }) => time >= at && time < at + minute);
          expect(totals.minuteEvents[(at - start) / minute]).toBe(here.length);
          expect(totals.minuteErrors[(at - start) / minute]).toBe(here.filter(({ failed }) => failed).length);
        }
      }),
    );
  });

  test('a window may start at any minute when the cut hours hold only what lies inside', () => {
    fc.assert(
      fc.property(happenings, fc.integer({ min: 0, max: 150 }), fc.integer({ min: 151, max: 300 }), (list, from, to) => {
        const [start, end] = [hour + from * minute, hour + to * minute];
        const inside = list.filter(({ time }) => time >= start && time < end);
        const totals = totalsOf(intervalsOf(inside), start, end);
        expect(totals.strayEvents).toBe(0);
        expect(totals.events).toBe(inside.filter(({ kind }) => kind === 'event').length);
      }),
    );
  });
});

describe('what lies outside', () => {
  const fold = newFold();
  foldEvent(fold, 1, hour + 10 * minute, false, false, 100);
  foldEvent(fold, 1, hour + 50 * minute, true, false, Number.NaN);
  const totals = totalsOf(deltasOf(fold), hour + 30 * minute, hour + 60 * minute);

  test('minutes outside are left out and counted', () => {
    expect(totals).toMatchObject({ events: 1, errors: 1, strayEvents: 1 });
  });

  test('availability can be measured all the same', () => {
    expect(measure(objective(), totals).value).toBe('0');
  });

  test('latencies and outcomes are not measured from a mixture', () => {
    expect(() => measure(latencyObjective(), totals)).toThrow('1 events outside the window');
    expect(() => measure(latencyObjective({ metric: 'latency-attainment', method: { thresholdMilliseconds: 250 } }), totals)).toThrow('outside the window');
    expect(() => measure(objective({ metric: 'precision', method: {} }), totals)).toThrow('outside the window');
  });

  test.each([
    [hour + 1, hour + minute],
    [hour, hour + minute - 1],
    [hour + minute, hour],
  ])('a window from %d to %d is refused', (start, end) => {
    expect(() => totalsOf([], start, end)).toThrow('whole minutes');
  });
});
