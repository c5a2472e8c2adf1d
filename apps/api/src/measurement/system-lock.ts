import type { EntityManager } from 'typeorm';
import { hourMilliseconds } from '#libs/measurement/intervals/intervals.js';
import type { SystemKey } from './system-key.js';

/**
 * Lets one measuring of a system run at a time, until its transaction ends.
 * @returns the system's public id, or undefined when there is no such system
 */
export async function lockSystem(manager: EntityManager, { organisationId, systemNumber }: SystemKey): Promise<string | undefined> {
  // NO KEY: rows that refer to the system, such as a version that first appears, can still be added meanwhile.
  const [row] = await manager.query<{ id: string }[]>(
    `SELECT id FROM system WHERE organisation_id = $1 AND number = $2 FOR NO KEY UPDATE`,
    [organisationId, systemNumber],
  );
  return row?.id;
}

/** An hour whose intervals changed since the last measuring, by its start in milliseconds since 1970, and the marks that say so. */
export interface DirtyHour {
  readonly hourMs: number;
  readonly marks: readonly string[];
}

/** The hours that changed; the system is locked. */
export async function dirtyHoursOf(manager: EntityManager, { organisationId, systemNumber }: SystemKey): Promise<DirtyHour[]> {
  const rows = await manager.query<{ hour: Date; marks: string[] }[]>(
    `SELECT hour, array_agg(id) AS marks FROM dirty_hour WHERE organisation_id = $1 AND system_number = $2 GROUP BY hour`,
    [organisationId, systemNumber],
  );
  return rows.map(({ hour, marks }) => ({ hourMs: hour.getTime(), marks }));
}

/** Marks the hours of a stretch of time (milliseconds since 1970, end exclusive) to be measured again. */
export async function markDirty(manager: EntityManager, { organisationId, systemNumber }: SystemKey, startMs: number, endMs: number): Promise<void> {
  const firstHour = startMs - (startMs % hourMilliseconds);
  await manager.query(
    `INSERT INTO dirty_hour (organisation_id, hour, system_number)
     SELECT $1, hour, $2 FROM generate_series($3::timestamptz, $4::timestamptz - interval '1 minute', interval '1 hour') AS hour`,
    [organisationId, systemNumber, new Date(firstHour), new Date(endMs)],
  );
}

/** Forgets hours that were dealt with; marks that came meanwhile stay. */
export async function clearDirtyHours(manager: EntityManager, { organisationId }: SystemKey, hours: readonly DirtyHour[]): Promise<void> {
  await manager.query(`DELETE FROM dirty_hour WHERE organisation_id = $1 AND id = ANY($2::bigint[])`, [organisationId, hours.flatMap(({ marks }) => marks)]);
}
