import type { EntityManager } from 'typeorm';
import type { IntervalSum } from '#libs/measurement/intervals/intervals.js';
import type { SystemKey } from './system-key.js';

export const dayMilliseconds = 86_400_000;

interface DayRow extends Omit<IntervalSum, 'hourMs'> {
  readonly day: Date;
}

/**
 * The whole UTC days inside a stretch of time (milliseconds since 1970, end exclusive) whose roll-up is of exactly the interval
 * rows that are there now, oldest first. Days without one, with a stale one or with stale hours are left out: their hours have to be read.
 */
export async function rolledDays(manager: EntityManager, system: SystemKey, startMs: number, endMs: number): Promise<IntervalSum[]> {
  const [firstDay, lastDay] = [Math.ceil(startMs / dayMilliseconds) * dayMilliseconds, Math.floor(endMs / dayMilliseconds) * dayMilliseconds];
  if (firstDay >= lastDay) return [];
  const rows = await manager.query<DayRow[]>(
    `SELECT day, events, errors, decided, true_positive AS "truePositive", false_positive AS "falsePositive",
       false_negative AS "falseNegative", true_negative AS "trueNegative", minutes, latency
     FROM interval_day AS rolled WHERE organisation_id = $1 AND system_number = $2 AND day >= $3 AND day < $4
       AND (row_count, last_id) = (SELECT count(*), max(id) FROM interval
         WHERE organisation_id = $1 AND system_number = $2 AND hour >= rolled.day AND hour < rolled.day + interval '24 hours')
       AND NOT EXISTS (SELECT FROM stale_hour
         WHERE organisation_id = $1 AND system_number = $2 AND hour >= rolled.day AND hour < rolled.day + interval '24 hours')
     ORDER BY day`,
    [system.organisationId, system.systemNumber, new Date(firstDay), new Date(lastDay)],
  );
  return rows.map(({ day, ...sum }) => ({ ...sum, hourMs: day.getTime() }));
}

/** What of a stretch of time the days, oldest first, leave over. */
export function gapsBetween(days: readonly Pick<IntervalSum, 'hourMs'>[], startMs: number, endMs: number): readonly { readonly startMs: number; readonly endMs: number }[] {
  const starts = [startMs, ...days.map(({ hourMs }) => hourMs + dayMilliseconds)];
  const ends = [...days.map(({ hourMs }) => hourMs), endMs];
  return starts.map((start, at) => ({ startMs: start, endMs: ends[at]! })).filter((gap) => gap.startMs < gap.endMs);
}
