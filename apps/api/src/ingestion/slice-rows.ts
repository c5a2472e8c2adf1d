import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { UsedWords } from './admission.js';

/** Numbers of those combinations of segments that are stored. */
export async function findSlices(client: PoolClient, organisationId: number, used: readonly UsedWords[]): Promise<ReadonlyMap<string, number>> {
  const byDigest = new Map([...new Set(used.map(({ segments }) => segments))].filter((text) => text !== null).map((text) => [digestOf(text).toString('hex'), text]));
  if (byDigest.size === 0) return new Map();
  const { rows } = await client.query<{ digest: Buffer; number: number }>('SELECT digest, number FROM slice WHERE organisation_id = $1 AND digest = ANY($2)', [
    organisationId,
    [...byDigest.keys()].map((digest) => Buffer.from(digest, 'hex')),
  ]);
  return new Map(rows.map(({ digest, number }) => [byDigest.get(digest.toString('hex'))!, number]));
}

/** Stores combinations of segments with the systems they count for. */
export async function storeSlices(client: PoolClient, organisationId: number, slices: ReadonlyMap<string, number>): Promise<void> {
  await client.query(
    `INSERT INTO slice (organisation_id, digest, segments, system_number)
     SELECT $1, digest, segments, system FROM unnest($2::bytea[], $3::jsonb[], $4::int[]) AS new (digest, segments, system)`,
    [organisationId, [...slices.keys()].map(digestOf), [...slices.keys()], [...slices.values()]],
  );
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
