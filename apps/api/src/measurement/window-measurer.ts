import { createHash } from 'node:crypto';
import { canonical } from '#libs/evidence/canonical.js';
import { functionVersion, measure, type MeasuredValue } from '#libs/measurement/measure.js';
import { totalsOf, type WindowTotals } from '#libs/measurement/intervals/window-totals.js';
import { verdictOf, type Decided } from '#libs/remedies/verdict.js';
import type { Rational } from '#libs/measurement/statistics/rational.js';
import { finalAt, type Window } from '#libs/remedies/windows.js';
import type { Measurement } from '#libs/wire/measurements.js';
import type { Objective, ObjectiveDefinition } from '#libs/wire/objectives.js';

/** An objective over one window: the value, what it means, and the hash of what it came from. */
export interface MeasuredWindow {
  readonly measured: MeasuredValue;
  readonly decided: Decided;
  readonly inputsHash: string;
}

/** Measures and decides a window at the present `now` from the totals that were read for its metric. */
export function measureWindow(definition: ObjectiveDefinition, window: Window, totals: WindowTotals, now: Date): MeasuredWindow {
  const measured = measure(definition, totals);
  // Only where there is excluded time: without it the hashes stay those of the measurements that are stored.
  const excluded = totals.excludedMinutes === 0 ? {} : { excluded: hashOf(totals.excluded) };
  return {
    measured,
    decided: verdictOf(definition, measured, window, now.toISOString()),
    inputsHash: hashOf(canonical({ definition, window: { start: window.start, end: window.end }, functionVersion, inputs: { ...inputsOf(definition, totals), ...excluded } })),
  };
}

/** The measurement of a window at the present `now`, not stored, and the value without rounding. */
export function measurementOfWindow(
  { id, definition }: Pick<Objective, 'id' | 'definition'>,
  window: Window,
  totals: WindowTotals,
  now: Date,
): { readonly measurement: Measurement; readonly exact: Rational | null } {
  const { measured, decided, inputsHash } = measureWindow(definition, window, totals, now);
  const { value, bounds, sampleSize, coverage, counts, exact } = measured;
  const measurement: Measurement = {
    id: null,
    objectiveId: id,
    windowStart: window.start,
    windowEnd: window.end,
    finalAt: finalAt(definition, window),
    value,
    bounds,
    sampleSize,
    coverage,
    ...decided,
    counts,
    measuredAt: now.toISOString(),
    inputsHash,
    functionVersion,
    breachId: null,
  };
  return { measurement, exact };
}

/** What stands for a window that cannot be measured at this moment, for the reason given. */
export function unmeasuredWindow(objective: Pick<Objective, 'id' | 'definition'>, window: Window, reason: string, now: Date): Measurement {
  return { ...measurementOfWindow(objective, window, totalsOf([], 0, 0), now).measurement, reason };
}

/**
 * What a metric looks at, and nothing else: an outcome that arrives late changes no availability. The totals are described, not
 * the rows they came from, so compaction changes no hash.
 */
function inputsOf(definition: ObjectiveDefinition, totals: WindowTotals): object {
  const { events, errors, decided, confusion } = totals;
  switch (definition.metric) {
    case 'availability':
      return { minuteEvents: hashOf(totals.minuteEvents), minuteErrors: hashOf(totals.minuteErrors) };
    case 'latency-percentile':
    case 'latency-attainment':
      return { events, errors, latency: hashOf(totals.latency) };
    case 'accuracy':
    case 'precision':
    case 'recall':
    case 'f1':
    case 'specificity':
    case 'balanced-accuracy':
      return { events, decided, confusion: { ...confusion } };
  }
}

function hashOf(input: string | Float64Array | Uint8Array): string {
  return createHash('sha256').update(input).digest('hex');
}
