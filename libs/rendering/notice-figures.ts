import type { BreachDetail } from '#libs/wire/breaches.js';
import type { Measurement } from '#libs/wire/measurements.js';
import { longInstant, longPeriod, shortDate, shortMonth } from './dates.js';
import { type Block, type ChartPoint, runsOf, stateWord } from './document-model.js';
import { grouped } from '#libs/wire/format-term.js';
import { plain } from './marked-text.js';
import { countName, inUnit, promiseOf } from './measured-words.js';
import type { Figure } from './notice-view.js';

/** More windows than this do not fit beside each other; the newest are shown. */
const mostWindows = 18;

/** The block that stands in a figure's place, or nothing when the breach has no such thing. */
export function figureBlocks(figure: Figure, breach: BreachDetail, series: readonly Measurement[]): Block[] {
  switch (figure) {
    case 'summary':
      return [{ kind: 'facts', rows: summary(breach) }];
    case 'clause':
      return [quote(breach)];
    case 'counts':
      return [counts(breach)];
    case 'chart':
      return [chart(breach, shownOf(series))];
    case 'windows':
      return [windows(breach, shownOf(series))];
    case 'credit':
      return credit(breach);
  }
}

const shownOf = (series: readonly Measurement[]) =>
  series.toSorted((one, other) => Date.parse(one.windowStart) - Date.parse(other.windowStart)).slice(-mostWindows);

function summary({ zone, measurement, objective, ...breach }: BreachDetail) {
  const value = inUnit(breach.value, breach.unit);
  const rows = [
    { label: 'Agreement', value: `${plain(breach.agreementTitle)}, version ${breach.version.number}` },
    { label: 'System', value: plain(breach.systemName) },
    { label: 'Service level', value: `${objective.definition.label}: ${promiseOf(objective.definition)}` },
    { label: 'Window', value: longPeriod(breach.windowStart, breach.windowEnd, zone) },
    { label: 'Measured value', value },
    { label: 'Sample', value: `${grouped(String(measurement.sampleSize))} (at least ${grouped(String(objective.definition.minimumSample))} needed)` },
  ];
  const { bounds, coverage } = measurement;
  if (bounds !== null) rows.push({ label: '95 % confidence', value: `${inUnit(bounds.low, breach.unit)} to ${inUnit(bounds.high, breach.unit)} (Wilson)` });
  if (coverage !== null) rows.push({ label: 'Coverage', value: inUnit(coverage, 'percent') });
  if (breach.derivation !== null) rows.push({ label: 'Credit', value: `${grouped(breach.derivation.amount.amount)} ${breach.derivation.amount.currency}` });
  if (breach.claimDueAt !== null) rows.push({ label: 'Claim until', value: longInstant(breach.claimDueAt, zone) });
  return rows;
}

function quote({ clause }: BreachDetail): Block {
  return {
    kind: 'quote',
    number: clause.number,
    title: clause.title,
    paragraphs: clause.paragraphs.map(({ number, text, values }) => ({ kind: 'paragraph', number, runs: runsOf(text, values) })),
  };
}

function counts({ measurement }: BreachDetail): Block {
  return {
    kind: 'table',
    caption: 'Counts of the window',
    columns: [
      { label: 'What is counted', weight: 48, align: 'left' },
      { label: 'Number', weight: 18, align: 'right' },
    ],
    rows: Object.entries(measurement.counts).map(([key, count]) => [countName(key), grouped(String(count))]),
    hasTotal: false,
  };
}

function chart({ objective: { definition }, zone, windowStart }: BreachDetail, series: readonly Measurement[]): Block {
  const unit = definition.unit === 'percent' ? '%' : 'ms';
  const points = series.map((window): ChartPoint => ({
    label: windowName(definition.window.kind, window.windowStart, zone),
    value: window.value === null ? null : Number(window.value),
    state: window.verdict,
    isSubject: Date.parse(window.windowStart) === Date.parse(windowStart),
  }));
  const said = points.map(({ label, value, state }) => `${label}: ${value === null ? 'no value' : `${value} ${unit}`}, ${stateWord(state)}`);
  return {
    kind: 'chart',
    caption: `${definition.label} by window, with the target`,
    summary: `${definition.label} against the target of ${definition.target} ${unit}. ${said.join('; ')}.`,
    unit,
    target: Number(definition.target),
    targetLabel: `target ${grouped(definition.target)} ${unit}`,
    points,
  };
}

function windows({ objective: { definition }, zone }: BreachDetail, series: readonly Measurement[]): Block {
  return {
    kind: 'table',
    caption: 'Windows of this service level',
    columns: [
      { label: 'Window begins', weight: 22, align: 'left' },
      { label: 'Value', weight: 26, align: 'right' },
      { label: 'Sample', weight: 16, align: 'right' },
      { label: 'Verdict', weight: 36, align: 'left' },
    ],
    rows: series.map((window) => [
      shortDate(window.windowStart, zone),
      window.value === null ? 'no value' : inUnit(window.value, definition.unit),
      grouped(String(window.sampleSize)),
      `${stateWord(window.verdict)}${window.finality === 'restated' ? ', restated' : ''}`,
    ]),
    hasTotal: false,
  };
}

function credit({ derivation }: BreachDetail): Block[] {
  if (derivation === null) return [];
  const { amount, steps } = derivation;
  return [
    {
      kind: 'table',
      caption: 'Computation of the credit',
      columns: [
        { label: 'Step', weight: 30, align: 'left' },
        { label: 'Formula', weight: 46, align: 'left' },
        { label: amount.currency, weight: 24, align: 'right' },
      ],
      rows: [...steps.map((step) => [step.label, step.formula, grouped(step.amount)]), ['Credit', '', grouped(amount.amount)]],
      hasTotal: true,
    },
  ];
}

function windowName(kind: 'calendar-month' | 'calendar-quarter', start: string, zone: string): string {
  if (kind === 'calendar-month') return shortMonth(start, zone);
  const [year = '', month = ''] = shortDate(start, zone).split('-');
  return `Q${Math.ceil(Number(month) / 3)} ${year}`;
}
