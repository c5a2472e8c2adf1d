import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessColumns } from '#libs/measurement/drift/assess-columns.js';
import { assessDeclared, assessHistograms } from '#libs/measurement/drift/assess-histograms.js';
import { type Histogram, histogramOf, paired, rowsOf } from '#libs/measurement/drift/histogram.js';
import { boundOf } from '#libs/measurement/drift/ranged-figure.js';
import { figure, undefinedFigure } from '#libs/measurement/statistics/figure.js';

const measures = ['psi', 'ks', 'jensen-shannon', 'kullback-leibler', 'hellinger', 'total-variation', 'l-infinity', 'chi-square'] as const;
const value = fc.oneof(fc.integer({ min: 0, max: 20 }).map((step) => step / 20), fc.double({ min: 0, max: 1, noNaN: true }));
const column = fc.array(value, { minLength: 1, maxLength: 120 }).map((values) => Float64Array.from(values));
const someEdges = fc.uniqueArray(fc.integer({ min: 0, max: 60 }).map((step) => step / 60), { minLength: 1, maxLength: 40 }).map((edges) => Float64Array.from(edges).toSorted());
const tolerance = 1e-9;

function isWithin(exact: number, { range }: { readonly range: { readonly least: number; readonly most: number } | null }): boolean {
  return range !== null && exact >= range.least - tolerance && exact <= range.most + tolerance;
}

describe('a measure from bins lies within its own range of the exact one', () => {
  test.each(measures)('%s, whatever the bins', (measure) => {
    fc.assert(
      fc.property(column, column, someEdges, fc.integer({ min: 2, max: 10 }), (reference, current, edges, bins) => {
        const [exact] = assessColumns([measure], reference, current, bins);
        const [binned] = assessHistograms([measure], histogramOf(reference, edges), histogramOf(current, edges), bins);
        const [rows, bin] = [exact!.effect.figure.value, binned!.effect.figure.value];
        // A reference that one bin holds may be constant for all the bins know.
        fc.pre(rows !== null && bin !== null && new Set(reference).size > 1);
        expect(isWithin(rows, binned!.effect)).toBe(true);
        expect(Math.abs(rows - bin)).toBeLessThanOrEqual(boundOf(binned!.effect) + tolerance);
      }),
      { numRuns: 400 },
    );
  });

  test('Wasserstein, between the ends of closed bins', () => {
    const grid = Float64Array.from({ length: 52 }, (_, at) => (at - 1) / 50);
    const closed = (values: Float64Array): Histogram => {
      const { counts } = histogramOf(values, grid);
      return { upperEdges: grid, counts: counts.subarray(0, grid.length) };
    };
    const inside = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 20, maxLength: 200 }).map((values) => Float64Array.from(values));
    fc.assert(
      fc.property(inside, inside, (reference, current) => {
        const [exact] = assessColumns(['wasserstein'], reference, current);
        const [binned] = assessHistograms(['wasserstein'], closed(reference), closed(current));
        const rows = exact!.effect.figure.value;
        fc.pre(rows !== null && binned!.effect.range !== null);
        expect(isWithin(rows, binned!.effect)).toBe(true);
      }),
    );
  });

  test('with a bin for each value nothing is lost', () => {
    const levels = Float64Array.from({ length: 11 }, (_, at) => at);
    const whole = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 2, maxLength: 80 }).map((values) => Float64Array.from(values));
    fc.assert(
      fc.property(whole, whole, (reference, current) => {
        const [exact] = assessColumns(['ks'], reference, current);
        const [binned] = assessHistograms(['ks'], histogramOf(reference, levels), histogramOf(current, levels));
        expect(binned!.effect.figure).toEqual(exact!.effect.figure);
        expect(binned!.effect.range!.most).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('the range of Kolmogorov-Smirnov is never wider than the largest share of a bin', () => {
    fc.assert(
      fc.property(column, column, someEdges, (reference, current, edges) => {
        const [one, other] = [histogramOf(reference, edges), histogramOf(current, edges)];
        const [{ effect }] = assessHistograms(['ks'], one, other) as [ReturnType<typeof assessHistograms>[number]];
        const largest = Math.max(...one.counts.map((count) => count / reference.length), ...other.counts.map((count) => count / current.length));
        expect(boundOf(effect)).toBeLessThanOrEqual(largest + tolerance);
      }),
    );
  });
});

describe('two histograms over different bins', () => {
  test('meet at the edges where both know their rows', () => {
    const one = { upperEdges: Float64Array.of(1, 2, 3, 5), counts: Float64Array.of(4, 0, 3, 2) };
    const other = { upperEdges: Float64Array.of(1.5, 2.5, 5), counts: Float64Array.of(5, 1, 1) };
    // 1 lies inside five rows of the other, 2.5 inside three of the first; 1.5 lies in an empty bin of the first.
    expect(paired(one, other)).toEqual({ upperEdges: Float64Array.of(1.5, 5), reference: Float64Array.of(4, 5), current: Float64Array.of(5, 2) });
  });

  test('keep every row', () => {
    fc.assert(
      fc.property(column, column, someEdges, someEdges, (reference, current, edges, others) => {
        const pair = paired(histogramOf(reference, edges), histogramOf(current, others));
        expect(rowsOf({ upperEdges: pair.upperEdges, counts: pair.reference })).toBe(reference.length);
        expect(rowsOf({ upperEdges: pair.upperEdges, counts: pair.current })).toBe(current.length);
      }),
    );
  });

  test('sparse bins lose nothing when gaps are written as empty bins', () => {
    const dense = { upperEdges: Float64Array.of(0, 1, 2, 3, 4, 5), counts: Float64Array.of(0, 7, 0, 0, 0, 3) };
    const sparse = { upperEdges: Float64Array.of(0, 1, 4, 5), counts: Float64Array.of(0, 7, 0, 3) };
    const current = { upperEdges: Float64Array.of(0, 1, 2, 3, 4, 5), counts: Float64Array.of(0, 2, 2, 2, 2, 2) };
    expect(assessHistograms(['ks', 'psi', 'wasserstein'], sparse, current)).toEqual(assessHistograms(['ks', 'psi', 'wasserstein'], dense, current));
  });
});

describe('a profile that a vendor declared', () => {
  const declared = { upperEdges: Float64Array.of(10, 20, Infinity), counts: Float64Array.of(500, 300, 200) };

  test('is compared over its own bins, exactly where the current bins keep its edges', () => {
    const current = histogramOf(Float64Array.from({ length: 400 }, (_, at) => at / 10), Float64Array.of(5, 10, 15, 20, 25));
    const [psi, variation] = assessDeclared(['psi', 'total-variation'], declared, current);
    expect(variation!.effect.figure.value).toBeCloseTo((Math.abs(0.5 - 101 / 400) + Math.abs(0.3 - 100 / 400) + Math.abs(0.2 - 199 / 400)) / 2, 12);
    expect(boundOf(variation!.effect)).toBeCloseTo(0, 12);
    expect(psi!.occupied).toBe(3);
  });

  test('lies within its range where they do not', () => {
    const shares = fc.array(fc.nat({ max: 500 }), { minLength: 3, maxLength: 3 }).filter((counts) => counts.some((count) => count > 0));
    const rows = fc.array(fc.double({ min: 0, max: 40, noNaN: true }), { minLength: 1, maxLength: 100 }).map((values) => Float64Array.from(values));
    const edges = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }).map((list) => Float64Array.from(list).toSorted());
    fc.assert(
      fc.property(shares, rows, edges, (counts, values, inner) => {
        const profile = { upperEdges: declared.upperEdges, counts: Float64Array.from(counts) };
        const exact = assessDeclared(['psi', 'jensen-shannon', 'kullback-leibler'], profile, histogramOf(values, declared.upperEdges.subarray(0, 2)));
        const binned = assessDeclared(['psi', 'jensen-shannon', 'kullback-leibler'], profile, histogramOf(values, inner));
        for (const [at, { effect }] of binned.entries()) expect(isWithin(exact[at]!.effect.figure.value!, effect)).toBe(true);
      }),
    );
  });
});

