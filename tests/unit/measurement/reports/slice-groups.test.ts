import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumOfConfusions } from '#libs/measurement/performance/confusion.js';
import { cellsOf, slicesIn } from '#libs/measurement/reports/kept-counts.js';
import { type SliceCounts, emptyTally, groupSlices, withoutSegments } from '#libs/measurement/reports/slice-groups.js';
import { compareSlices } from '#libs/measurement/reports/slice-report.js';
import { slicesOfEvents } from '#libs/measurement/reports/slice-tallies.js';
import { type LabelledEvent, intervalsOf, labelledEvents } from './labelled-events.js';

const coded = (value: boolean | null): number => (value === null ? -1 : Number(value));

function columnsOf(events: readonly LabelledEvent[]) {
  return {
    rows: events.length,
    slices: Int32Array.from(events, ({ event }) => event.slice),
    failed: Uint8Array.from(events, ({ event }) => Number(event.failed)),
    decisions: Int8Array.from(events, ({ event }) => coded(event.decision)),
    outcomes: Int8Array.from(events, ({ outcome }) => coded(outcome)),
    scores: Float64Array.from(events, ({ event }) => event.score),
  };
}

const names = fc.constantFrom('north', 'south', ' | ');
const segments = fc.dictionary(fc.constantFrom('region', 'age', 'sex'), names);
const tally = fc.record(Object.fromEntries(Object.keys(emptyTally).map((counter) => [counter, fc.nat(1_000)]))) as fc.Arbitrary<typeof emptyTally>;
const slices: fc.Arbitrary<SliceCounts[]> = fc.array(fc.record({ segments, tally }), { maxLength: 20 });

describe('slices', () => {
  test('whatever the attributes, groups and unknown together are everything that was counted', () => {
    fc.assert(
      fc.property(slices, fc.uniqueArray(fc.constantFrom('region', 'age', 'sex', 'absent')), (all, attributes) => {
        const { groups, unknown } = groupSlices(all, attributes);
        for (const counter of Object.keys(emptyTally) as (keyof typeof emptyTally)[]) {
          const counted = groups.reduce((sum, group) => sum + group.tally[counter], unknown.tally[counter]);
          expect(counted, counter).toBe(all.reduce((sum, slice) => sum + slice.tally[counter], 0));
        }
        const { groups: shown } = compareSlices({ groups, unknown }, { share: 0.02, rows: 30 });
        const events = groups.reduce((sum, group) => sum + group.tally.events, unknown.tally.events);
        if (events > 0) expect(shown.reduce((sum, { share }) => sum + share, unknown.tally.events / events)).toBeCloseTo(1, 12);
      }),
    );
  });

  test('combinations that differ are groups of their own with names of their own, whatever their values', () => {
    const value = fc.string({ minLength: 1, unit: fc.constantFrom('x', ' ', '|', '"', '\\') });
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(value, value), { selector: JSON.stringify }), (pairs) => {
        const all = pairs.map(([a, b]) => ({ segments: { a, b }, tally: { ...emptyTally, events: 1 } }));
        expect(groupSlices(all, ['a', 'b']).groups).toHaveLength(pairs.length);
      }),
    );
    const like = [{ a: 'x | y', b: 'z' }, { a: 'x', b: 'y | z' }].map((segments) => ({ segments, tally: emptyTally }));
    expect(groupSlices(like, ['a', 'b']).groups.map(({ group }) => group)).toEqual(['"x | y" | z', 'x | "y | z"']);
    expect(groupSlices(like, ['a']).groups.map(({ group }) => group)).toEqual(['x', 'x | y']);
  });

  test('without an attribute there is no group: everything is unknown', () => {
    const { groups, unknown } = groupSlices([{ segments: { region: 'north' }, tally: { ...emptyTally, events: 5 } }], []);
    expect(groups).toEqual([]);
    expect(unknown.tally.events).toBe(5);
  });

  test('counted from events are those kept in intervals, and what intervals leave over are the events without segments', () => {
    fc.assert(
      fc.property(labelledEvents, (events) => {
        const rows = intervalsOf(events);
        const kept = slicesIn(rows.map((row) => row.slices));
        const exact = new Map(slicesOfEvents(columnsOf(events)));
        const unsliced = exact.get(0) ?? emptyTally;
        exact.delete(0);
        expect(kept).toEqual(exact);
        const sum = (count: 'events' | 'errors' | 'decided'): number => rows.reduce((total, row) => total + row[count], 0);
        const { selected } = cellsOf(rows.map(({ counters }) => counters));
        const { tally: rest } = withoutSegments({ events: sum('events'), errors: sum('errors'), decided: sum('decided'), selected, ...sumOfConfusions(rows) }, kept.values());
        const { events: count, errors, decided, truePositive, falsePositive, falseNegative, trueNegative } = unsliced;
        expect(rest).toEqual({ ...emptyTally, events: count, errors, decided, selected: unsliced.selected, truePositive, falsePositive, falseNegative, trueNegative });
      }),
    );
  });
});
