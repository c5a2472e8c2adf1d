import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { ApiKey, IssuedApiKey, NewApiKey, Scope } from '#libs/wire/api-keys.js';
import { FineprintError, invalidAt } from '#libs/wire/errors.js';
import type { PageQuery } from '#libs/wire/scalars.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { encodeCursor, pageOfRows } from '../http/cursor.js';
import { idCursor } from '../http/id-cursor.js';
import { formatApiKey, prefixOf } from './api-key-format.js';
import { mayGive } from './scope-rules.js';

interface ApiKeyRow {
  readonly id: string;
  readonly lookup: string;
  readonly name: string;
  readonly scopes: Scope[];
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

const columns = 'id, lookup, name, scopes, created_at, expires_at, last_used_at, revoked_at';

/** Keys belong to the organisation; they end by expiry or by being revoked, and rest while the account of whoever made them is disabled. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async page({ organisationId }: Actor, { limit, cursor }: PageQuery): Promise<{ items: ApiKey[]; next: string | null }> {
    const before = idCursor('api-keys', organisationId, cursor);
    const rows: ApiKeyRow[] = await this.database.inOrganisation(organisationId, (manager) =>
      manager.query(`SELECT ${columns} FROM api_key WHERE organisation_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`, [
        organisationId,
        before,
        limit + 1,
      ]),
    );
    return pageOfRows(rows, limit, toApiKey, (row) => encodeCursor('api-keys', organisationId, [row.id]));
  }

  /** Makes a key, which may do nothing that its maker may not. The answer is the only place its secret ever appears. */
  async create(actor: Actor, { name, scopes, expiresAt }: NewApiKey): Promise<IssuedApiKey> {
    const now = this.clock.now();
    if (expiresAt !== undefined && new Date(expiresAt) <= now) throw invalidAt('/expiresAt', 'PAST', 'The expiry must lie in the future');
    for (const scope of scopes) if (!mayGive(actor, scope)) throw new FineprintError('FORBIDDEN', `You may not give a key the scope ${scope}, because you may not do what it allows`);
    const key = formatApiKey(randomBytes(40));
    const row: ApiKeyRow = {
      id: v7({ msecs: now.getTime() }),
      lookup: key.lookup,
      name,
      scopes: [...new Set(scopes)].toSorted(),
      created_at: now,
      expires_at: expiresAt === undefined ? null : new Date(expiresAt),
      last_used_at: null,
      revoked_at: null,
    };
    await this.database.inOrganisation(actor.organisationId, async (manager) => {
      await manager.query(
        `INSERT INTO api_key (organisation_id, id, lookup, secret_hash, name, scopes, created_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [actor.organisationId, row.id, row.lookup, key.hash, row.name, row.scopes, actor.id, row.created_at, row.expires_at],
      );
      await this.log.record(manager, actor, { action: 'api-key.create', objectKind: 'api-key', objectId: row.id, after: toApiKey(row), detail: { scopes: row.scopes } });
    });
    return { key: toApiKey(row), secret: key.text };
  }

  /** Revokes a key; the next request with it is refused. Revoking again changes nothing but is logged. */
  async revoke(actor: Actor, id: string): Promise<ApiKey> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const [before]: ApiKeyRow[] = await manager.query(`SELECT ${columns} FROM api_key WHERE organisation_id = $1 AND id = $2 FOR UPDATE`, [actor.organisationId, id]);
      if (!before) throw new FineprintError('NOT_FOUND');
      const after = { ...before, revoked_at: before.revoked_at ?? this.clock.now() };
      await manager.query(`UPDATE api_key SET revoked_at = $3 WHERE organisation_id = $1 AND id = $2`, [actor.organisationId, id, after.revoked_at]);
      await this.log.record(manager, actor, { action: 'api-key.revoke', objectKind: 'api-key', objectId: id, before: toApiKey(before), after: toApiKey(after) });
      return toApiKey(after);
    });
  }
}

function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    prefix: prefixOf(row.lookup),
    name: row.name,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}
