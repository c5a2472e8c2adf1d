import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countsInBins, quantileEdges } from '#libs/measurement/drift/bins.js';
import { columnOf, shapes } from '../statistics/laws.js';
import { sample, value } from './samples.js';

describe('values fall in the bin whose upper edge is the first that is not below them', () => {
  const byDefinition = (values: readonly number[], edges: readonly number[]): number[] => {
    const counts = Array.from({ length: edges.length + 1 }, () => 0);
    for (const one of values) counts[[...edges, Infinity].findIndex((edge) => one <= edge)]!++;
    return counts;
  };

  test('for any values and edges, ties and infinities included', () => {
    const anyValue = fc.oneof(value, fc.constantFrom(0, -0, Infinity, -Infinity, 5e-324, -5e-324));
    const edges = fc.uniqueArray(fc.oneof(value, fc.constantFrom(0, -0, Infinity, -Infinity)), { maxLength: 12, comparator: (a, b) => a === b });
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 60 }), edges, (values, unordered) => {
        const ordered = unordered.toSorted((a, b) => a - b);
        expect([...countsInBins(Float64Array.from(values), Float64Array.from(ordered))]).toEqual(byDefinition(values, ordered));
      }),
    );
  });

  test.each(Object.keys(shapes))('for a long column %s', (shape) => {
    const values = columnOf(shape, 20_000, 5);
    const edges = quantileEdges(values, 10);
    expect([...countsInBins(values, edges)]).toEqual(byDefinition([...values], [...edges]));
  });
});

describe('edges at the quantiles of the reference', () => {
  test('ascend, each once, and are at most one fewer than the bins', () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 2, max: 20 }), (reference, bins) => {
        const edges = [...quantileEdges(Float64Array.from(reference), bins)];
        expect(edges.length).toBeLessThan(bins);
        expect(edges).toEqual([...new Set(edges)].toSorted((a, b) => a - b));
      }),
    );
  });

  test('hold a tenth of the reference each, one wild value or not', () => {
    const reference = Float64Array.from({ length: 20_000 }, (_, at) => at);
    const wild = reference.slice();
    wild[7] = 1e7;
    expect([...countsInBins(reference, quantileEdges(reference, 10))]).toEqual(Array.from({ length: 10 }, () => 2_000));
    for (const [at, edge] of quantileEdges(wild, 10).entries()) expect(Math.abs(edge - quantileEdges(reference, 10)[at]!)).toBeLessThanOrEqual(1);
  });

  test.each([
    ['nothing', [], []],
    ['a constant', [4, 4, 4], [4]],
    ['two values', [0, 0, 0, 1], [0, 0.5]],
  ])('of %s', (_, reference, edges) => {
    expect([...quantileEdges(Float64Array.from(reference), 6)].map((edge) => Math.round(edge * 2) / 2).filter((edge, at, all) => edge !== all[at - 1])).toEqual(edges);
  });
});
