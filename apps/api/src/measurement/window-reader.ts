import type { EntityManager } from 'typeorm';
import { hourMilliseconds, minuteMilliseconds } from '#libs/measurement/intervals/intervals.js';
import { totalsOf, type WindowTotals } from '#libs/measurement/intervals/window-totals.js';
import type { Window } from '#libs/remedies/windows.js';
import { readIntervals } from './interval-reader.js';
import type { SystemKey } from './system-key.js';

/**
 * What a window holds at the present. A running window's minutes end with the present one, because the future is not
 * available time; its counts run to the end of the present hour, so that no stored hour has to be taken apart.
 */
export interface PresentTotals {
  readonly minutes: WindowTotals;
  readonly counts: WindowTotals;
}

export type WindowReader = (window: Window) => Promise<PresentTotals>;

/** Reads each window of a system once, however many objectives share it. */
export function windowReader(manager: EntityManager, system: SystemKey, now: Date): WindowReader {
  const presentEnd = (Math.floor(now.getTime() / minuteMilliseconds) + 1) * minuteMilliseconds;
  const presentHourEnd = Math.ceil(presentEnd / hourMilliseconds) * hourMilliseconds;
  const known = new Map<string, PresentTotals>();
  return async ({ start, end }) => {
    const key = `${start} ${end}`;
    const found = known.get(key);
    if (found) return found;
    const [startMs, endMs] = [Date.parse(start), Date.parse(end)];
    const [minutesEnd, countsEnd] = [Math.min(endMs, presentEnd), Math.min(endMs, presentHourEnd)];
    const intervals = await readIntervals(manager, system, startMs, countsEnd);
    const counts = totalsOf(intervals, startMs, countsEnd);
    const read = { minutes: minutesEnd === countsEnd ? counts : totalsOf(intervals, startMs, minutesEnd), counts };
    known.set(key, read);
    return read;
  };
}
