import { leadingKey, quantilesOf } from '../statistics/selection.js';
import { wordsOf } from '../statistics/sorting.js';

/**
 * Interior edges at the reference's own quantiles 1/bins … (bins - 1)/bins (linear, type 7), each once, ascending: fewer where values
 * are tied. Unlike equal widths from least to most, one wild value moves them by a rank at most. None without values.
 */
export function quantileEdges(reference: Float64Array, bins: number): Float64Array {
  if (reference.length === 0) return new Float64Array(0);
  const quantiles = quantilesOf(reference, Array.from({ length: bins - 1 }, (_, at) => (at + 1) / bins));
  return Float64Array.from(new Set(quantiles));
}

/** From so many values on a table of where to start is quicker than a search for each. */
const tableFrom = 16_384;

/**
 * How many values lie in each bin (lower edge, upper edge] of ascending interior edges; the first and the last bin are open, so that every
 * value, infinite ones too, falls in one of them. NaN is not allowed.
 */
export function countsInBins(values: Float64Array, edges: Float64Array): Float64Array {
  const counts = new Float64Array(edges.length + 1);
  if (values.length < tableFrom) {
    for (let at = 0; at < values.length; at++) counts[binOf(values[at]!, edges)]!++;
    return counts;
  }
  const starts = startsOf(edges);
  const words = wordsOf(values);
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    let bin = starts[leadingKey(words[2 * at + 1]!)]!;
    while (bin < edges.length && value > edges[bin]!) bin++;
    counts[bin]!++;
  }
  return counts;
}

/** How many edges lie below the value. */
function binOf(value: number, edges: Float64Array): number {
  let [from, to] = [0, edges.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (edges[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** For the leading bits of a value: how many edges lie below all values with these. */
function startsOf(edges: Float64Array): Uint16Array {
  const starts = new Uint16Array(65_536);
  // -0 is no smaller than 0, although its bits are.
  const words = wordsOf(edges.map((edge) => edge + 0));
  for (let edge = 0; edge < edges.length; edge++) starts.fill(edge + 1, leadingKey(words[2 * edge + 1]!) + 1);
  return starts;
}
