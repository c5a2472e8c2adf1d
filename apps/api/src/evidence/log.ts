import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { canonical } from '#libs/evidence/canonical.js';
import { sha256Hex } from '#libs/evidence/sha256.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { requestContext } from '../http/request-context.js';

/** What was done to what. `before` and `after` are plain values; only their digests are kept. */
export interface Action {
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** SHA-256, in hex, of the RFC 8785 canonical JSON of a value. */
export function digestOf(value: unknown): string {
  return sha256Hex(canonical(value));
}

/** Orders the entries of one millisecond as they were written: an id is otherwise random below the millisecond. */
let written = 0;

/** The columns of a log entry, in order; ingestion writes them with its own client. */
export function logRow(actor: Actor, entry: Action, now: Date): unknown[] {
  const context = requestContext.getStore();
  if (context) context.logged += 1;
  return [
    actor.organisationId,
    v7({ msecs: now.getTime(), seq: (written = (written + 1) % 2 ** 31) }),
    now,
    actor.kind,
    actor.id,
    entry.action,
    entry.objectKind,
    entry.objectId,
    entry.before === undefined ? null : digestOf(entry.before),
    entry.after === undefined ? null : digestOf(entry.after),
    canonical(entry.detail ?? {}),
    context?.requestId ?? null,
  ];
}

export const insertLogRow = `INSERT INTO log_entry (organisation_id, id, at, actor_kind, actor, action, object_kind, object_id, before_digest, after_digest, detail, request_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

/** For a failed insert of an entry: the client learns that the change was not logged, the server's log why. */
export function refusedByLog(cause: unknown): never {
  throw new FineprintError('LOG_UNAVAILABLE', undefined, [], undefined, { cause });
}

/** Writes log entries in the transaction of the change; if the entry cannot be written, neither can the change. */
@Injectable()
export class Log {
  constructor(private readonly clock: Clock) {}

  async record(manager: EntityManager, actor: Actor, entry: Action): Promise<void> {
    const row = logRow(actor, entry, this.clock.now());
    await manager.query(insertLogRow, row).catch(refusedByLog);
  }
}
