import type { PairedHistogram as ShownHistogram } from '#libs/wire/drift-reports.js';
import { pairCategories } from '../drift/categories.js';
import { type Histogram, histogramOf, paired } from '../drift/histogram.js';
import { quantileEdges, countsInBins } from '../drift/bins.js';
import { presentOf } from '../drift/present.js';
import { between } from '../statistics/sorting.js';
import type { ColumnSide, NumericSide } from './watched-columns.js';

/** Bars of a picture; categories beyond so many are shown together. */
const bars = 20;

/** Both sides in the same bars, for looking at: what decides is computed from finer bins. Null where a side has nothing. */
export function shownHistogram(reference: ColumnSide, current: ColumnSide): ShownHistogram | null {
  if ('rate' in reference && 'rate' in current) {
    const yesAndNo = ({ rate }: typeof reference): number[] => [rate.successes, rate.total - rate.successes];
    return { edges: [], labels: ['yes', 'no'], reference: yesAndNo(reference), current: yesAndNo(current) };
  }
  if ('counts' in reference && 'counts' in current) return shownCategories(reference.counts, current.counts);
  if ('numeric' in reference && 'numeric' in current) return shownNumbers(reference.numeric, current.numeric);
  return null;
}

function shownCategories(reference: ReadonlyMap<string, number>, current: ReadonlyMap<string, number>): ShownHistogram {
  const pair = pairCategories(reference, current);
  const order = [...pair.categories.keys()].toSorted((a, b) => pair.reference[b]! + pair.current[b]! - pair.reference[a]! - pair.current[a]!);
  const [shown, rest] = [order.slice(0, order.length > bars ? bars - 1 : bars), order.slice(order.length > bars ? bars - 1 : bars)];
  const of = (counts: Float64Array): number[] => [...shown.map((at) => counts[at]!), ...(rest.length === 0 ? [] : [rest.reduce((sum, at) => sum + counts[at]!, 0)])];
  return {
    edges: [],
    labels: [...shown.map((at) => String(pair.categories[at])), ...(rest.length === 0 ? [] : [`${rest.length} others`])],
    reference: of(pair.reference),
    current: of(pair.current),
  };
}

function shownNumbers(reference: NumericSide, current: NumericSide): ShownHistogram | null {
  if (reference.form === 'values' && current.form === 'values') {
    const [before, now] = [presentOf(reference.values).values, presentOf(current.values).values];
    const ends = quantileEdges(before, 100);
    if (ends.length === 0) return null;
    const edges = Float64Array.from(evenly(ends[0]!, ends.at(-1)!));
    return { edges: [...edges], labels: null, reference: [...countsInBins(before, edges)], current: [...countsInBins(now, edges)] };
  }
  if (reference.form === 'values') return null;
  // Of a declared profile there are only bins: the events are counted over the same.
  const now = current.form === 'histogram' ? current.histogram : histogramOf(presentOf(current.values).values, reference.histogram.upperEdges.subarray(0, -1));
  return shownBins(reference.histogram, now);
}

/** Even bars between the bins that hold the first and the last hundredth of the reference, each edge moved to the next border of the bins. */
function shownBins(reference: Histogram, current: Histogram): ShownHistogram | null {
  const pair = paired(reference, current);
  const total = sumOf(pair.reference);
  if (total === 0) return null;
  // A declared profile's last bin is open: the picture ends at the last border that is a number.
  const last = pair.upperEdges.findLast(Number.isFinite);
  if (last === undefined) return { edges: [], labels: null, reference: [total], current: [sumOf(pair.current)] };
  const borderAt = (rows: number): number => Math.min(last, edgeAt(pair.upperEdges, pair.reference, rows));
  const [low, high] = [borderAt(total / 100), borderAt(total * 0.99)];
  const wanted = evenly(low, high);
  const edges = [...new Set(wanted.map((edge) => pair.upperEdges.find((border) => border >= edge - 1e-12) ?? high))].filter(Number.isFinite);
  const countsOf = (counts: Float64Array): number[] => {
    const sums = Array.from({ length: edges.length + 1 }, () => 0);
    let bar = 0;
    for (let bin = 0; bin < counts.length; bin++) {
      while (bar < edges.length && pair.upperEdges[bin]! > edges[bar]!) bar++;
      sums[bar]! += counts[bin]!;
    }
    return sums;
  };
  return { edges, labels: null, reference: countsOf(pair.reference), current: countsOf(pair.current) };
}

function sumOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function edgeAt(edges: Float64Array, counts: Float64Array, rows: number): number {
  let [bin, seen] = [0, counts[0]!];
  while (seen < rows && bin < counts.length - 1) seen += counts[++bin]!;
  return edges[bin]!;
}

/** Edges from `low` to `high`, each once: fewer where doubles lie no closer. */
function evenly(low: number, high: number): number[] {
  return [...new Set(Array.from({ length: bars - 1 }, (_, at) => between(low, high, at / (bars - 2))))];
}
