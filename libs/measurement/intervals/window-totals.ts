import { FineprintError } from '#libs/wire/errors.js';
import { type Confusion, type IntervalSum, eachLatency, eachMinute, hourMilliseconds, minuteMilliseconds } from './intervals.js';
import { latencyBins } from './latency-bins.js';
import type { Stretch } from './stretches.js';

/** Everything that objectives are measured from, for one window. */
export interface WindowTotals {
  readonly startMs: number;
  readonly endMs: number;
  /** Events and failed events of each minute of the window, in order. */
  readonly minuteEvents: Float64Array;
  readonly minuteErrors: Float64Array;
  /** Which minutes of the window are excluded: 1 for those, which have no events here, and how many they are. */
  readonly excluded: Uint8Array;
  readonly excludedMinutes: number;
  readonly events: number;
  readonly errors: number;
  readonly decided: number;
  /** Ok events that carry a latency, per latency bin, and all of them. */
  readonly latency: Float64Array;
  readonly latencyEvents: number;
  readonly confusion: Confusion;
  /** Events that were given although they lie outside the window, or in time that is excluded. */
  readonly strayEvents: number;
}

/**
 * Adds up the intervals of a window (milliseconds since 1970, on whole minutes, end exclusive), of any versions and with any
 * number of rows per hour.
 *
 * The caller gives stored rows for the hours that lie wholly inside; a UTC day that does may be given as one row. An hour that
 * an edge of the window cuts (zones such as +05:30), or an edge of excluded time, is given as a fresh fold of its raw events and
 * outcomes that lie inside and are not excluded. Minutes outside the window or excluded are left out and counted in `strayEvents`;
 * latencies and outcomes cannot be told apart by minute, so what is measured from them refuses totals with stray events. Rows of
 * hours wholly outside are ignored.
 *
 * `exclusions` are on whole minutes, in any order; they may overlap each other and the edges of the window.
 *
 * For a window that is still running, give the present minute as its end: the future has no traffic, which is not the
 * same as being available.
 */
export function totalsOf(intervals: Iterable<IntervalSum>, windowStartMs: number, windowEndMs: number, exclusions: readonly Stretch[] = []): WindowTotals {
  if (windowStartMs % minuteMilliseconds !== 0 || windowEndMs % minuteMilliseconds !== 0 || windowEndMs < windowStartMs) {
    throw new FineprintError('INTERNAL', `a window starts and ends on whole minutes, in this order; not ${windowStartMs} to ${windowEndMs}`);
  }
  const minutes = (windowEndMs - windowStartMs) / minuteMilliseconds;
  const minuteEvents = new Float64Array(minutes);
  const minuteErrors = new Float64Array(minutes);
  const excluded = excludedOf(exclusions, windowStartMs, minutes);
  const latency = new Float64Array(latencyBins);
  const confusion = { truePositive: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0 };
  let [events, errors, decided, latencyEvents, strayEvents] = [0, 0, 0, 0, 0];

  for (const row of intervals) {
    if (row.hourMs + hourMilliseconds <= windowStartMs || row.hourMs >= windowEndMs) continue;
    const firstMinute = (row.hourMs - windowStartMs) / minuteMilliseconds;
    eachMinute(row.minutes, (minute, minuteTotal, minuteFailed) => {
      const at = firstMinute + minute;
      if (at < 0 || at >= minutes || excluded[at] === 1) {
        strayEvents += minuteTotal;
        return;
      }
      minuteEvents[at]! += minuteTotal;
      minuteErrors[at]! += minuteFailed;
      events += minuteTotal;
      errors += minuteFailed;
    });
    eachLatency(row.latency, (bin, binEvents) => {
      latency[bin]! += binEvents;
      latencyEvents += binEvents;
    });
    decided += row.decided;
    confusion.truePositive += row.truePositive;
    confusion.falsePositive += row.falsePositive;
    confusion.falseNegative += row.falseNegative;
    confusion.trueNegative += row.trueNegative;
  }
  return {
    startMs: windowStartMs,
    endMs: windowEndMs,
    minuteEvents,
    minuteErrors,
    excluded,
    excludedMinutes: excluded.reduce((sum, minute) => sum + minute, 0),
    events,
    errors,
    decided,
    latency,
    latencyEvents,
    confusion,
    strayEvents,
  };
}

/** Which minutes of a window the exclusions take out: 1 for those. */
export function excludedOf(exclusions: readonly Stretch[], windowStartMs: number, minutes: number): Uint8Array {
  const excluded = new Uint8Array(minutes);
  for (const { startMs, endMs } of exclusions) {
    const [first, end] = [(startMs - windowStartMs) / minuteMilliseconds, (endMs - windowStartMs) / minuteMilliseconds];
    if (!Number.isInteger(first) || !Number.isInteger(end)) throw new FineprintError('INTERNAL', `an exclusion is on whole minutes, not ${startMs} to ${endMs}`);
    excluded.fill(1, Math.max(0, first), Math.max(0, end));
  }
  return excluded;
}
