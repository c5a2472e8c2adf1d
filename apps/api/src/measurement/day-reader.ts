import type { EntityManager } from 'typeorm';
import type { IntervalSum } from '#libs/measurement/intervals/intervals.js';
import type { Stretch } from '#libs/measurement/intervals/stretches.js';
import { edgesOf } from './stretch-edges.js';
import type { SystemKey } from './system-key.js';

interface DayRow extends Omit<IntervalSum, 'hourMs'> {
  readonly day: Date;
}

/**
 * The whole UTC days inside stretches of time (milliseconds since 1970, end exclusive) whose roll-up is of exactly the interval
 * rows that are there now, oldest first. Days without one, with a stale one or with stale hours are left out: their hours have to be read.
 */
export async function rolledDays(manager: EntityManager, system: SystemKey, stretches: readonly Stretch[]): Promise<IntervalSum[]> {
  if (stretches.length === 0) return [];
  const rows = await manager.query<DayRow[]>(
    `SELECT day, events, errors, decided, true_positive AS "truePositive", false_positive AS "falsePositive",
       false_negative AS "falseNegative", true_negative AS "trueNegative", minutes, latency
     FROM interval_day AS rolled JOIN unnest($3::timestamptz[], $4::timestamptz[]) AS stretch (start, stop) ON day >= start AND day + interval '24 hours' <= stop
     WHERE organisation_id = $1 AND system_number = $2
       AND (row_count, last_id) = (SELECT count(*), max(id) FROM interval
         WHERE organisation_id = $1 AND system_number = $2 AND hour >= rolled.day AND hour < rolled.day + interval '24 hours')
       AND NOT EXISTS (SELECT FROM stale_hour
         WHERE organisation_id = $1 AND system_number = $2 AND hour >= rolled.day AND hour < rolled.day + interval '24 hours')
     ORDER BY day`,
    [system.organisationId, system.systemNumber, ...edgesOf(stretches)],
  );
  return rows.map(({ day, ...sum }) => ({ ...sum, hourMs: day.getTime() }));
}