describe('undefined from bins', () => {
  const wide = { upperEdges: Float64Array.of(0, 1, 2), counts: Float64Array.of(0, 50, 50) };

  test.each([
    { what: 'no rows', reference: { ...wide, counts: new Float64Array(3) }, current: wide, reasons: ['no-rows', 'no-rows', 'no-rows'] },
    { what: 'no bins', reference: { upperEdges: new Float64Array(0), counts: new Float64Array(0) }, current: wide, reasons: ['no-rows', 'no-rows', 'no-rows'] },
    { what: 'a reference in one bin', reference: { ...wide, counts: Float64Array.of(0, 9, 0) }, current: wide, reasons: ['constant', null, 'constant'] },
    { what: 'rows in an open bin', reference: { ...wide, counts: Float64Array.of(3, 50, 50) }, current: wide, reasons: [null, null, 'not-finite'] },
  ])('$what', ({ reference, current, reasons }) => {
    const found = assessHistograms(['psi', 'ks', 'wasserstein'], reference, current);
    expect(found.map(({ effect }) => effect.figure.reason)).toEqual(reasons);
  });

  test('a reference and a window in the same single bin: no drift; in two different ones: all of it', () => {
    const same = assessHistograms(['total-variation'], { ...wide, counts: Float64Array.of(0, 9, 0) }, { ...wide, counts: Float64Array.of(0, 4, 0) });
    const apart = assessHistograms(['total-variation'], { ...wide, counts: Float64Array.of(0, 9, 0) }, { ...wide, counts: Float64Array.of(4, 0, 0) });
    expect([same[0]!.effect.figure, apart[0]!.effect.figure]).toEqual([figure(0), figure(1)]);
  });

  test('a constant reference of rows likewise, and undefined when the window varies', () => {
    const assessed = (current: readonly number[]): unknown => assessColumns(['total-variation'], Float64Array.of(2, 2, 2), Float64Array.from(current))[0]!.effect.figure;
    expect(assessed([2, 2])).toEqual(figure(0));
    expect(assessed([1, 1])).toEqual(figure(1));
    expect(assessed([3, 3])).toEqual(figure(1));
    expect(assessed([1, 2])).toEqual(undefinedFigure('constant'));
  });
});
