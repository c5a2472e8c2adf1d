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
  readonly actor_name: string | null;
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
        `SELECT l.id, l.at, l.actor_kind, l.actor, l.action, l.object_kind, l.object_id, l.before_digest, l.after_digest, l.detail, l.request_id,
           coalesce(a.name, k.name) AS actor_name
         FROM log_entry l
         LEFT JOIN account a ON a.organisation_id = l.organisation_id AND l.actor_kind = 'account' AND a.id::text = l.actor
         LEFT JOIN api_key k ON k.organisation_id = l.organisation_id AND l.actor_kind = 'api-key' AND k.id::text = l.actor
         WHERE l.organisation_id = $1
           AND ($2::uuid IS NULL OR l.id < $2)
           AND ($3::text IS NULL OR l.action = $3)
           AND ($4::text IS NULL OR l.object_id = $4)
         ORDER BY l.id DESC
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
    actorName: row.actor_name ?? 'Fineprint',
    action: row.action,
    objectKind: row.object_kind,
    objectId: row.object_id,
    before: row.before_digest,
    after: row.after_digest,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
    requestId: row.request_id,
  };
}
