import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type IntervalDelta, decodeInterval, mergeIntervals, negatedInterval, sumOfDay, versionDaysOf } from '#libs/measurement/intervals/intervals.js';
import { newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { cellCounters } from '#libs/measurement/intervals/interval-keys.js';
import { latencyBinOf } from '#libs/measurement/intervals/latency-bins.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import { hour, minute } from './arbitraries.js';
import { type Happening, addTo, foldOf, happenings, intervalsOf } from './full-events.js';
import { foldEvent, foldOutcome } from '../../support/folding.js';

function mergedByCell(rows: readonly IntervalDelta[]): IntervalDelta[] {
  const cells = Map.groupBy(rows, (row) => `${row.versionKey}/${row.hourMs}`);
  return [...cells.values()].map((cell) => mergeIntervals(cell)).toSorted((a, b) => a.versionKey - b.versionKey || a.hourMs - b.hourMs);
}

describe('folding', () => {
  test('one hour of one version becomes one row', () => {
    const fold = newFold();
    foldEvent(fold, 7, hour + 30_000, false, true, 12.34);
    foldEvent(fold, 7, hour + 59_999, true, true, 999);
    foldEvent(fold, 7, hour + 59 * minute, false, false, Number.NaN);
    foldEvent(fold, 7, hour + 59 * minute, false, false, 12.4);
    foldOutcome(fold, 7, hour + 30_000, true, true);
    foldOutcome(fold, 7, hour + 59_999, true, false);
    foldOutcome(fold, 7, hour + 59_999, false, true);
    foldOutcome(fold, 7, hour + 59_999, false, false);
    foldOutcome(fold, 7, hour + 59_999, false, false);
    const [row, ...others] = deltasOf(fold);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ versionKey: 7, hourMs: hour, events: 4, errors: 1, decided: 2 });
    expect(row).toMatchObject({ truePositive: 1, falsePositive: 1, falseNegative: 1, trueNegative: 2 });
    expect(decodeInterval(row!)).toEqual({
      minutes: [
        { minute: 0, events: 2, errors: 1 },
        { minute: 59, events: 2, errors: 0 },
      ],
      latency: [{ bin: latencyBinOf(12.4), count: 2 }],
    });
  });

  test('an hour ends where the next begins', () => {
    const fold = newFold();
    foldEvent(fold, 1, hour - 1, false, false, Number.NaN);
    foldEvent(fold, 1, hour, false, false, Number.NaN);
    expect(deltasOf(fold).map((row) => [row.hourMs, decodeInterval(row).minutes[0]!.minute])).toEqual([
      [hour - 60 * minute, 59],
      [hour, 0],
    ]);
  });

  test('rows are ordered by version and hour', () => {
    const fold = newFold();
    for (const [version, hours] of [[2, 3], [1, 9], [2_147_483_647, 1], [2, 1]] as const) foldEvent(fold, version, hour + hours * 60 * minute, false, false, 1);
    expect(deltasOf(fold).map((row) => [row.versionKey, (row.hourMs - hour) / (60 * minute)])).toEqual([[1, 9], [2, 1], [2, 3], [2_147_483_647, 1]]);
  });

  test('an outcome alone is a row without events', () => {
    const fold = newFold();
    foldOutcome(fold, 1, hour, true, false);
    const nothing = new Uint8Array();
    expect(deltasOf(fold)).toEqual([
      {
        versionKey: 1, hourMs: hour, events: 0, errors: 0, decided: 0, minutes: nothing, latency: nothing,
        truePositive: 0, falsePositive: 1, falseNegative: 0, trueNegative: 0,
        scores: nothing, features: nothing, slices: nothing, counters: Uint8Array.of(cellCounters.indexOf('labelled'), 2),
      },
    ]);
  });

  test('reading a fold does not end it', () => {
    fc.assert(
      fc.property(happenings, happenings, (first, second) => {
        const fold = foldOf(first);
        deltasOf(fold);
        for (const item of second) addTo(fold, item);
        expect(deltasOf(fold)).toEqual(intervalsOf([...first, ...second]));
      }),
      { numRuns: 30 },
    );
  });

  test('thousands of hours and latencies fit', () => {
    const fold = newFold();
    for (let index = 0; index < 20_000; index++) foldEvent(fold, index % 5, hour + index * 3 * minute, false, true, index % 1000);
    const rows = deltasOf(fold);
    expect(rows).toHaveLength(5000);
    expect(rows.reduce((sum, row) => sum + row.events, 0)).toBe(20_000);
    expect(rows.flatMap((row) => decodeInterval(row).latency).reduce((sum, { count }) => sum + count, 0)).toBe(20_000);
  });

  test('a latency out of range is refused', () => {
    expect(() => foldEvent(newFold(), 1, hour, false, false, -1)).toThrow('0 to 86400000');
  });
});

