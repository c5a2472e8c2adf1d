import { minuteMilliseconds } from '../intervals/intervals.js';
import { type Figure, quotient } from '../statistics/figure.js';
import type { MinuteCounts } from './minute-counts.js';

/** Whether a feed went silent. Lengths are in minutes, from minute counts whole ones. */
export interface Freshness {
  readonly longestGap: number;
  /** Where the longest gap begins, in minutes from the window's start; null without a gap. */
  readonly longestGapFrom: number | null;
  /** The gap that is still open at the window's end. */
  readonly presentSilence: number;
  readonly isSilent: boolean;
  /** Time in gaps longer than the longest allowed one, over the whole window, 0 to 1; undefined for a window without length. */
  readonly silentShare: Figure;
  readonly silentMinutes: number;
}

/**
 * Freshness from the events of each minute of a window, in order: a gap is a run of minutes without an event, of which one longer than
 * `maximumGap` minutes counts as silence, as a whole. Between the events on either side of a run of k minutes lie more than k and less
 * than k + 2 minutes. The window's edges end a gap: what was before it is not known. Excluded minutes are no gap, end one, and are not
 * part of the window. A running window ends at the present minute.
 */
export function freshnessOfMinutes(
  { minuteEvents, excluded, excludedMinutes }: Pick<MinuteCounts, 'minuteEvents' | 'excluded' | 'excludedMinutes'>,
  maximumGap: number,
): Freshness {
  const gaps = newGaps(maximumGap);
  let run = 0;
  for (let minute = 0; minute < minuteEvents.length; minute++) {
    if (minuteEvents[minute] === 0 && excluded[minute] === 0) {
      run++;
      continue;
    }
    takeGap(gaps, minute - run, run);
    run = 0;
  }
  takeGap(gaps, minuteEvents.length - run, run);
  return freshness(gaps, run, minuteEvents.length - excludedMinutes);
}

/**
 * The same from the times of the events themselves (milliseconds, ascending): a gap is the time from one event to the next, from the
 * window's start to the first and from the last to its end. Times outside the window (`startMs` inclusive, `endMs` exclusive) are ignored.
 */
export function freshnessOfTimes(times: Float64Array, startMs: number, endMs: number, maximumGap: number): Freshness {
  const gaps = newGaps(maximumGap);
  let last = startMs;
  for (let event = 0; event < times.length; event++) {
    const time = times[event]!;
    if (time < startMs || time >= endMs) continue;
    takeGap(gaps, (last - startMs) / minuteMilliseconds, (time - last) / minuteMilliseconds);
    last = time;
  }
  const open = (endMs - last) / minuteMilliseconds;
  takeGap(gaps, (last - startMs) / minuteMilliseconds, open);
  return freshness(gaps, open, (endMs - startMs) / minuteMilliseconds);
}

interface Gaps {
  readonly maximum: number;
  longest: number;
  longestFrom: number | null;
  silent: number;
}

function newGaps(maximum: number): Gaps {
  return { maximum, longest: 0, longestFrom: null, silent: 0 };
}

function takeGap(gaps: Gaps, from: number, length: number): void {
  if (length > gaps.maximum) gaps.silent += length;
  if (length <= gaps.longest) return;
  gaps.longest = length;
  gaps.longestFrom = from;
}

function freshness({ maximum, longest, longestFrom, silent }: Gaps, open: number, minutes: number): Freshness {
  return {
    longestGap: longest,
    longestGapFrom: longestFrom,
    presentSilence: open,
    isSilent: open > maximum,
    silentShare: quotient(silent, minutes, 'no-rows'),
    silentMinutes: silent,
  };
}
