import type { EntityManager } from 'typeorm';
import { minuteMilliseconds } from '#libs/measurement/intervals/intervals.js';
import { coveredOf, hoursAround, lengthOf } from '#libs/measurement/intervals/stretches.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import { excludedBy } from '#libs/remedies/excluded-time.js';
import type { ExcludedTime, ReportBasis } from '#libs/wire/figures.js';
import { readIntervals } from '../interval-reader.js';
import type { ReportWindow } from './report-window.js';

/** What a report rests on: `events` of its window, read as the window says. `bounds` are those of its figures. */
export async function basisOf(manager: EntityManager, window: ReportWindow, events: number, bounds: Iterable<number>): Promise<ReportBasis> {
  let largestBound = 0;
  for (const bound of bounds) largestBound = Math.max(largestBound, bound);
  return {
    systemId: window.systemId,
    from: new Date(window.startMs).toISOString(),
    to: new Date(window.endMs).toISOString(),
    version: window.version?.label ?? null,
    events,
    excluded: await excludedFrom(manager, window),
    source: window.source,
    largestBound,
    computedAt: new Date(window.nowMs).toISOString(),
  };
}

/** The time that is taken out of a window. Its events are told by stored minutes: exclusions are on whole ones. */
export async function excludedFrom(manager: EntityManager, window: ReportWindow): Promise<ExcludedTime> {
  const { system, version, startMs, endMs, excluded, exclusions } = window;
  const covered = coveredOf(window, excluded);
  if (covered.length === 0) return { exclusions: [], minutes: 0, events: 0 };
  const hours = await readIntervals(manager, system, hoursAround(covered), version?.key ?? null);
  return { exclusions: excludedBy(window, exclusions), minutes: lengthOf(covered) / minuteMilliseconds, events: totalsOf(hours, startMs, endMs, excluded).strayEvents };
}
