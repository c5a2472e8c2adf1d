import { FineprintError } from '#libs/wire/errors.js';
import { minuteMilliseconds } from '../intervals/intervals.js';
import type { Stretch } from '../intervals/stretches.js';
import { type WindowTotals, excludedOf } from '../intervals/window-totals.js';

/** Events and failed events of a window and of each of its minutes: all that availability, throughput and freshness need. */
export type MinuteCounts = Pick<WindowTotals, 'minuteEvents' | 'minuteErrors' | 'excluded' | 'excludedMinutes' | 'events' | 'errors' | 'strayEvents'>;

/**
 * Minute counts from the events themselves: their times (milliseconds) and whether they failed (1) or not (0), in any order. Window
 * and exclusions lie on whole minutes, ends exclusive; events outside the window or in excluded time are only counted as stray.
 */
export function minuteCountsOf(
  times: Float64Array,
  failed: Uint8Array,
  { startMs, endMs }: Stretch,
  exclusions: readonly Stretch[] = [],
): MinuteCounts {
  if (startMs % minuteMilliseconds !== 0 || endMs % minuteMilliseconds !== 0 || endMs < startMs) {
    throw new FineprintError('INTERNAL', `a window starts and ends on whole minutes, in this order; not ${startMs} to ${endMs}`);
  }
  const minutes = (endMs - startMs) / minuteMilliseconds;
  const excluded = excludedOf(exclusions, startMs, minutes);
  const [minuteEvents, minuteErrors] = [new Float64Array(minutes), new Float64Array(minutes)];
  let [events, errors] = [0, 0];
  for (let row = 0; row < times.length; row++) {
    const time = times[row]!;
    if (!(time >= startMs && time < endMs)) continue;
    const minute = Math.floor((time - startMs) / minuteMilliseconds);
    if (excluded[minute] === 1) continue;
    minuteEvents[minute]! += 1;
    minuteErrors[minute]! += failed[row]!;
    events++;
    errors += failed[row]!;
  }
  const excludedMinutes = excluded.reduce((sum, minute) => sum + minute, 0);
  return { minuteEvents, minuteErrors, excluded, excludedMinutes, events, errors, strayEvents: times.length - events };
}
