import type { PoolClient } from 'pg';
import type { SystemKey } from '../measurement/system-key.js';
import type { SystemHour } from './interval-rows.js';

/** Says that the interval rows of these hours are not of all their events; to be called in the transaction that stores the others. */
export async function markStale(client: PoolClient, organisationId: number, hours: readonly SystemHour[], now: Date): Promise<void> {
  // Even where an hour is marked already: whoever counts it anew at this moment may not see these events.
  await client.query(
    `INSERT INTO stale_hour (organisation_id, marked_at, hour, system_number)
     SELECT $1, $2, to_timestamp(hour_ms / 1000), system_number FROM unnest($3::float8[], $4::int[]) AS stale (hour_ms, system_number)`,
    [organisationId, now, hours.map(({ hourMs }) => hourMs), hours.map(({ systemNumber }) => systemNumber)],
  );
}

/** Days (starts, in milliseconds since 1970) with hours that are stale, oldest first. */
export async function staleDays(client: PoolClient, { organisationId, systemNumber }: SystemKey): Promise<{ readonly days: readonly number[]; readonly lastMarkedMs: number }> {
  const { rows } = await client.query<{ day: Date; marked: Date }>(
    `SELECT date_trunc('day', hour, 'UTC') AS day, max(marked_at) AS marked FROM stale_hour WHERE organisation_id = $1 AND system_number = $2 GROUP BY 1 ORDER BY 1`,
    [organisationId, systemNumber],
  );
  return { days: rows.map(({ day }) => day.getTime()), lastMarkedMs: Math.max(0, ...rows.map(({ marked }) => marked.getTime())) };
}

/** Forgets the marks of hours from `startMs` to `endMs` that the running transaction sees, and gives those hours. */
export async function takeStaleMarks(client: PoolClient, { organisationId, systemNumber }: SystemKey, startMs: number, endMs: number): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ hour: Date }>(
    `DELETE FROM stale_hour WHERE organisation_id = $1 AND system_number = $2 AND hour >= $3 AND hour < $4 RETURNING hour`,
    [organisationId, systemNumber, new Date(startMs), new Date(endMs)],
  );
  return new Set(rows.map(({ hour }) => hour.getTime()));
}

/** The hours that the running transaction sees marked, from `startMs` to `endMs`. */
export async function staleHours(client: PoolClient, { organisationId, systemNumber }: SystemKey, startMs: number, endMs: number): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ hour: Date }>(
    `SELECT DISTINCT hour FROM stale_hour WHERE organisation_id = $1 AND system_number = $2 AND hour >= $3 AND hour < $4`,
    [organisationId, systemNumber, new Date(startMs), new Date(endMs)],
  );
  return new Set(rows.map(({ hour }) => hour.getTime()));
}
