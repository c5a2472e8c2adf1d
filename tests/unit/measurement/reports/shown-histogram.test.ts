import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownHistogram } from '#libs/measurement/reports/shown-histogram.js';
import { type ColumnSide, featureHistogram } from '#libs/measurement/reports/watched-columns.js';
import { featureBinOf } from '#libs/measurement/intervals/feature-bins.js';

const values = fc.array(fc.oneof(fc.constantFrom(-Number.MAX_VALUE, Number.MAX_VALUE, 0, 1), fc.double({ noNaN: true, noDefaultInfinity: true })), { minLength: 1, maxLength: 60 });
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

const asValues = (column: readonly number[]): ColumnSide => ({ kind: 'numeric-feature', numeric: { form: 'values', values: Float64Array.from(column) } });

function asBins(column: readonly number[]): ColumnSide {
  const counts = new Map<number, number>();
  for (const value of column) counts.set(featureBinOf(value), (counts.get(featureBinOf(value)) ?? 0) + 1);
  const keys = [...counts.keys()].toSorted((a, b) => a - b);
  return { kind: 'numeric-feature', numeric: { form: 'histogram', histogram: featureHistogram({ keys: Float64Array.from(keys), counts: Float64Array.from(keys, (key) => counts.get(key)!) }), missing: 0 } };
}

describe('the histogram that a report shows', () => {
  test.each([
    ['values', asValues],
    ['bins', asBins],
  ] as const)('of %s has every row once on either side, between finite edges that ascend, however far the values spread', (_, sideOf) => {
    fc.assert(
      fc.property(values, values, (before, now) => {
        const shown = shownHistogram(sideOf(before), sideOf(now))!;
        expect([sum(shown.reference), sum(shown.current)]).toEqual([before.length, now.length]);
        expect(shown.reference).toHaveLength(shown.edges.length + 1);
        expect(shown.edges.every(Number.isFinite)).toBe(true);
        expect(shown.edges).toEqual([...new Set(shown.edges)].toSorted((a, b) => a - b));
      }),
    );
  });

  test.each([
    ['rows in all of them', [20, 30, 30, 20], [0.25, 0.5, 0.75], [1, 2, 3, 4]],
    ['every row beyond the last edge', [0, 0, 0, 100], [0.75], [6, 4]],
    ['every row below the first', [100, 0, 0, 0], [0.25], [1, 9]],
  ])('of a declared profile, whose ends are open, ends at its last number: %s', (_, counts, edges, current) => {
    const side: ColumnSide = { kind: 'score', numeric: { form: 'histogram', histogram: { upperEdges: Float64Array.of(0.25, 0.5, 0.75, Infinity), counts: Float64Array.from(counts) }, missing: 0 } };
    const now = { kind: 'score', numeric: { form: 'histogram', histogram: { upperEdges: Float64Array.of(0.25, 0.5, 0.75, Infinity), counts: Float64Array.of(1, 2, 3, 4) }, missing: 0 } } as const;
    const shown = shownHistogram(side, now)!;
    expect(shown).toMatchObject({ edges, current });
    expect(sum(shown.reference)).toBe(100);
  });

  test('of a declared profile and the events themselves counts these over its bins', () => {
    const declared: ColumnSide = { kind: 'score', numeric: { form: 'histogram', histogram: { upperEdges: Float64Array.of(0.25, 0.5, 0.75, Infinity), counts: Float64Array.of(20, 30, 30, 20) }, missing: 0 } };
    const events: ColumnSide = { kind: 'score', numeric: { form: 'values', values: Float64Array.of(0.1, 0.25, 0.3, 0.7, Number.NaN, 0.9, 1) } };
    expect(shownHistogram(declared, events)).toMatchObject({ edges: [0.25, 0.5, 0.75], reference: [20, 30, 30, 20], current: [2, 1, 1, 2] });
  });

  test('of one bin that is open at both ends is that bin', () => {
    const side: ColumnSide = { kind: 'score', numeric: { form: 'histogram', histogram: { upperEdges: Float64Array.of(Infinity), counts: Float64Array.of(7) }, missing: 0 } };
    expect(shownHistogram(side, side)).toEqual({ edges: [], labels: null, reference: [7], current: [7] });
  });

  test('of many categories shows the most frequent, and the others together', () => {
    const counts = new Map(Array.from({ length: 30 }, (_, at) => [`plan ${at}`, at + 1] as const));
    const side: ColumnSide = { kind: 'categorical-feature', counts, missing: 0 };
    const shown = shownHistogram(side, side)!;
    expect(shown.labels).toHaveLength(20);
    expect(shown.labels!.at(-1)).toBe('11 others');
    expect(sum(shown.current)).toBe(465);
  });
});
