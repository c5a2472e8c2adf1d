import type { WatchedColumn } from '#libs/wire/drift-reports.js';
import type { Histogram } from '../drift/histogram.js';
import { featureUpperEdge } from '../intervals/feature-bins.js';
import { scoreUpperEdges } from '../intervals/score-bins.js';
import type { SparseCounts } from '../intervals/sparse-counts.js';
import type { Proportion } from '../statistics/proportion.js';

type Kind = WatchedColumn['kind'];

/** What one window says of a numeric column: counts over fine bins, or the values themselves (NaN is missing). */
export type NumericSide = { readonly form: 'histogram'; readonly histogram: Histogram; readonly missing: number } | { readonly form: 'values'; readonly values: Float64Array };

/** What one window says of a column. */
export type ColumnSide =
  | { readonly kind: Extract<Kind, 'score' | 'numeric-feature'>; readonly numeric: NumericSide }
  | { readonly kind: 'categorical-feature'; readonly counts: ReadonlyMap<string, number>; readonly missing: number }
  | { readonly kind: Extract<Kind, 'decision-rate' | 'outcome-rate' | 'missing-rate'>; readonly rate: Proportion };

/** The columns of a window by their keys; a key names a column of one kind. */
export type ColumnSides = ReadonlyMap<string, ColumnSide>;

const scoreEdges = scoreUpperEdges();

/** Score bins as a histogram; the first bin begins at 0. */
export function scoreHistogram(counts: Float64Array): Histogram {
  return { upperEdges: Float64Array.of(-Number.MIN_VALUE, ...scoreEdges), counts: Float64Array.of(0, ...counts) };
}

/** Feature bins as a histogram: those that have rows, and an empty one before each gap, so that every lower edge is known. */
export function featureHistogram({ keys, counts }: SparseCounts): Histogram {
  const [edges, rows]: [number[], number[]] = [[], []];
  let previous = -1;
  for (let at = 0; at < keys.length; at++) {
    const bin = keys[at]!;
    if (bin > 0 && bin - 1 !== previous) {
      edges.push(featureUpperEdge(bin - 1));
      rows.push(0);
    }
    edges.push(featureUpperEdge(bin));
    rows.push(counts[at]!);
    previous = bin;
  }
  return { upperEdges: Float64Array.from(edges), counts: Float64Array.from(rows) };
}

/** Rows per category: whole numbers are bins of their own, and a category's code is the upper edge of its bin. */
export function categoryCounts({ keys, counts }: SparseCounts, labelOf: (code: number) => string): ReadonlyMap<string, number> {
  const labels = new Map<string, number>();
  for (let at = 0; at < keys.length; at++) {
    const label = labelOf(featureUpperEdge(keys[at]!));
    labels.set(label, (labels.get(label) ?? 0) + counts[at]!);
  }
  return labels;
}

/** Rows and missing values of one side. */
export function extentOf(side: ColumnSide | undefined): { readonly rows: number; readonly missing: number } {
  if (side === undefined) return { rows: 0, missing: 0 };
  if ('rate' in side) return { rows: side.rate.total, missing: 0 };
  if ('counts' in side) return { rows: [...side.counts.values()].reduce((sum, count) => sum + count, 0), missing: side.missing };
  if (side.numeric.form === 'histogram') return { rows: side.numeric.histogram.counts.reduce((sum, count) => sum + count, 0), missing: side.numeric.missing };
  const missing = side.numeric.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
  return { rows: side.numeric.values.length - missing, missing };
}
