import { type ChartPoint, type LineChart, stateWord } from '../document-model.js';
import { grouped } from '#libs/wire/format-term.js';
import type { Box } from './box.js';
import { type Scale, scaleOf } from './chart-scale.js';
import { mark } from './chart-marks.js';
import type { Composer } from './composer.js';
import { element, printed } from './structure.js';
import { plainText, textBoxes } from './text-boxes.js';
import { colour, page, textWidth, type } from './theme.js';

const plot = { height: 150, left: 46, right: 74, top: 8, bottom: 34 } as const;
const { size } = type.small;

/** Where values and windows lie on the page. */
interface Frame {
  readonly scale: Scale;
  readonly xOf: (at: number) => number;
  readonly yOf: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A line of values per window with the target line; states are told apart by shape and word, never by colour alone. */
export function chartBoxes(chart: LineChart, composer: Composer): Box[] {
  const { set, root } = composer;
  const caption = textBoxes(
    [{ text: chart.caption, strong: true }],
    { ...plainText, faces: { plain: 'sans', strong: 'sans-strong' }, style: type.table, before: 12, keepWithNext: true, colour: colour.soft },
    element(set.pdf, root, 'P'),
    'P',
    composer,
  );
  const figure = element(set.pdf, root, 'Figure', { alt: chart.summary });
  return [...caption, { before: 2, height: plot.height, keepWithNext: false, header: null, paint: (y) => printed(set.pdf, figure, 'Figure', () => paint(chart, frameOf(chart, y), set)) }];
}

function frameOf(chart: LineChart, y: number): Frame {
  const values = chart.points.flatMap(({ value }) => (value === null ? [] : [value]));
  const scale = scaleOf([...values, chart.target], chart.unit === '%');
  const [left, right] = [page.left + plot.left, page.left + textWidth - plot.right];
  const [top, bottom] = [y + plot.top, y + plot.height - plot.bottom];
  const step = (right - left) / Math.max(1, chart.points.length);
  return {
    scale,
    left,
    right,
    top,
    bottom,
    xOf: (at) => left + step * (at + 0.5),
    yOf: (value) => bottom - ((value - scale.low) / (scale.high - scale.low)) * (bottom - top),
  };
}

function paint(chart: LineChart, frame: Frame, set: Composer['set']): void {
  axis(chart, frame, set);
  target(chart, frame, set);
  line(chart.points, frame, set);
  for (const [at, point] of chart.points.entries()) {
    const y = point.value === null ? frame.bottom - 5 : frame.yOf(point.value);
    mark(set.pdf, point.state, frame.xOf(at), y, point.isSubject);
    labelWindow(point, at, chart.points.length, frame, set);
  }
  legend(chart.points, frame, set);
}

/** The marks that occur, with their words. */
function legend(points: readonly ChartPoint[], { left, bottom }: Frame, set: Composer['set']): void {
  let x = left;
  for (const state of new Set(points.map((point) => point.state))) {
    const word = stateWord(state);
    mark(set.pdf, state, x + 4, bottom + 28 - size * 0.35, false);
    set.print(word, x + 12, bottom + 28, 'sans', size, colour.soft);
    x += 12 + set.widthOf(word, 'sans', size) + 16;
  }
}

function axis(chart: LineChart, { scale, left, right, yOf }: Frame, set: Composer['set']): void {
  for (const tick of scale.ticks) {
    const y = yOf(tick);
    set.pdf.moveTo(left, y).lineTo(right, y).lineWidth(0.4).strokeColor(colour.rule).stroke();
    const label = `${grouped(tick.toFixed(scale.decimals))} ${chart.unit}`;
    set.print(label, left - 6 - set.widthOf(label, 'sans', size), y + size * 0.35, 'sans', size, colour.soft);
  }
}

function target({ target: value, targetLabel }: LineChart, { left, right, yOf }: Frame, set: Composer['set']): void {
  const y = yOf(value);
  set.pdf.moveTo(left, y).lineTo(right, y).lineWidth(1).dash(4, { space: 2.5 }).strokeColor(colour.accent).stroke().undash();
  set.print(targetLabel, right + 5, y + size * 0.35, 'sans-strong', size, colour.accent);
}

/** Joins neighbours that both have a value; a gap in the data is a gap in the line. */
function line(points: readonly ChartPoint[], { xOf, yOf }: Frame, set: Composer['set']): void {
  for (const [at, { value }] of points.entries()) {
    const before = points[at - 1]?.value;
    if (value === null || before === null || before === undefined) continue;
    set.pdf.moveTo(xOf(at - 1), yOf(before)).lineTo(xOf(at), yOf(value)).lineWidth(0.8).strokeColor(colour.strongRule).stroke();
  }
}

/** Labels every window, or as many as fit beside each other. */
function labelWindow({ label, isSubject }: ChartPoint, at: number, count: number, { left, right, bottom, xOf }: Frame, set: Composer['set']): void {
  const width = set.widthOf(label, 'sans', size);
  const every = Math.ceil((count * (width + 8)) / (right - left));
  if (at % every !== 0 && !isSubject) return;
  set.print(label, xOf(at) - width / 2, bottom + 12, isSubject ? 'sans-strong' : 'sans', size, isSubject ? colour.ink : colour.soft);
}
