import type { Measurement } from '#libs/wire/measurements.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { grouped } from '#libs/wire/format-term.js';

/** A value in the unit of its objective: "97.25 %", "312 milliseconds". */
export function inUnit(value: string, unit: ObjectiveDefinition['unit']): string {
  return `${grouped(value)} ${unit === 'percent' ? '%' : 'milliseconds'}`;
}

/** What an objective promises: "at least 99.5 %", "at most 300 milliseconds for 95 % of events". */
export function promiseOf({ direction, target, unit, metric, method }: ObjectiveDefinition): string {
  const bound = `${direction === 'at-least' ? 'at least' : 'at most'} ${inUnit(target, unit)}`;
  if (metric === 'latency-percentile') return `${bound} for ${method.percentile ?? ''} % of events`;
  if (metric === 'latency-attainment') return `${bound} of events within ${method.thresholdMilliseconds ?? ''} milliseconds`;
  return bound;
}

/** One sentence that computes the value from its counts, so that a reader can do the same. */
export function formulaOf(definition: ObjectiveDefinition, { value, counts }: Pick<Measurement, 'value' | 'counts'>): string {
  const n = (name: string): number => counts[name] ?? 0;
  const shown = (...names: readonly string[]) => names.map((name) => grouped(String(n(name)))).join(' + ');
  const result = value === null ? 'undefined' : inUnit(value, definition.unit);
  const share = (what: string, over: string, under: string) => `${what}: ${over} / ${under} = ${result}.`;
  switch (definition.metric) {
    case 'availability':
      return availability(definition, shown, n, result);
    case 'latency-percentile':
      return `Nearest rank: the counted response times in ascending order, of which number ${shown('rank')} of ${shown('withLatency')} is ${result}, rounded up to three significant digits.`;
    case 'latency-attainment':
      return share('Events within the threshold / counted events', shown('withinThreshold'), shown('withLatency'));
    case 'accuracy':
      return share('(TP + TN) / (TP + TN + FP + FN)', `(${shown('truePositive', 'trueNegative')})`, `(${shown('truePositive', 'trueNegative', 'falsePositive', 'falseNegative')})`);
    case 'precision':
      return share('TP / (TP + FP)', shown('truePositive'), `(${shown('truePositive', 'falsePositive')})`);
    case 'recall':
      return share('TP / (TP + FN)', shown('truePositive'), `(${shown('truePositive', 'falseNegative')})`);
    case 'specificity':
      return share('TN / (TN + FP)', shown('trueNegative'), `(${shown('trueNegative', 'falsePositive')})`);
    case 'f1':
      return share('2 TP / (2 TP + FP + FN)', `2 × ${shown('truePositive')}`, `(2 × ${shown('truePositive')} + ${shown('falsePositive', 'falseNegative')})`);
    case 'balanced-accuracy':
      return `Mean of TP / (TP + FN) = ${shown('truePositive')} / (${shown('truePositive', 'falseNegative')}) and TN / (TN + FP) = ${shown('trueNegative')} / (${shown('trueNegative', 'falsePositive')}): ${result}.`;
  }
}

function availability({ method }: ObjectiveDefinition, shown: (...names: readonly string[]) => string, n: (name: string) => number, result: string): string {
  if (method.availability === 'event-ratio') {
    return `(Events - failed events) / events: (${shown('events')} - ${shown('errors')}) / ${shown('events')} = ${result}.`;
  }
  const countsEmpty = method.emptyRule === 'available';
  const rule = countsEmpty ? 'those without events count as 100 %' : 'those without events are left out';
  if (method.availability === 'interval-average') {
    return `Mean of the availabilities of ${shown('intervals')} intervals of ${method.intervalMinutes ?? ''} minutes, ${shown('emptyIntervals')} of them without events (${rule}): ${result}.`;
  }
  const minutes = n('minutes') - (countsEmpty ? 0 : n('emptyMinutes'));
  return `1 - bad minutes / minutes: 1 - ${shown('badMinutes')} / ${grouped(String(minutes))} = ${result}. Of ${shown('minutes')} minutes ${shown('emptyMinutes')} had no events; ${rule}.`;
}

const words: Readonly<Record<string, string>> = {
  events: 'Events',
  errors: 'Failed events',
  intervals: 'Intervals of the window',
  emptyIntervals: 'Intervals without events',
  minutes: 'Minutes of the window',
  emptyMinutes: 'Minutes without events',
  badMinutes: 'Bad minutes that count',
  excludedMinutes: 'Excluded minutes, which count nowhere else',
  withLatency: 'Counted events (not failed, with a response time)',
  withinThreshold: 'Counted events within the threshold',
  rank: 'Rank of the percentile',
  decided: 'Events with a decision',
  truePositive: 'True positive (TP)',
  falsePositive: 'False positive (FP)',
  falseNegative: 'False negative (FN)',
  trueNegative: 'True negative (TN)',
};

/** The name of a count as it reads in a document. */
export function countName(key: string): string {
  return words[key] ?? key;
}
