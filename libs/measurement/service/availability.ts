import type { Method } from '#libs/wire/objectives.js';
import { FineprintError } from '#libs/wire/errors.js';
import { type Rational, compareRationals, percentOf, rationalOf, sumOfRationals } from '../statistics/rational.js';
import type { Proportion } from '../statistics/proportion.js';
import type { MinuteCounts } from './minute-counts.js';

/** An availability in percent, how much of the window it rests on, and the counts to recompute it. */
export interface Availability {
  readonly exact: Rational | null;
  readonly proportion: Proportion | null;
  /** Percent of the window's minutes or intervals that had traffic; null when the method does not ask. */
  readonly coverage: Rational | null;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Availability of a window by the agreed method, null without a single event.
 *
 * - `event-ratio`: events without error / events.
 * - `interval-average`: mean over intervals of `intervalMinutes` (from the window's start; the last may be shorter) of
 *   events without error / events.
 * - `bad-minutes`: 1 - bad minutes / minutes; a minute is bad when more than `errorThreshold` percent of its events failed.
 * - `all-failed-minutes`: the same; a minute is bad when all of its events failed.
 *
 * Bad minutes count only in runs of at least `minimumRun`; a minute without traffic ends a run. Minutes and intervals without
 * traffic follow the empty rule: `available` counts them as 100 %, `excluded` leaves them out, `not-measured` (also when
 * nothing is agreed) leaves them out and reports the share that was measured as coverage.
 *
 * Excluded minutes count nowhere, neither as available nor as without traffic: they end a run, and of an interval what is left of
 * it counts, or nothing when nothing is left.
 */
export function availabilityOf(method: Method, totals: MinuteCounts): Availability {
  switch (method.availability) {
    case 'event-ratio': {
      const proportion = { successes: totals.events - totals.errors, total: totals.events };
      return { exact: percentOf(proportion.successes, proportion.total), proportion, coverage: null, counts: eventCounts(totals) };
    }
    case 'interval-average':
      return intervalAverage(method, totals);
    case 'bad-minutes': {
      const threshold = rationalOf(required(method.errorThreshold, 'an error threshold'));
      return minutesWithout((events, errors) => errors > 0 && failsMoreThan(threshold, events, errors), method, totals);
    }
    case 'all-failed-minutes':
      return minutesWithout((events, errors) => errors === events, method, totals);
    case undefined:
      throw new FineprintError('TERM_INVALID', 'an availability objective states its method');
  }
}

function intervalAverage(method: Method, totals: MinuteCounts): Availability {
  const length = required(method.intervalMinutes, 'the length of its intervals');
  if (!Number.isInteger(length) || length < 1) throw new FineprintError('TERM_INVALID', `an interval is at least one minute, not ${length}`);
  const minutes = totals.minuteEvents.length;
  const availableByEvents = new Map<number, number>();
  let [intervals, empty] = [0, 0];
  for (let start = 0; start < minutes; start += length) {
    let [events, errors, excluded] = [0, 0, 0];
    const end = Math.min(minutes, start + length);
    for (let minute = start; minute < end; minute++) {
      events += totals.minuteEvents[minute]!;
      errors += totals.minuteErrors[minute]!;
      excluded += totals.excluded[minute]!;
    }
    if (excluded === end - start) continue;
    intervals++;
    if (events === 0) empty++;
    else availableByEvents.set(events, (availableByEvents.get(events) ?? 0) + events - errors);
  }
  const counted = method.emptyRule === 'available' ? intervals : intervals - empty;
  const sum = sumOfRationals([...availableByEvents].map(([events, available]) => percentOf(available, events)!));
  const emptyShare = method.emptyRule === 'available' ? BigInt(empty) * 100n : 0n;
  return {
    exact:
      totals.events === 0
        ? null
        : { numerator: sum.numerator + emptyShare * sum.denominator, denominator: sum.denominator * BigInt(counted) },
    proportion: null,
    coverage: coverageOf(method, intervals - empty, intervals),
    counts: { ...eventCounts(totals), intervals, emptyIntervals: empty },
  };
}

/** Exact. Almost always whole numbers that doubles hold suffice, which a month with errors in each of its minutes notices. */
function failsMoreThan(percent: Rational, events: number, errors: number): boolean {
  const [left, right] = [errors * 100 * Number(percent.denominator), events * Number(percent.numerator)];
  if (Math.max(left, right) <= Number.MAX_SAFE_INTEGER) return left > right;
  return compareRationals(percentOf(errors, events)!, percent) > 0;
}

function minutesWithout(isBad: (events: number, errors: number) => boolean, method: Method, totals: MinuteCounts): Availability {
  const minimumRun = method.minimumRun ?? 1;
  const length = totals.minuteEvents.length;
  const minutes = length - totals.excludedMinutes;
  let [bad, empty, run] = [0, 0, 0];
  for (let minute = 0; minute <= length; minute++) {
    const events = totals.minuteEvents[minute] ?? 0;
    if (events > 0 && isBad(events, totals.minuteErrors[minute]!)) {
      run++;
      continue;
    }
    if (run >= minimumRun) bad += run;
    run = 0;
    if (events === 0 && totals.excluded[minute] === 0) empty++;
  }
  const counted = method.emptyRule === 'available' ? minutes : minutes - empty;
  return {
    exact: totals.events === 0 ? null : percentOf(counted - bad, counted),
    proportion: null,
    coverage: coverageOf(method, minutes - empty, minutes),
    counts: { ...eventCounts(totals), minutes, emptyMinutes: empty, badMinutes: bad },
  };
}

function coverageOf(method: Method, measured: number, all: number): Rational | null {
  return (method.emptyRule ?? 'not-measured') === 'not-measured' ? percentOf(measured, all) : null;
}

function eventCounts(totals: MinuteCounts): Readonly<Record<string, number>> {
  return { events: totals.events, errors: totals.errors };
}

function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new FineprintError('TERM_INVALID', `this availability method needs ${what}`);
  return value;
}
