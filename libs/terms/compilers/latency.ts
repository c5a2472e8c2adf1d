import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { codeOf, integerOf, textOf, tiersOf } from '../value-of.js';
import { type Context, windowOf } from './context.js';

/** Latency compiles into a percentile that must not exceed the threshold, or into a share of events that must stay within it. */
export function compileLatency(context: Context): ObjectiveDefinition {
  const { terms, sourceOf } = context;
  const shared = {
    window: windowOf(context, 'latency'),
    minimumSample: integerOf(terms, 'latency.minimumSample'),
    coverageFloor: null,
    maturityDays: 0,
    graceHours: integerOf(terms, 'latency.graceHours'),
    tiers: [...tiersOf(terms, 'credits.latencyTiers')],
  };
  if (codeOf(terms, 'latency.method', ['percentile', 'attainment']) === 'attainment') {
    return {
      ...shared,
      key: 'latency.attainment',
      label: 'Latency attainment',
      metric: 'latency-attainment',
      method: { thresholdMilliseconds: integerOf(terms, 'latency.threshold') },
      direction: 'at-least',
      target: textOf(terms, 'latency.attainment'),
      unit: 'percent',
      source: sourceOf('latency.attainment'),
    };
  }
  return {
    ...shared,
    key: 'latency.percentile',
    label: 'Latency percentile',
    metric: 'latency-percentile',
    method: { percentile: textOf(terms, 'latency.percentile') },
    direction: 'at-most',
    target: textOf(terms, 'latency.threshold'),
    unit: 'milliseconds',
    source: sourceOf('latency.threshold'),
  };
}
