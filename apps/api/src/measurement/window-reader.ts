import type { EntityManager } from 'typeorm';
import { hourMilliseconds, type IntervalSum, minuteMilliseconds } from '#libs/measurement/intervals/intervals.js';
import { leftOf, type Stretch } from '#libs/measurement/intervals/stretches.js';
import { totalsOf, type WindowTotals } from '#libs/measurement/intervals/window-totals.js';
import { excludedTime } from '#libs/remedies/excluded-time.js';
import type { Window } from '#libs/remedies/windows.js';
import type { Source } from '#libs/wire/figures.js';
import { clientOf } from '../database/client-of.js';
import { exclusionsOf } from '../exclusions/exclusion-row.js';
import { readIntervals } from './interval-reader.js';
import { foldRaw } from './raw-events.js';
import type { SystemKey } from './system-key.js';

/**
 * What a window holds at the present, without the time that both parties excluded from it. A running window's minutes end with the present one, because the future is not
 * available time; its counts run to the end of the present hour, so that no stored hour has to be taken apart.
 */
export interface PresentTotals {
  readonly minutes: WindowTotals;
  readonly counts: WindowTotals;
}

export type WindowReader = (window: Window) => Promise<PresentTotals>;

/** Reads each window of a system once, however many objectives share it, and the system's exclusions once for all of them. `exact` folds every raw event anew. */
export function windowReader(manager: EntityManager, system: SystemKey, now: Date, source: Source = 'intervals'): WindowReader {
  const presentEnd = presentMinuteEnd(now);
  const presentHourEnd = Math.ceil(presentEnd / hourMilliseconds) * hourMilliseconds;
  const known = new Map<string, PresentTotals>();
  let excluded: readonly Stretch[] | undefined;
  return async ({ start, end }) => {
    const key = `${start} ${end}`;
    const found = known.get(key);
    if (found) return found;
    excluded ??= excludedTime(await exclusionsOf(manager, system));
    const [startMs, endMs] = [Date.parse(start), Date.parse(end)];
    const [minutesEnd, countsEnd] = [Math.min(endMs, presentEnd), Math.min(endMs, presentHourEnd)];
    const parts: IntervalSum[][] = [];
    for (const left of leftOf({ startMs, endMs: countsEnd }, excluded)) {
      parts.push(source === 'exact' ? await foldRaw(await clientOf(manager), system, left.startMs, left.endMs) : await readIntervals(manager, system, left.startMs, left.endMs));
    }
    const intervals = parts.flat();
    const counts = totalsOf(intervals, startMs, countsEnd, excluded);
    const read = { minutes: minutesEnd === countsEnd ? counts : totalsOf(intervals, startMs, minutesEnd, excluded), counts };
    known.set(key, read);
    return read;
  };
}

/** The end of the present minute, in milliseconds since 1970: what is measured of a running window goes no further. */
export function presentMinuteEnd(now: Date): number {
  return (Math.floor(now.getTime() / minuteMilliseconds) + 1) * minuteMilliseconds;
}
