import type { PoolClient } from 'pg';
import { copyRows, takeWhole } from '../database/copy-out.js';
import { type ChunkCounts, countEvent, newCounts } from './chunk-counts.js';
import { copyInto } from './copy-into.js';
import { countedColumns, takeCounted } from './counted-rows.js';
import { incomingEventTable } from './event-copy.js';

/** A line that was not stored, because its id was there before. */
export interface Known {
  readonly line: number;
  readonly id: string;
  readonly systemNumber: number;
  /** Whether what is stored has the same content. */
  readonly same: boolean;
}

/** What inserting came to: lines that were known before, and the others counted. */
export interface Inserted {
  readonly known: readonly Known[];
  readonly counts: ChunkCounts;
}

const contents = 'at, score, latency_ms, system_number, version_number, status, decision, key, reasons, features, human_decision, feedback, resolved_by, user_number';
const columns = `id, ${contents}, slice_number, segments_digest`;
const content = (table: string): string => contents.replaceAll(/\w+/g, `${table}.$&`);
// Segments as they were sent: what they were mapped to may differ the next time. A slice's own digest is theirs when they were not mapped.
const segments = (table: string): string => `coalesce(${table}.segments_digest, (SELECT ('x' || encode(substr(digest, 1, 8), 'hex'))::bit(64)::bigint
  FROM slice WHERE organisation_id = $1 AND number = ${table}.slice_number))`;
const sameSegments = `((e.slice_number, e.segments_digest) IS NOT DISTINCT FROM (i.slice_number, i.segments_digest)
  OR ${segments('e')} IS NOT DISTINCT FROM ${segments('i')})`;

// Ordered by id, so that two requests with the same events wait for each other instead of deadlocking.
const insertFresh = `INSERT INTO event (organisation_id, ${columns}) SELECT $1, ${columns} FROM incoming_event ORDER BY id`;
const insertMissing = `INSERT INTO event (organisation_id, ${columns})
  SELECT $1, ${columns} FROM (SELECT DISTINCT ON (id) * FROM incoming_event ORDER BY id, line) AS first_lines ON CONFLICT DO NOTHING`;

// Looked up id by id (OFFSET keeps the planner from rearranging it): temporary tables have no statistics, and a wrong guess joins every event with every line.
const storedOf = `LATERAL (SELECT *, xmin FROM event WHERE organisation_id = $1 AND id = i.id OFFSET 0) AS e`;

// What this transaction did not store itself was there before, or was stored by an earlier line.
const compareKnown = `SELECT i.line, coalesce(i.key, i.id::text) AS id, i.system_number AS "systemNumber", (${content('e')}) IS NOT DISTINCT FROM (${content('i')}) AND ${sameSegments} AS same
  FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY line) AS nth FROM incoming_event) AS i
  CROSS JOIN ${storedOf}
  WHERE i.nth > 1 OR e.xmin <> pg_current_xact_id()::xid`;

const readStored = (organisationId: number): string => `SELECT ${countedColumns('e')}, e.system_number
  FROM (SELECT DISTINCT id FROM incoming_event) AS i CROSS JOIN ${storedOf.replace('$1', String(organisationId))} WHERE e.xmin = pg_current_xact_id()::xid`;

const uniqueViolation = '23505';

/** Copies events into the transaction's temporary table. */
export function copyEvents(client: PoolClient, rows: Buffer): Promise<void> {
  return copyInto(client, 'incoming_event', incomingEventTable, rows);
}

/**
 * Stores the copied events if every id is new. A third quicker than looking at each id first, and most streams are new.
 * @returns false, and nothing is stored, when an id was there before or is repeated
 */
export async function storeIfFresh(client: PoolClient, organisationId: number): Promise<boolean> {
  await client.query('SAVEPOINT fresh');
  try {
    await client.query(insertFresh, [organisationId]);
  } catch (error) {
    if ((error as { code?: string }).code !== uniqueViolation) throw error;
    await client.query('ROLLBACK TO SAVEPOINT fresh; RELEASE SAVEPOINT fresh');
    return false;
  }
  await client.query('RELEASE SAVEPOINT fresh');
  return true;
}

/** Stores the copied events that are not there yet; gives the others, and counts those that were stored. */
export async function storeMissing(client: PoolClient, organisationId: number): Promise<Inserted> {
  const inserted = await client.query(insertMissing, [organisationId]);
  const known = await client.query<Known>(compareKnown, [organisationId]);
  const counts = newCounts();
  if (inserted.rowCount === 0) return { known: known.rows, counts };
  await copyRows(client, readStored(organisationId), (row) => {
    takeCounted(row, counts.event);
    countEvent(counts, takeWhole(row, 0));
  });
  return { known: known.rows, counts };
}
