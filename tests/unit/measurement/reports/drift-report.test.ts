import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { benjaminiHochberg, holm } from '#libs/measurement/statistics/multiple-testing.js';
import { type DriftChoice, type DriftWindow, driftColumns, judgedWindow } from '#libs/measurement/reports/drift-report.js';
import type { ColumnSide } from '#libs/measurement/reports/watched-columns.js';

const choice: DriftChoice = { measure: 'ks', threshold: undefined, level: 0.05, correction: 'holm', persistence: 1, coarseBins: 'open' };

const share = fc.integer({ min: 0, max: 400 });
/** A number, a category and a rate of 400 rows each, which say the same of how many are high. */
const sidesOf = (highs: readonly number[]): ReadonlyMap<string, ColumnSide> =>
  new Map<string, ColumnSide>([
    ['score', { kind: 'score', numeric: { form: 'values', values: Float64Array.from({ length: 400 }, (_, row) => (row < highs[0]! ? 1 : 0) + row / 1_000) } }],
    ['feature:plan', { kind: 'categorical-feature', counts: new Map([['gold', highs[1]!], ['plain', 400 - highs[1]!]]), missing: 0 }],
    ['decision', { kind: 'decision-rate', rate: { successes: highs[2]!, total: 400 } }],
  ]);
const windowOf = (before: readonly number[], now: readonly number[]): DriftWindow => ({ from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z', reference: sidesOf(before), current: sidesOf(now), isDeclared: false });
const three = fc.tuple(share, share, share);
const columnsOf = (windows: readonly DriftWindow[], how: DriftChoice) => driftColumns(windows.map((window) => judgedWindow(window, how)), how);

describe('a drift report', () => {
  test('has its columns in the order of the window, each with the measure that decides first', () => {
    fc.assert(
      fc.property(three, three, (before, now) => {
        const columns = columnsOf([windowOf(before, now)], choice);
        expect(columns.map(({ key, statistics }) => [key, statistics[0]!.measure])).toEqual([
          ['score', 'ks'],
          ['feature:plan', 'psi'],
          ['decision', 'rate-difference'],
        ]);
        for (const { answer, statistics } of columns) {
          expect(new Set(statistics.map(({ measure }) => measure)).size).toBe(statistics.length);
          expect(answer).toBe(statistics[0]!.answer);
        }
      }),
    );
  });

  test.each([
    ['none', (values: readonly number[]) => values],
    ['holm', (values: readonly number[]) => holm(values, 0.05).adjusted],
    ['benjamini-hochberg', (values: readonly number[]) => benjaminiHochberg(values, 0.05).adjusted],
  ] as const)('corrects what decides on all its columns as one family: %s', (correction, adjust) => {
    fc.assert(
      fc.property(three, three, (before, now) => {
        const evidence = columnsOf([windowOf(before, now)], { ...choice, correction }).map(({ statistics }) => statistics[0]!.evidence!);
        expect(evidence.map(({ adjusted }) => adjusted)).toEqual(adjust(evidence.map(({ pValue }) => pValue!)));
      }),
    );
  });

  test('a threshold is that of the deciding measure alone, and of no rate', () => {
    const columns = columnsOf([windowOf([100, 100, 100], [300, 300, 300])], { ...choice, threshold: 0.77 });
    expect(columns.map(({ statistics }) => statistics[0]!.threshold)).toEqual([0.77, 0.77, 0.05]);
    expect(columns.flatMap(({ statistics }) => statistics.slice(1)).some(({ threshold }) => threshold === 0.77)).toBe(false);
  });

  test('an alarm counts from the window on that makes the row long enough', () => {
    const [same, apart] = [windowOf([100, 100, 100], [100, 100, 100]), windowOf([100, 100, 100], [300, 300, 300])];
    const answers = (windows: readonly DriftWindow[]) => columnsOf(windows, { ...choice, persistence: 2 }).map(({ answer }) => answer);
    expect(answers([same, apart])).toEqual(['not-enough-evidence', 'not-enough-evidence', 'not-enough-evidence']);
    expect(answers([apart, apart])).toEqual(['alarm', 'alarm', 'alarm']);
  });

  test('a column that cannot be compared has no answer and says why', () => {
    const window = windowOf([100, 100, 100], [100, 100, 100]);
    const numbers = { kind: 'numeric-feature', numeric: { form: 'values', values: Float64Array.of(1) } } as const;
    const without = (key: string): ReadonlyMap<string, ColumnSide> => new Map([...window.current].filter(([name]) => name !== key));
    const lastOf = (changed: Partial<DriftWindow>) => {
      const { key, answer, sentence, statistics, reference, current } = columnsOf([{ ...window, ...changed }], choice).at(-1)!;
      return { key, answer, sentence, statistics, rows: [reference.rows, current.rows] };
    };
    const undecided = { key: 'feature:plan', answer: 'undefined', statistics: [] };
    expect(lastOf({ current: new Map([...window.current, ['feature:plan', numbers]]) })).toEqual({ ...undecided, rows: [400, 1], sentence: 'The baseline has categories, the window numbers: they cannot be compared.' });
    expect(lastOf({ current: without('feature:plan') })).toEqual({ ...undecided, rows: [400, 0], sentence: 'The window has no value of this column, which the baseline has.' });
    expect(lastOf({ reference: without('feature:plan') })).toEqual({ ...undecided, rows: [0, 400], sentence: 'The baseline has no value of this column to compare with.' });
    expect(lastOf({ reference: without('feature:plan'), isDeclared: true })).toMatchObject({ key: 'decision' });
  });

  test.each([
    ['the window', (plain: DriftWindow, mixed: ReadonlyMap<string, ColumnSide>): DriftWindow => ({ ...plain, current: mixed })],
    ['the baseline', (plain: DriftWindow, mixed: ReadonlyMap<string, ColumnSide>): DriftWindow => ({ ...plain, reference: mixed })],
  ])('categories beside numbers of the same name in %s are compared with the categories of the other', (_, mixedIn) => {
    const plain = windowOf([100, 100, 100], [100, 100, 100]);
    const numbers = { kind: 'numeric-feature', numeric: { form: 'values', values: Float64Array.of(1) } } as const;
    const mixed = new Map<string, ColumnSide>([...plain.current, ['feature:plan', numbers], ['feature:plan (categories)', plain.current.get('feature:plan')!]]);
    const found = columnsOf([mixedIn(plain, mixed)], choice).map(({ key, answer }) => [key, answer]);
    expect(found).toContainEqual(['feature:plan (categories)', 'no-drift']);
    expect(found).toContainEqual(['feature:plan', 'undefined']);
    expect(found).toHaveLength(4);
  });
});
