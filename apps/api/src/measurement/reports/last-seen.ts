import type { EntityManager } from 'typeorm';
import type { ReportWindow } from './report-window.js';

/**
 * The time of the last event of each version in a window, by the version's number. Intervals know the hour; only the events of that hour,
 * and of hours that are stale, are looked at.
 */
export async function lastSeen(manager: EntityManager, { system, startMs, endMs }: ReportWindow): Promise<ReadonlyMap<number, Date>> {
  const rows = await manager.query<{ version: number; at: Date }[]>(
    `WITH hours AS (
       SELECT version_number, max(hour) AS hour FROM interval
       WHERE organisation_id = $1 AND system_number = $2 AND hour >= $3 AND hour < $4 AND events > 0 GROUP BY version_number
       UNION SELECT v.number, s.hour FROM stale_hour s JOIN system_version v ON v.organisation_id = s.organisation_id AND v.system_number = s.system_number
       WHERE s.organisation_id = $1 AND s.system_number = $2 AND s.hour >= $3 AND s.hour < $4)
     SELECT hours.version_number AS version, max(last.at) AS at
     FROM hours CROSS JOIN LATERAL (SELECT at FROM event
       WHERE organisation_id = $1 AND system_number = $2 AND at >= hours.hour AND at < hours.hour + interval '1 hour' AND version_number = hours.version_number
       ORDER BY at DESC LIMIT 1) AS last
     GROUP BY hours.version_number`,
    [system.organisationId, system.systemNumber, new Date(startMs), new Date(endMs)],
  );
  return new Map(rows.map(({ version, at }) => [version, at]));
}
