import type { Metric } from './metric.js';
import { availability } from './metrics/availability.js';
import { decisions } from './metrics/decisions.js';
import { drift } from './metrics/drift.js';
import { cbpe } from './metrics/estimation.js';
import { fairness } from './metrics/fairness.js';
import { latency } from './metrics/latency.js';
import { scores } from './metrics/scores.js';
import { scoringRate } from './metrics/scoring-rate.js';
import { traffic } from './metrics/traffic.js';
import { didYouMean, listOf } from './reading/near-names.js';
import { refuse } from './reading/refuse.js';

/** Everything that can be measured, by kind. */
export const metricTable: Readonly<Record<string, readonly Metric[]>> = {
  drift,
  decisions,
  scores,
  fairness: [...fairness, scoringRate],
  estimation: [cbpe],
  service: [...latency, availability, ...traffic],
};

const all = Object.values(metricTable).flat();
const otherNames: Readonly<Record<string, string>> = { kl: 'kullback-leibler', ece: 'calibration' };

/** @throws FineprintError INVALID with the name that may be meant */
export function metricNamed(name: string): Metric {
  const known = all.find((metric) => metric.name === (otherNames[name] ?? name));
  if (known !== undefined) return known;
  const names = all.map((metric) => metric.name);
  return refuse(`"${name}" is not a metric.${didYouMean(name, names)} The metrics are ${listOf(names)}; fineprint measure --list explains them.`);
}

/** Every flag that names a column, with what it holds. */
export const inputNames = {
  reference: 'drift: the values to compare with',
  current: 'drift: the values of now',
  labels: 'what really happened',
  decisions: 'what was decided',
  scores: 'scores, probabilities where a metric needs them',
  groups: 'fairness: one column, or FILE:COLUMN,COLUMN for their combinations',
  'reference-labels': 'cbpe: outcomes that the estimate learns from',
  'reference-scores': 'cbpe: their scores',
  'reference-decisions': 'cbpe: their decisions',
  values: 'latencies or other values',
  times: 'availability, throughput, freshness: instants, or seconds or milliseconds since 1970',
  status: 'availability: ok or error, 1 or 0',
} as const;

/** The metrics with one line each, by kind. */
export function listOfMetrics(): string {
  const width = Math.max(...all.map(({ name }) => name.length));
  return Object.entries(metricTable)
    .map(([kind, metrics]) => [kind, ...metrics.map(({ name, line }) => `  ${name.padEnd(width)}  ${line}`)].join('\n'))
    .join('\n\n');
}
