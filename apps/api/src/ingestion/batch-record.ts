import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { v7 } from 'uuid';
import { insertLogRow, logRow, refusedByLog } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';

/** What is kept about a stored chunk. `ids` are the UUIDs of what was accepted, 16 bytes each, in the order of their lines. */
export interface BatchRecord {
  readonly kind: 'event' | 'outcome';
  readonly source: string;
  readonly sent: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly ids: Uint8Array;
}

/** Writes the batch and its log entry in the transaction of its rows. */
export async function recordBatch(client: PoolClient, actor: Actor, batch: BatchRecord, now: Date): Promise<void> {
  const id = v7({ msecs: now.getTime() });
  const digest = createHash('sha256').update(batch.ids).digest('hex');
  const counts = { sent: batch.sent, accepted: batch.accepted, duplicate: batch.duplicate, rejected: batch.rejected };
  await client.query(
    `INSERT INTO ingest_batch (organisation_id, id, kind, source, received_at, sent, accepted, duplicate, rejected, digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [actor.organisationId, id, batch.kind, batch.source, now, counts.sent, counts.accepted, counts.duplicate, counts.rejected, digest],
  );
  const entry = { action: `${batch.kind}.ingest`, objectKind: 'ingest-batch', objectId: id, after: { ...counts, digest }, detail: counts };
  await client.query(insertLogRow, logRow(actor, entry, now)).catch(refusedByLog);
}
