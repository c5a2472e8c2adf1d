import type { EntityManager } from 'typeorm';
import { hourMilliseconds, type IntervalSum, minuteMilliseconds } from '#libs/measurement/intervals/intervals.js';
import { hoursAround, leftOf, type Stretch } from '#libs/measurement/intervals/stretches.js';
import { totalsOf, type WindowTotals } from '#libs/measurement/intervals/window-totals.js';
import { excludedTime } from '#libs/remedies/excluded-time.js';
import type { Window } from '#libs/remedies/windows.js';
import type { Source } from '#libs/wire/figures.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { clientOf } from '../database/client-of.js';
import { exclusionsOf } from '../exclusions/exclusion-row.js';
import { readIntervals } from './interval-reader.js';
import { foldRaw } from './raw-events.js';
import type { SystemKey } from './system-key.js';

/**
 * What a window holds at the present of what a metric is measured from, without the time that both parties excluded from it. Of a running
 * window, availability ends with the present minute, because the future is not available time; everything else runs to the end of the
 * present hour, so that no stored hour has to be taken apart.
 */
export type WindowReader = (metric: ObjectiveDefinition['metric'], window: Window) => Promise<WindowTotals>;

/**
 * Reads each window of a system once, however many objectives share it, and the system's exclusions once for all of them. `exact` folds
 * every raw event anew. Availability is told by stored minutes, also where an edge cuts their hour; what has no minutes is not.
 */
export function windowReader(manager: EntityManager, system: SystemKey, now: Date, source: Source = 'intervals'): WindowReader {
  const presentEnd = presentMinuteEnd(now);
  const presentHourEnd = Math.ceil(presentEnd / hourMilliseconds) * hourMilliseconds;
  const [rows, totals] = [new Map<string, IntervalSum[]>(), new Map<string, WindowTotals>()];
  let excluded: readonly Stretch[] | undefined;
  const read = async (stretches: readonly Stretch[]): Promise<IntervalSum[]> => (source === 'exact' ? foldRaw(await clientOf(manager), system, stretches) : readIntervals(manager, system, stretches));
  return async (metric, { start, end }) => {
    const isByMinute = metric === 'availability';
    const stretch = { startMs: Date.parse(start), endMs: Math.min(Date.parse(end), isByMinute ? presentEnd : presentHourEnd) };
    return remembered(totals, `${isByMinute} ${start} ${end}`, async () => {
      excluded ??= excludedTime(await exclusionsOf(manager, system));
      const stretches = isByMinute && source === 'intervals' ? hoursAround([stretch]) : leftOf(stretch, excluded);
      return totalsOf(await remembered(rows, JSON.stringify(stretches), () => read(stretches)), stretch.startMs, stretch.endMs, excluded);
    });
  };
}

async function remembered<Value>(known: Map<string, Value>, key: string, make: () => Promise<Value>): Promise<Value> {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = await make();
  known.set(key, made);
  return made;
}

/** The end of the present minute, in milliseconds since 1970: what is measured of a running window goes no further. */
export function presentMinuteEnd(now: Date): number {
  return (Math.floor(now.getTime() / minuteMilliseconds) + 1) * minuteMilliseconds;
}
