import { Injectable } from '@nestjs/common';
import type { LogEntry, LogQuery } from '#libs/wire/log.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { encodeCursor, pageOfRows } from '../http/cursor.js';
import { idCursor } from '../http/id-cursor.js';

interface LogRow {
  readonly id: string;
  readonly at: Date;
  readonly actor_kind: LogEntry['actorKind'];
  readonly actor: string;
  readonly action: string;
  readonly object_kind: string;
  readonly object_id: string;
  readonly before_digest: string | null;
  readonly after_digest: string | null;
  readonly detail: string;
  readonly request_id: string | null;
}

/** Reads the log, newest first. */
@Injectable()
export class LogReading {
  constructor(private readonly database: Database) {}

  async page(actor: Actor, { action, object, limit, cursor }: LogQuery): Promise<{ items: LogEntry[]; next: string | null }> {
    const before = idCursor('log', actor.organisationId, cursor);
    const rows: LogRow[] = await this.database.inOrganisation(actor.organisationId, (manager) =>
      manager.query(
        `SELECT id, at, actor_kind, actor, action, object_kind, object_id, before_digest, after_digest, detail, request_id
         FROM log_entry
         WHERE organisation_id = $1
           AND ($2::uuid IS NULL OR id < $2)
           AND ($3::text IS NULL OR action = $3)
           AND ($4::text IS NULL OR object_id = $4)
         ORDER BY id DESC
         LIMIT $5`,
        [actor.organisationId, before, action ?? null, object ?? null, limit + 1],
      ),
    );
    return pageOfRows(rows, limit, toLogEntry, (row) => encodeCursor('log', actor.organisationId, [row.id]));
  }
}

function toLogEntry(row: LogRow): LogEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actorKind: row.actor_kind,
    actor: row.actor,
    action: row.action,
    objectKind: row.object_kind,
    objectId: row.object_id,
    before: row.before_digest,
    after: row.after_digest,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
    requestId: row.request_id,
  };
}
