import type { EntityManager } from 'typeorm';
import type { SystemKey } from './interval-reader.js';

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

/** Takes the hours whose intervals changed since the last measuring; they come back if the transaction fails. Milliseconds since 1970. */
export async function takeDirtyHours(manager: EntityManager, { organisationId, systemNumber }: SystemKey): Promise<number[]> {
  const [rows] = await manager.query<[{ hour: Date }[], number]>(
    `DELETE FROM dirty_hour WHERE organisation_id = $1 AND system_number = $2 RETURNING hour`,
    [organisationId, systemNumber],
  );
  return [...new Set(rows.map((row) => row.hour.getTime()))];
}
