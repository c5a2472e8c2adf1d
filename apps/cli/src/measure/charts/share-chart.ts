import { sumOf } from '#libs/measurement/drift/divergence.js';
import type { ColumnPair } from '../columns-pair.js';
import { countsOf } from '../columns-pair.js';
import type { Chart } from '../finding.js';
import { number, percent } from '../words.js';

const mostBars = 12;

interface Bin {
  readonly label: string;
  readonly reference: number;
  readonly current: number;
}

/** The shares of both samples in each bin or category; of many categories the largest, the others together. Null when a sample is empty. */
export function shareChart(pair: ColumnPair, bins: number): Chart | null {
  const { n, m, all } = binsOf(pair, bins);
  if (n === 0 || m === 0) return null;
  return {
    title: 'share of rows',
    series: ['reference', 'current'],
    rows: largest(all).map(({ label, reference, current }) => ({ label, values: [reference / n, current / m], text: `${percent(reference / n)} -> ${percent(current / m)}` })),
  };
}

/** The rows of both samples in bins (low, high], of which the outer ones are open, or in categories. */
export function shareDetails(pair: ColumnPair, bins: number) {
  const { counts, edges } = countsOf(pair, bins);
  const rows = (bin: number) => ({ reference: counts.reference[bin]!, current: counts.current[bin]! });
  if (pair.kind === 'categorical') return { categories: pair.categories.map((category, at) => ({ category, ...rows(at) })) };
  return { bins: Array.from(counts.reference, (_, bin) => ({ low: edges?.[bin - 1] ?? null, high: edges?.[bin] ?? null, ...rows(bin) })) };
}

function binsOf(pair: ColumnPair, bins: number): { readonly n: number; readonly m: number; readonly all: readonly Bin[] } {
  const { counts, edges } = countsOf(pair, bins);
  const labelOf = (bin: number): string => (pair.kind === 'categorical' ? String(pair.categories[bin]) : rangeOf(edges?.[bin - 1], edges?.[bin]));
  const all = Array.from(counts.reference, (reference, bin) => ({ label: labelOf(bin), reference, current: counts.current[bin]! }));
  return { n: sumOf(counts.reference), m: sumOf(counts.current), all };
}

function rangeOf(low: number | undefined, high: number | undefined): string {
  if (low === undefined) return high === undefined ? 'all' : `up to ${number(high)}`;
  return high === undefined ? `above ${number(low)}` : `${number(low)} to ${number(high)}`;
}

function largest(bins: readonly Bin[]): readonly Bin[] {
  if (bins.length <= mostBars) return bins;
  const bySize = bins.toSorted((a, b) => Math.max(b.reference, b.current) - Math.max(a.reference, a.current));
  const others = bySize.slice(mostBars - 1);
  const sum = (of: (bin: Bin) => number): number => others.reduce((total, bin) => total + of(bin), 0);
  return [...bySize.slice(0, mostBars - 1), { label: `${others.length} others`, reference: sum((bin) => bin.reference), current: sum((bin) => bin.current) }];
}
