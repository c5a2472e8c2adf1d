import type { PairedHistogram } from '#libs/wire/drift-reports.js';
import { ticksBetween, type Size } from './chart.ts';
import { bareText, countOf, numberText } from './report-figures.ts';

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One bin with the shares of rows that lie in it; null where there are no rows at all. */
export interface Bin {
  readonly label: string;
  readonly reference: number | null;
  readonly current: number | null;
  readonly referenceRows: number;
  readonly currentRows: number;
}

export interface HistogramChart {
  readonly plot: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly pairs: readonly { readonly label: string; readonly reference: Bar; readonly current: Bar }[];
  readonly ticks: readonly { readonly y: number; readonly text: string }[];
  /** Numeric: the borders between bins. Categories: their names, in the middle of their pair. */
  readonly marks: readonly { readonly x: number; readonly text: string; readonly isBorder: boolean }[];
}

const margin = { left: 48, right: 8, top: 8, bottom: 26 };

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function binLabel({ edges, labels }: PairedHistogram, index: number): string {
  if (labels) return labels[index] ?? '';
  const [low, high] = [edges[index - 1], edges[index]];
  if (low === undefined && high === undefined) return 'all values';
  if (low === undefined) return `up to ${bareText(high!, 'number')}`;
  return high === undefined ? `above ${bareText(low, 'number')}` : `${bareText(low, 'number')} to ${bareText(high, 'number')}`;
}

/** The bins with their shares of rows. */
export function binsOf(histogram: PairedHistogram): readonly Bin[] {
  const { reference, current } = histogram;
  const [before, now] = [sum(reference), sum(current)];
  return reference.map((rows, index) => ({
    label: binLabel(histogram, index),
    reference: before === 0 ? null : rows / before,
    current: now === 0 ? null : (current[index] ?? 0) / now,
    referenceRows: rows,
    currentRows: current[index] ?? 0,
  }));
}

/**
 * Pairs of bars, reference on the left, in slots of equal width: the bins of a numeric column hold about equal shares of the
 * reference, and their first and last have no outer border that a width could show.
 */
export function histogramChartOf(histogram: PairedHistogram, size: Size): HistogramChart {
  const plot = { left: margin.left, top: margin.top, right: size.width - margin.right, bottom: size.height - margin.bottom };
  const bins = binsOf(histogram);
  const top = Math.max(0.01, ...bins.flatMap(({ reference, current }) => [reference ?? 0, current ?? 0])) * 1.05;
  const slot = (plot.right - plot.left) / Math.max(1, bins.length);
  const y = (share: number) => plot.bottom - (share / top) * (plot.bottom - plot.top);
  const bar = (share: number | null, x: number): Bar => ({ x, y: y(share ?? 0), width: slot * 0.38, height: plot.bottom - y(share ?? 0) });
  const start = (index: number) => plot.left + index * slot;
  const marks = histogram.labels
    ? histogram.labels.map((text, index) => ({ x: start(index) + slot / 2, text, isBorder: false }))
    : histogram.edges.map((edge, index) => ({ x: start(index + 1), text: bareText(edge, 'number'), isBorder: true }));
  return {
    plot,
    pairs: bins.map(({ label, reference, current }, index) => ({ label, reference: bar(reference, start(index) + slot * 0.1), current: bar(current, start(index) + slot * 0.52) })),
    ticks: ticksBetween(0, top).map((share) => ({ y: y(share), text: numberText(share, 'share') })),
    marks: roomFor(marks),
  };
}

// A letter is about 6.6 pixels wide; a name that would run into its neighbour is left to the table.
function roomFor<Mark extends { readonly x: number; readonly text: string }>(marks: readonly Mark[]): readonly Mark[] {
  let reached = -Infinity;
  return marks.flatMap((mark) => {
    const text = mark.text.length > 18 ? `${mark.text.slice(0, 17)}…` : mark.text;
    const half = text.length * 3.3 + 4;
    if (mark.x - half < reached) return [];
    reached = mark.x + half;
    return [{ ...mark, text }];
  });
}

/** The histogram in one sentence, for those who do not see it. */
export function histogramSummary(name: string, histogram: PairedHistogram): string {
  const rows = `${countOf(sum(histogram.reference))} rows of the reference and ${countOf(sum(histogram.current))} present ones`;
  const moved = binsOf(histogram)
    .filter(({ reference, current }) => reference !== null && current !== null)
    .toSorted((a, b) => Math.abs(b.current! - b.reference!) - Math.abs(a.current! - a.reference!))[0];
  if (!moved) return `${name}: ${rows}, too few to compare.`;
  return `${name}: ${rows}. The share of “${moved.label}” changed most, from ${numberText(moved.reference!, 'share')} to ${numberText(moved.current!, 'share')}.`;
}
