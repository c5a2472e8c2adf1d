import { ticksBetween, type Size } from './chart.ts';
import { numberText, type FigureUnit } from './report-figures.ts';
import { timeTicks } from './time-axis.ts';

/** `measured` is solid and `estimated` dashed, everywhere; the others tell apart what is measured alike. */
export type LineStyle = 'measured' | 'estimated' | 'second' | 'third';

export interface TimePoint {
  readonly from: string;
  readonly to: string;
  /** Null breaks the line, as a missing step does. */
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
}

export interface TimeLine {
  readonly name: string;
  readonly style: LineStyle;
  readonly points: readonly TimePoint[];
}

/** A stretch of time that is to be seen as such: not mature yet, or excluded. */
export interface TimeBand {
  readonly from: string;
  readonly to: string;
  readonly kind: 'immature' | 'claimed' | 'accepted' | 'disputed';
}

export interface TimeMark {
  readonly at: string;
  readonly text: string;
}

export interface TimeRange {
  readonly unit: FigureUnit;
  readonly from: string;
  readonly to: string;
  readonly bands?: readonly TimeBand[];
  readonly marks?: readonly TimeMark[];
  /** Values at the bottom and the top; without it what the lines need. */
  readonly domain?: readonly [number, number];
  /** Value that the scale must hold, for example 0. */
  readonly base?: number;
}

export interface TimeChart {
  readonly plot: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly lines: readonly {
    readonly name: string;
    readonly style: LineStyle;
    readonly path: string;
    readonly dots: readonly { readonly x: number; readonly y: number; readonly low: number | null; readonly high: number | null }[];
  }[];
  readonly ticks: readonly { readonly y: number; readonly text: string }[];
  readonly times: readonly { readonly x: number; readonly text: string }[];
  readonly bands: readonly { readonly x: number; readonly width: number; readonly kind: TimeBand['kind'] }[];
  readonly marks: readonly { readonly x: number; readonly text: string }[];
}

// A point of its own is drawn for each value only while there is room to tell them apart.
const mostDots = 70;

/** Bottom and top of the scale of some lines, with a little air; shares stay between 0 and 1. */
export function domainOf(lines: readonly TimeLine[], unit: FigureUnit, base?: number): readonly [number, number] {
  const known = lines.flatMap(({ points }) => points.flatMap(({ value, low, high }) => [value, low, high])).filter((value) => typeof value === 'number');
  const all = base === undefined ? known : [...known, base];
  if (all.length === 0) return [0, 1];
  const low = all.reduce((a, b) => Math.min(a, b));
  const high = all.reduce((a, b) => Math.max(a, b));
  const air = (high - low || Math.abs(high) * 0.05) * 0.1 || 0.1;
  const [bottom, top] = [low === base ? low : low - air, high === base ? high : high + air];
  return unit === 'share' ? [Math.max(0, bottom), Math.min(1, Math.max(top, bottom + 0.01))] : [low >= 0 ? Math.max(0, bottom) : bottom, top];
}

/** Geometry of lines over time. Doubles are good enough here: nothing is decided from pixels. */
export function timeChartOf(lines: readonly TimeLine[], range: TimeRange, size: Size): TimeChart {
  const marks = range.marks ?? [];
  const plot = { left: 60, top: marks.length > 0 ? 34 : 10, right: size.width - 12, bottom: size.height - 24 };
  const [start, end] = [Date.parse(range.from), Date.parse(range.to)];
  const x = (time: number) => plot.left + ((time - start) / (end - start || 1)) * (plot.right - plot.left);
  const [low, high] = range.domain ?? domainOf(lines, range.unit, range.base);
  const y = (value: number) => plot.bottom - ((value - low) / (high - low)) * (plot.bottom - plot.top);
  const inside = (time: number) => Math.min(end, Math.max(start, time));
  const middle = (point: TimePoint) => x((inside(Date.parse(point.from)) + inside(Date.parse(point.to))) / 2);

  return {
    plot,
    lines: lines.map(({ name, style, points }) => ({ name, style, path: pathOf(points, middle, y), dots: dotsOf(points, middle, y) })),
    ticks: ticksBetween(low, high).map((tick) => ({ y: y(tick), text: numberText(tick, range.unit) })),
    times: timeTicks(start, end, Math.floor((plot.right - plot.left) / 64)).map(({ at, text }) => ({ x: x(at), text })),
    bands: (range.bands ?? [])
      .filter((band) => Date.parse(band.to) > start && Date.parse(band.from) < end)
      .map((band) => {
        const left = x(inside(Date.parse(band.from)));
        // An exclusion of minutes in a month of days would be too thin to be seen.
        return { x: left, width: Math.max(3, x(inside(Date.parse(band.to))) - left), kind: band.kind };
      }),
    marks: marks.filter(({ at }) => Date.parse(at) >= start && Date.parse(at) <= end).map(({ at, text }) => ({ x: x(Date.parse(at)), text })),
  };
}

// The line goes on only from a value to the value of the very next step: a step that was left out is a gap too.
function goesOn(before: TimePoint | undefined, point: TimePoint | undefined): boolean {
  return before !== undefined && point !== undefined && before.value !== null && point.value !== null && Date.parse(before.to) >= Date.parse(point.from);
}

function pathOf(points: readonly TimePoint[], x: (point: TimePoint) => number, y: (value: number) => number): string {
  return points
    .map((point, index) => (point.value === null ? '' : `${goesOn(points[index - 1], point) ? 'L' : 'M'}${x(point).toFixed(1)} ${y(point.value).toFixed(1)}`))
    .join('');
}

function dotsOf(points: readonly TimePoint[], x: (point: TimePoint) => number, y: (value: number) => number): TimeChart['lines'][number]['dots'] {
  const isAlone = (index: number) => !goesOn(points[index - 1], points[index]) && !goesOn(points[index], points[index + 1]);
  const place = (value: number | null | undefined) => (typeof value === 'number' ? y(value) : null);
  return points.flatMap((point, index) =>
    point.value === null || (points.length > mostDots && !isAlone(index)) ? [] : [{ x: x(point), y: y(point.value), low: place(point.low), high: place(point.high) }],
  );
}

/** The chart in words, for those who do not see it: for each line its range and its latest value. */
export function timeSummary(title: string, lines: readonly TimeLine[], unit: FigureUnit): string {
  const parts = lines.map(({ name, points }) => {
    const values = points.map(({ value }) => value).filter((value) => value !== null);
    const latest = values.at(-1);
    if (latest === undefined) return `${name}: no value`;
    const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    return `${name}: ${numberText(low, unit)} to ${numberText(high, unit)}, latest ${numberText(latest, unit)}`;
  });
  return `${title}. ${parts.join('; ')}.`;
}