describe('merging', () => {
  test('parts folded apart and merged equal the whole, for any split and order', () => {
    const split = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 80, maxLength: 80 });
    fc.assert(
      fc.property(happenings, split, (list, parts) => {
        const rows = [3, 0, 2, 1].flatMap((part) => intervalsOf(list.filter((_: Happening, index) => parts[index] === part).toReversed()));
        expect(mergedByCell(rows)).toEqual(intervalsOf(list));
      }),
    );
  });

  test('merging one row changes nothing', () => {
    fc.assert(
      fc.property(happenings, (list) => {
        expect(intervalsOf(list).map((row) => mergeIntervals([row]))).toEqual(intervalsOf(list));
      }),
      { numRuns: 30 },
    );
  });

  test('outcomes that are taken back leave the intervals as if they had never come', () => {
    fc.assert(
      fc.property(happenings, (list) => {
        const outcomes = intervalsOf(list.filter(({ outcome }) => outcome !== null));
        const events = intervalsOf(list.filter(({ outcome }) => outcome === null));
        const left = mergedByCell([...intervalsOf(list), ...outcomes.map(negatedInterval)]);
        const nothing = left.filter((row) => !events.some(({ versionKey, hourMs }) => row.versionKey === versionKey && row.hourMs === hourMs));
        expect(left.filter((row) => !nothing.includes(row))).toEqual(events);
        for (const { versionKey: _version, hourMs: _hour, ...counts } of nothing) expect(Object.values(counts).every((count) => count === 0 || (count instanceof Uint8Array && count.length === 0))).toBe(true);
      }),
    );
  });

  test('events are never taken back', () => {
    const fold = newFold();
    foldEvent(fold, 1, hour, false, false, 1);
    expect(() => deltasOf(fold).map(negatedInterval)).toThrow('never taken back');
  });

  test('rows of another hour or version, or none, are refused', () => {
    const fold = newFold();
    foldEvent(fold, 1, hour, false, false, 1);
    foldEvent(fold, 2, hour, false, false, 1);
    foldEvent(fold, 1, hour + 60 * minute, false, false, 1);
    const [first, later, other] = deltasOf(fold);
    expect(() => mergeIntervals([first!, later!])).toThrow('same version and hour');
    expect(() => mergeIntervals([first!, other!])).toThrow('same version and hour');
    expect(() => mergeIntervals([])).toThrow('nothing to merge');
  });

  test('damaged bytes are refused', () => {
    const fold = newFold();
    foldEvent(fold, 1, hour, false, false, 1);
    const [row] = deltasOf(fold);
    expect(() => mergeIntervals([{ ...row!, minutes: Uint8Array.of(0, 1) }])).toThrow('damaged');
  });
});

describe('the sum of a day', () => {
  const day = Date.UTC(2026, 2, 1);

  test('gives a window the same totals as the hours of the day', () => {
    fc.assert(
      fc.property(happenings, (list) => {
        const rows = intervalsOf(list);
        expect(totalsOf([sumOfDay(day, rows)], day - 60 * minute, day + 48 * 60 * minute)).toEqual(totalsOf(rows, day - 60 * minute, day + 48 * 60 * minute));
      }),
    );
  });

  test('version by version is the same as merging the hours of each', () => {
    fc.assert(
      fc.property(happenings, (list) => {
        const rows = intervalsOf(list).map((row) => ({ ...row, hourMs: hour }));
        const merged = mergedByCell(rows).map(({ hourMs: _hour, minutes: _minutes, ...row }) => ({ dayMs: day, ...row }));
        expect(versionDaysOf(day, intervalsOf(list))).toEqual(merged);
      }),
      { numRuns: 30 },
    );
  });

  test('refuses rows of another day', () => {
    const fold = newFold();
    foldEvent(fold, 1, hour, false, false, 1);
    expect(() => sumOfDay(day - 24 * 60 * minute, deltasOf(fold))).toThrow('only intervals of one day');
    expect(() => sumOfDay(day + 24 * 60 * minute, deltasOf(fold))).toThrow('only intervals of one day');
  });
});
