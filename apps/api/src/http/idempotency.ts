import type { EntityManager } from 'typeorm';
import { canonical } from '#libs/evidence/canonical.js';
import { sha256Hex } from '#libs/evidence/sha256.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { Actor, FineprintRequest } from './actor.js';

export interface Replay {
  readonly status: number;
  readonly etag: string | null;
  readonly body: unknown;
}

interface Row {
  readonly request_digest: string;
  readonly status: number | null;
  readonly etag: string | null;
  readonly body: string | null;
}

/** The Idempotency-Key of a request, or null. */
export function idempotencyKeyOf(request: FineprintRequest): string | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  if (typeof header !== 'string' || !/^[\x21-\x2b\x2d-\x7e]{1,255}$/.test(header)) {
    throw new FineprintError('MALFORMED', 'Idempotency-Key must be 1 to 255 printable characters without spaces or commas, sent once');
  }
  return header;
}

/**
 * Claims a key in the transaction of the work. A concurrent twin waits here until the first commits, then replays.
 * Keys live for 24 hours and belong to their caller.
 * @returns the stored answer when the same request was already done, else null: do the work, then `keepAnswer`
 */
export async function claimKey(manager: EntityManager, actor: Actor, key: string, request: FineprintRequest, now: Date): Promise<Replay | null> {
  const digest = sha256Hex(`${request.method} ${request.path}\n${canonical(request.body ?? null)}`);
  const identity = [actor.organisationId, `${actor.kind}:${actor.id}`, key];
  await manager.query(`DELETE FROM idempotency WHERE organisation_id = $1 AND caller = $2 AND key = $3 AND created_at < $4`, [
    ...identity,
    new Date(now.getTime() - 86_400_000),
  ]);
  const claimed: Row[] = await manager
    .query(
      `INSERT INTO idempotency (organisation_id, caller, key, request_digest, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING request_digest`,
      [...identity, digest, now],
    )
    .catch((error: { driverError?: { code?: string } }) => {
      throw error.driverError?.code === '55P03' ? new FineprintError('IDEMPOTENCY_IN_FLIGHT') : error;
    });
  if (claimed.length > 0) return null;
  const [row]: Row[] = await manager.query(`SELECT request_digest, status, etag, body FROM idempotency WHERE organisation_id = $1 AND caller = $2 AND key = $3`, identity);
  if (!row || row.request_digest !== digest) throw new FineprintError('IDEMPOTENCY_REUSED');
  if (row.status === null) throw new FineprintError('CONFLICT', 'This request was already carried out; its answer held a secret that is shown once');
  return { status: row.status, etag: row.etag, body: row.body === null ? undefined : JSON.parse(row.body) };
}

/** Stores the answer beside the claim, to be replayed. */
export async function keepAnswer(manager: EntityManager, actor: Actor, key: string, answer: Replay): Promise<void> {
  await manager.query(`UPDATE idempotency SET status = $4, etag = $5, body = $6 WHERE organisation_id = $1 AND caller = $2 AND key = $3`, [
    actor.organisationId,
    `${actor.kind}:${actor.id}`,
    key,
    answer.status,
    answer.etag,
    answer.body === undefined ? null : JSON.stringify(answer.body),
  ]);
}
