import type { PoolClient } from 'pg';
import type { ItemKind } from '#libs/wire/data-quality.js';
import type { Actor } from '../http/actor.js';
import type { ChunkQuality } from './chunk-quality.js';

// A feature is missing where an event of an announced version carries no value for it.
const insertNoticed = `INSERT INTO data_quality (organisation_id, day, system_number, kind, actor_kind, actor, finding, count, last_at)
  SELECT $1, ($2::timestamptz AT TIME ZONE 'UTC')::date, system, $3, $4, $5, finding, sum(count), $2 FROM (
    SELECT * FROM unnest($6::int[], $7::text[], $8::int[]) AS noticed (system, finding, count)
    UNION ALL
    SELECT v.system_number, found.finding, found.count
    FROM unnest($9::int[], $10::int[], $11::int[]) AS traffic (version, events, given)
    JOIN system_version v ON v.organisation_id = $1 AND v.number = traffic.version
    CROSS JOIN LATERAL (VALUES
      ('unannounced-version', CASE WHEN v.announced THEN 0 ELSE traffic.events END),
      ('feature-missing', CASE WHEN v.announced THEN traffic.events * cardinality(v.features) - traffic.given ELSE 0 END)) AS found (finding, count)
    WHERE found.count > 0) AS every
  GROUP BY system, finding`;

/** Writes what was noticed of a chunk, in the transaction of its rows. */
export async function storeQuality(client: PoolClient, { organisationId, kind: actorKind, id: actor }: Actor, kind: ItemKind, quality: ChunkQuality, now: Date): Promise<void> {
  const rows = quality.rows();
  const versions = [...quality.versions];
  if (rows.length + versions.length === 0) return;
  await client.query(insertNoticed, [
    organisationId,
    now,
    kind,
    actorKind,
    actor,
    rows.map(({ systemNumber }) => systemNumber),
    rows.map(({ noticed }) => noticed),
    rows.map(({ count }) => count),
    versions.map(([version]) => version),
    versions.map(([, { events }]) => events),
    versions.map(([, { values }]) => values),
  ]);
}

/** So many rows of a day are replaced by their sums. */
const rowsWorthMerging = 256;

/** Adds up the rows of today and yesterday; the days before do not grow any more. */
export async function mergeQuality(client: PoolClient, organisationId: number, now: Date): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtext($1), $2)', ['fineprint data quality', organisationId]);
  const { rows } = await client.query<{ day: string }>(
    `SELECT day::text FROM data_quality WHERE organisation_id = $1 AND day >= ($2::timestamptz AT TIME ZONE 'UTC')::date - 1 GROUP BY day HAVING count(*) >= $3`,
    [organisationId, now, rowsWorthMerging],
  );
  for (const { day } of rows) {
    await client.query(
      `WITH gone AS (DELETE FROM data_quality WHERE organisation_id = $1 AND day = $2 RETURNING *)
       INSERT INTO data_quality (organisation_id, day, system_number, kind, actor_kind, actor, finding, count, last_at)
       SELECT organisation_id, day, system_number, kind, actor_kind, actor, finding, sum(count), max(last_at) FROM gone
       GROUP BY organisation_id, day, system_number, kind, actor_kind, actor, finding`,
      [organisationId, day],
    );
  }
}
