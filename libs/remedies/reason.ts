import type { MeasuredValue } from '#libs/measurement/measure.js';
import { compareRationals, rationalOf } from '#libs/measurement/statistics/rational.js';
import type { Metric, ObjectiveDefinition } from '#libs/wire/objectives.js';
import { type Window, finalAt, instantOf, zoned } from './windows.js';

/** How a value stands to its target; unclear when it is worse, but perhaps by chance. */
export type Comparison = 'met' | 'breached' | 'unclear';

const samples: Record<Metric, string> = {
  availability: 'events',
  'latency-percentile': 'events with a latency',
  'latency-attainment': 'events with a latency',
  accuracy: 'decisions with a known outcome',
  precision: 'positive decisions with a known outcome',
  recall: 'decisions with a positive outcome',
  f1: 'decisions that are positive or have a positive outcome',
  specificity: 'decisions with a negative outcome',
  'balanced-accuracy': 'decisions in the smaller class of outcomes',
};

const grouped = new Intl.NumberFormat('en');

/** Why the data do not suffice, or null when they do. Outcomes may still come while the window is not final. */
export function insufficientSentence(definition: ObjectiveDefinition, measured: MeasuredValue, finality: string): string | null {
  const soFar = finality === 'final' ? '' : ' so far';
  const needed = Math.max(1, definition.minimumSample);
  if (measured.sampleSize < needed) {
    const found = measured.sampleSize === 0 ? 'No' : `Only ${grouped.format(measured.sampleSize)}`;
    return `${found} ${samples[definition.metric]}${soFar}; at least ${grouped.format(needed)} ${needed === 1 ? 'is' : 'are'} needed.`;
  }
  if (finality !== 'final' || definition.coverageFloor === null || measured.coverage === null) return null;
  if (compareRationals(rationalOf(measured.coverage), rationalOf(definition.coverageFloor)) >= 0) return null;
  const what = definition.metric === 'availability' ? 'The window was measured for' : 'Outcomes are known for';
  return `${what} ${measured.coverage} % only; at least ${definition.coverageFloor} % are needed.`;
}

/** The value against its target, with the numbers that decided. */
export function comparedSentence(definition: ObjectiveDefinition, measured: MeasuredValue, comparison: Comparison): string {
  const unit = definition.unit === 'percent' ? '%' : 'ms';
  const target = `${definition.target} ${unit}`;
  const limit = definition.direction === 'at-least' ? `at least ${target}` : `at most ${target}`;
  const sample = `over ${grouped.format(measured.sampleSize)} ${samples[definition.metric]}`;
  if (comparison === 'met') return `${measured.value} ${unit} ${sample} meets the target of ${limit}.`;
  const value = isTargetOnceRounded(definition, measured) ? `${measured.value} ${unit} (rounded)` : `${measured.value} ${unit}`;
  return `${value} ${sample} misses the target of ${limit}${intervalPhrase(definition, measured, comparison)}.`;
}

/** Until when a window is not final, in its own zone. */
export function waitingSentence(definition: ObjectiveDefinition, window: Pick<Window, 'end'>, finality: 'open' | 'provisional'): string {
  const zone = definition.window.zone;
  const until = zoned(instantOf(finality === 'open' ? window.end : finalAt(definition, window)), zone);
  const text = `${until.toPlainDate().toString()} ${until.toPlainTime().toString({ smallestUnit: 'minute' })} (${zone})`;
  return finality === 'open' ? `The window runs until ${text}.` : `Late events and outcomes are awaited until ${text}.`;
}

/** How much time the parties took out of the window, or null when they took none. */
export function excludedSentence({ counts: { excludedMinutes = 0 } }: Pick<MeasuredValue, 'counts'>): string | null {
  if (excludedMinutes === 0) return null;
  return excludedMinutes === 1 ? '1 minute is excluded.' : `${grouped.format(excludedMinutes)} minutes are excluded.`;
}

function intervalPhrase(definition: ObjectiveDefinition, measured: MeasuredValue, comparison: Comparison): string {
  if (definition.method.decision !== 'confidence') return '';
  if (measured.bounds === null) return '; this metric has no confidence interval, so the value decides';
  const interval = `its 95 % interval from ${measured.bounds.low} % to ${measured.bounds.high} %`;
  return comparison === 'unclear' ? `, but ${interval} includes the target, so it may be chance` : `, and ${interval} excludes the target`;
}

function isTargetOnceRounded(definition: ObjectiveDefinition, measured: MeasuredValue): boolean {
  return compareRationals(rationalOf(measured.value ?? '0'), rationalOf(definition.target)) === 0;
}
