import { countUpTo } from '../statistics/sorting.js';
import { countsInBins } from './bins.js';

/**
 * Rows per bin: bin i holds the values above `upperEdges[i - 1]` (-Infinity before the first) up to and including `upperEdges[i]`.
 * Edges ascend, each once; the last may be Infinity. Bins without rows may be left out where that hides nothing: a gap before a bin is
 * written as an empty bin that ends where it begins, and so is the lower end of the first bin, which else is open.
 */
export interface Histogram {
  readonly upperEdges: Float64Array;
  readonly counts: Float64Array;
}

/** Two histograms over the same bins, the finest over which both are known. */
export interface PairedHistogram {
  readonly upperEdges: Float64Array;
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** The values counted over interior edges; the last bin is open. */
export function histogramOf(values: Float64Array, edges: Float64Array): Histogram {
  return { upperEdges: Float64Array.of(...edges, Infinity), counts: countsInBins(values, edges) };
}

export function rowsOf({ counts }: Histogram): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Brings two histograms to the same bins: those of their edges at which both say how many rows lie at or below. A histogram says so at its
 * own edges, inside its empty bins and beyond its last edge.
 */
export function paired(reference: Histogram, current: Histogram): PairedHistogram {
  const known = merged(reference.upperEdges, current.upperEdges).filter((edge) => isKnownAt(reference, edge) && isKnownAt(current, edge));
  return { upperEdges: Float64Array.from(known), reference: countsUpTo(reference, known), current: countsUpTo(current, known) };
}

/** The edges of both, ascending, each once. */
function merged(one: Float64Array, other: Float64Array): number[] {
  const edges: number[] = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    const edge = Math.min(one[i] ?? Infinity, other[j] ?? Infinity);
    if (one[i] === edge) i++;
    if (other[j] === edge) j++;
    edges.push(edge);
  }
  return edges;
}

function isKnownAt({ upperEdges, counts }: Histogram, edge: number): boolean {
  const bin = countUpTo(upperEdges, edge);
  return bin === upperEdges.length || upperEdges[bin - 1] === edge || counts[bin] === 0;
}

function countsUpTo({ upperEdges, counts }: Histogram, edges: readonly number[]): Float64Array {
  let bin = 0;
  return Float64Array.from(edges, (edge) => {
    let rows = 0;
    for (; bin < upperEdges.length && upperEdges[bin]! <= edge; bin++) rows += counts[bin]!;
    return rows;
  });
}
