import { FineprintError } from '#libs/wire/errors.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { availabilityOf } from './service/availability.js';
import { type ClassificationMetric, classificationOf } from './performance/classification.js';
import { eventsWithin, latencyPercentile, requireExact } from './service/latency.js';
import { type Proportion, wilson95 } from './statistics/proportion.js';
import { type Rational, decimalBelow, decimalOf, percentOf, rationalOf } from './statistics/rational.js';
import type { WindowTotals } from './intervals/window-totals.js';

/** Names the rules in this room; it changes whenever the same totals would give another value. */
export const functionVersion = 'measurement-1';

/** What an objective's metric came to. */
export interface MeasuredValue {
  /** Decimal text in percent (0 to 100) or milliseconds, at most six places, half up; null when it is undefined. */
  readonly value: string | null;
  /** The same without rounding: verdicts and credits compare this. */
  readonly exact: Rational | null;
  /** How many events (of the kind that the metric is about) the value rests on. */
  readonly sampleSize: number;
  /** All events of the window, of whatever kind. */
  readonly events: number;
  readonly proportion: Proportion | null;
  readonly bounds: { readonly low: string; readonly high: string; readonly method: 'wilson-95' } | null;
  /** Percent of decided events whose outcome is known; for availability the percent of the window that had traffic. Rounded down. */
  readonly coverage: string | null;
  readonly counts: Readonly<Record<string, number>>;
}

const places = 6;

/**
 * Measures an objective over a window's totals. Without data the value is null, never 0 and never 100. Where minutes are excluded,
 * the counts say how many.
 */
export function measure(definition: ObjectiveDefinition, totals: WindowTotals): MeasuredValue {
  const value = valueOf(definition, totals);
  return totals.excludedMinutes === 0 ? value : { ...value, counts: { ...value.counts, excludedMinutes: totals.excludedMinutes } };
}

function valueOf(definition: ObjectiveDefinition, totals: WindowTotals): MeasuredValue {
  switch (definition.metric) {
    case 'availability': {
      const { exact, proportion, coverage, counts } = availabilityOf(definition.method, totals);
      return measured({ exact, proportion, coverage, counts, sampleSize: totals.events, events: totals.events });
    }
    case 'latency-percentile':
      return measuredPercentile(definition, totals);
    case 'latency-attainment':
      return measuredAttainment(definition, totals);
    case 'accuracy':
    case 'precision':
    case 'recall':
    case 'f1':
    case 'specificity':
    case 'balanced-accuracy':
      return measuredClassification(definition.metric, totals);
  }
}

function measuredPercentile(definition: ObjectiveDefinition, totals: WindowTotals): MeasuredValue {
  refuseStrays(totals);
  if (definition.direction !== 'at-most') {
    throw new FineprintError('TERM_INVALID', 'a latency percentile is promised as at most so many milliseconds');
  }
  requireExact(Number(definition.target));
  const found = latencyPercentile(totals, required(definition.method.percentile, 'a percentile'));
  return measured({
    exact: found === null ? null : rationalOf(String(found.ms)),
    proportion: null,
    coverage: null,
    sampleSize: totals.latencyEvents,
    events: totals.events,
    counts: { events: totals.events, errors: totals.errors, withLatency: totals.latencyEvents, ...(found === null ? {} : { rank: found.rank }) },
  });
}

function measuredAttainment(definition: ObjectiveDefinition, totals: WindowTotals): MeasuredValue {
  refuseStrays(totals);
  const within = eventsWithin(totals, required(definition.method.thresholdMilliseconds, 'a threshold'));
  return measured({
    exact: percentOf(within, totals.latencyEvents),
    proportion: { successes: within, total: totals.latencyEvents },
    coverage: null,
    sampleSize: totals.latencyEvents,
    events: totals.events,
    counts: { events: totals.events, errors: totals.errors, withLatency: totals.latencyEvents, withinThreshold: within },
  });
}

function measuredClassification(metric: ClassificationMetric, totals: WindowTotals): MeasuredValue {
  refuseStrays(totals);
  const { truePositive, falsePositive, falseNegative, trueNegative } = totals.confusion;
  const { exact, proportion, sampleSize } = classificationOf(metric, totals.confusion);
  return measured({
    exact,
    proportion,
    sampleSize,
    coverage: percentOf(truePositive + falsePositive + falseNegative + trueNegative, totals.decided),
    events: totals.events,
    counts: { events: totals.events, decided: totals.decided, truePositive, falsePositive, falseNegative, trueNegative },
  });
}

function measured(parts: Omit<MeasuredValue, 'value' | 'bounds' | 'coverage'> & { readonly coverage: Rational | null }): MeasuredValue {
  const interval = parts.proportion === null ? null : wilson95(parts.proportion);
  return {
    ...parts,
    value: parts.exact === null ? null : decimalOf(parts.exact, places),
    coverage: parts.coverage === null ? null : decimalBelow(parts.coverage, places),
    bounds: interval === null ? null : { low: percentText(interval.low), high: percentText(interval.high), method: 'wilson-95' },
  };
}

function percentText(share: number): string {
  return decimalOf(rationalOf((share * 100).toFixed(places)), places);
}

function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new FineprintError('TERM_INVALID', `this latency objective needs ${what}`);
  return value;
}

function refuseStrays(totals: WindowTotals): void {
  if (totals.strayEvents === 0) return;
  throw new FineprintError('INTERNAL', `${totals.strayEvents} events outside the window, or in excluded time, were given; hours that an edge cuts must be folded anew`);
}
