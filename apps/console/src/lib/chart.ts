import type { Measurement } from '#libs/wire/measurements.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { exactText, figureText } from './figures.ts';
import { windowText } from './moments.ts';
import type { Verdict } from '#libs/wire/measurements.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly verdict: Verdict;
  readonly label: string;
}

export interface Part {
  readonly x: number;
  readonly width: number;
}

export interface Chart {
  readonly plot: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly points: readonly Point[];
  /** Stretches of the line; it breaks where there is no value. */
  readonly lines: readonly { readonly path: string; readonly settled: boolean }[];
  readonly target: number;
  readonly ticks: readonly { readonly y: number; readonly text: string }[];
  readonly windows: readonly { readonly x: number; readonly text: string }[];
  readonly unsettled: readonly Part[];
  readonly empty: readonly Part[];
}

// Two lines of annotations stand above the plot, clear of the points.
const margin = { left: 64, right: 16, top: 40, bottom: 28 };

function ordered(measurements: readonly Measurement[]): readonly Measurement[] {
  return measurements.toSorted((a, b) => Date.parse(a.windowStart) - Date.parse(b.windowStart));
}

/** Round steps that cover a range: 1, 2, 2.5 or 5 times a power of ten, at most five of them. */
export function ticksBetween(low: number, high: number): readonly number[] {
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((size) => size * power >= rough) ?? 10;
  const step = factor * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const places = Math.min(100, Math.max(0, -Math.floor(Math.log10(step)) + (factor === 2.5 ? 1 : 0)));
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toFixed(places)));
}

function span(values: readonly number[], unit: ObjectiveDefinition['unit']): readonly [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const air = (high - low || Math.abs(high) * 0.02 || 1) * 0.15;
  return [Math.max(0, low - air), unit === 'percent' ? Math.min(100, high + air) : high + air];
}

/** Geometry of an objective's windows, oldest on the left. Doubles are good enough here: nothing is decided from pixels. */
export function chartOf(definition: ObjectiveDefinition, measurements: readonly Measurement[], size: Size): Chart {
  const rows = ordered(measurements);
  const plot = { left: margin.left, top: margin.top, right: size.width - margin.right, bottom: size.height - margin.bottom };
  const start = Date.parse(rows[0]?.windowStart ?? '2000-01-01T00:00:00Z');
  const end = Date.parse(rows.at(-1)?.windowEnd ?? '2000-01-02T00:00:00Z');
  const x = (time: number) => plot.left + ((time - start) / (end - start)) * (plot.right - plot.left);
  const known = rows.flatMap((row) => [row.value, row.bounds?.low, row.bounds?.high]).filter((value) => typeof value === 'string');
  const [low, high] = span([Number(definition.target), ...known.map(Number)], definition.unit);
  const y = (value: number) => plot.bottom - ((value - low) / (high - low)) * (plot.bottom - plot.top);
  const middle = (row: Measurement) => x((Date.parse(row.windowStart) + Date.parse(row.windowEnd)) / 2);
  const part = (row: Measurement): Part => ({ x: x(Date.parse(row.windowStart)), width: x(Date.parse(row.windowEnd)) - x(Date.parse(row.windowStart)) });

  const points = rows.flatMap((row) =>
    row.value === null
      ? []
      : [{ x: middle(row), y: y(Number(row.value)), low: row.bounds && y(Number(row.bounds.low)), high: row.bounds && y(Number(row.bounds.high)), verdict: row.verdict, label: pointLabel(definition, row) }],
  );
  const lines = rows.slice(1).flatMap((row, index) => {
    const before = rows[index];
    if (!before || before.value === null || row.value === null) return [];
    const path = `M${middle(before)} ${y(Number(before.value))}L${middle(row)} ${y(Number(row.value))}`;
    return [{ path, settled: isSettled(before) && isSettled(row) }];
  });
  return {
    plot,
    points,
    lines,
    target: y(Number(definition.target)),
    ticks: ticksBetween(low, high).map((tick) => ({ y: y(tick), text: exactText(String(tick), definition.unit) })),
    windows: thinned(rows, Math.floor((plot.right - plot.left) / 72)).map((row) => ({ x: middle(row), text: shortWindow(row, definition.window.zone) })),
    unsettled: rows.filter((row) => !isSettled(row)).map(part),
    empty: rows.filter((row) => row.value === null).map(part),
  };
}

/** Where an instant lies on the chart, or null when it is outside. */
export function positionOf(instant: string, measurements: readonly Measurement[], chart: Chart): number | null {
  const rows = ordered(measurements);
  const [start, end, time] = [Date.parse(rows[0]?.windowStart ?? ''), Date.parse(rows.at(-1)?.windowEnd ?? ''), Date.parse(instant)];
  if (!(time >= start && time <= end)) return null;
  return chart.plot.left + ((time - start) / (end - start)) * (chart.plot.right - chart.plot.left);
}

function isSettled(row: Measurement): boolean {
  return row.finality === 'final' || row.finality === 'restated';
}

function thinned(rows: readonly Measurement[], most: number): readonly Measurement[] {
  const every = Math.max(1, Math.ceil(rows.length / Math.max(1, most)));
  return rows.filter((_, index) => (rows.length - 1 - index) % every === 0);
}

function shortWindow(row: Measurement, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: zone }).format(new Date(row.windowStart));
}

function pointLabel(definition: ObjectiveDefinition, row: Measurement): string {
  const value = row.value === null ? 'no value' : figureText(row.value, definition.unit, definition.target);
  return `${windowText(row.windowStart, row.windowEnd, definition.window.zone)}: ${value}`;
}

/** The chart in one sentence, for those who do not see it. */
export function summaryOf(definition: ObjectiveDefinition, measurements: readonly Measurement[]): string {
  const rows = ordered(measurements);
  const valued = rows.filter((row) => row.value !== null);
  const first = rows[0];
  const last = valued.at(-1);
  if (!first || !last) return `${definition.label}: no window has a value yet.`;
  const count = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
  const open = rows.length - count('met') - count('breached');
  return (
    `${definition.label} over ${rows.length} ${rows.length === 1 ? 'window' : 'windows'}, target ${definition.direction.replace('-', ' ')} ${exactText(definition.target, definition.unit)}: ` +
    `${count('met')} met, ${count('breached')} breached, ${open} undecided. Latest value, ${pointLabel(definition, last)}.`
  );
}
