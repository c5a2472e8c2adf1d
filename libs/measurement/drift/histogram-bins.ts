import { countUpTo } from '../statistics/sorting.js';
import type { CountPair } from './divergence.js';
import type { Histogram, PairedHistogram } from './histogram.js';
import type { RowsUpTo } from './ranges.js';

/** Counts over few bins that were made of finer ones, and how many rows may really lie at or below each of their edges. */
export interface CoarseBins {
  /** Interior edges; the first and the last bin are open. */
  readonly edges: Float64Array;
  readonly counts: CountPair;
  readonly rowsUpTo: readonly RowsUpTo[];
}

/**
 * Bins at the quantiles 1/bins … of the reference, each moved to the nearer border of the fine bin it lies in. The counts are exact for
 * these edges; the rows up to the quantiles themselves lie within what the fine bins hold.
 */
export function quantileBins({ upperEdges, reference, current }: PairedHistogram, bins: number): CoarseBins {
  const [before, now] = [cumulated(reference), cumulated(current)];
  const n = before.at(-1) ?? 0;
  const borders = new Set<number>();
  const rowsUpTo = Array.from({ length: n === 0 ? 0 : bins - 1 }, (_, index) => {
    const at = (n - 1) * ((index + 1) / bins);
    const rows = Math.floor(at) + 1;
    const bin = countUpTo(before, rows - 1);
    // Between two order statistics the edge can lie anywhere in their bins and between them.
    const last = countUpTo(before, Math.ceil(at));
    const below = bin === 0 ? 0 : before[bin - 1]!;
    borders.add(bin > 0 && rows - below < before[bin]! - rows ? bin - 1 : bin);
    return {
      reference: { least: rows, most: last === bin ? before[bin]! : rows },
      current: { least: bin === 0 ? 0 : now[bin - 1]!, most: now[last]! },
    };
  });
  const chosen = [...borders];
  const between = (upTo: Float64Array): Float64Array =>
    Float64Array.from([...chosen, upTo.length - 1], (border, at) => (upTo[border] ?? 0) - (at === 0 ? 0 : upTo[chosen[at - 1]!]!));
  return { edges: Float64Array.from(chosen, (border) => upperEdges[border]!), counts: { reference: between(before), current: between(now) }, rowsUpTo };
}

/**
 * The bins of the reference as it was declared, with the current rows counted over them from finer bins. Where a declared edge falls inside a
 * bin with rows, these go to the side on which most of the bin's width lies.
 */
export function declaredBins(declared: Histogram, current: Histogram): CoarseBins {
  const edges = declared.upperEdges.subarray(0, -1);
  const [before, now] = [cumulated(declared.counts), cumulated(current.counts)];
  const m = now.at(-1) ?? 0;
  const rowsUpTo = Array.from(edges, (edge, at) => ({ reference: { least: before[at]!, most: before[at]! }, current: rowsAround(current, now, edge) }));
  const upTo = Float64Array.from([...rowsUpTo.keys(), edges.length], (at) => (at === edges.length ? m : nearer(current, edges[at]!, rowsUpTo[at]!.current)));
  const counted = upTo.map((rows, at) => rows - (at === 0 ? 0 : upTo[at - 1]!));
  return { edges, counts: { reference: declared.counts, current: counted }, rowsUpTo };
}

function rowsAround({ upperEdges }: Histogram, now: Float64Array, edge: number): RowsUpTo['current'] {
  const bin = countUpTo(upperEdges, edge);
  const least = bin === 0 ? 0 : now[bin - 1]!;
  if (bin === upperEdges.length || (bin > 0 && upperEdges[bin - 1] === edge)) return { least, most: least };
  return { least, most: now[bin]! };
}

function nearer({ upperEdges }: Histogram, edge: number, { least, most }: RowsUpTo['current']): number {
  if (least === most) return least;
  const bin = countUpTo(upperEdges, edge);
  const lower = bin === 0 ? -Infinity : upperEdges[bin - 1]!;
  return edge - lower >= upperEdges[bin]! - edge ? most : least;
}

function cumulated(counts: Float64Array): Float64Array {
  let sum = 0;
  return counts.map((count) => (sum += count));
}
