import type { SliceGroup } from '#libs/wire/slice-reports.js';
import { ticksBetween } from './chart.ts';
import { numberText } from './report-figures.ts';

export interface ImpactRow {
  readonly name: string;
  readonly y: number;
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** From the worst to the best that unknown membership allows. */
  readonly range: { readonly x: number; readonly width: number } | null;
  readonly isSmall: boolean;
  readonly isReference: boolean;
}

export interface ImpactPlot {
  readonly plot: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly height: number;
  readonly rows: readonly ImpactRow[];
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  readonly fourFifths: number;
  readonly one: number;
}

const rowHeight = 40;
/** A ratio beyond this is drawn at the edge: one tiny group must not squeeze all others. */
const widest = 3;

/** Impact ratios, a row for each group, on one scale that holds 0, four fifths and 1. */
export function impactPlotOf(groups: readonly SliceGroup[], width: number): ImpactPlot {
  const plot = { left: 4, top: 20, right: width - 14, bottom: 20 + groups.length * rowHeight };
  const known = groups.flatMap(({ impact: { ratio, best } }) => [ratio.value, ratio.high, best]).filter((value) => value !== null);
  const top = Math.min(widest, known.reduce((most, value) => Math.max(most, value), 1.1) * 1.03);
  const x = (ratio: number) => plot.left + (Math.min(ratio, top) / top) * (plot.right - plot.left);
  const at = (ratio: number | null) => (ratio === null ? null : x(ratio));
  return {
    plot,
    height: plot.bottom + 24,
    rows: groups.map(({ name, small, impact: { ratio, against, best, worst } }, index) => ({
      name,
      y: plot.top + index * rowHeight,
      ratio: at(ratio.value),
      low: at(ratio.low),
      high: at(ratio.high),
      range: best === null || worst === null ? null : { x: x(worst), width: Math.max(1, x(best) - x(worst)) },
      isSmall: small,
      isReference: name === against,
    })),
    ticks: ticksBetween(0, top).map((ratio) => ({ x: x(ratio), text: numberText(ratio, 'number') })),
    fourFifths: x(0.8),
    one: x(1),
  };
}

/** The plot in a sentence. */
export function impactSummary(groups: readonly SliceGroup[]): string {
  const known = groups.filter(({ impact }) => impact.ratio.value !== null);
  const below = known.filter(({ impact }) => (impact.ratio.value ?? 1) < 0.8);
  const lowest = known.toSorted((a, b) => (a.impact.ratio.value ?? 0) - (b.impact.ratio.value ?? 0))[0];
  if (!lowest) return 'No group has an impact ratio.';
  return `${known.length} of ${groups.length} groups have an impact ratio; ${below.length} of these lie below four fifths. The lowest is that of “${lowest.name}”, ${numberText(lowest.impact.ratio.value ?? 0, 'number')}.`;
}
