import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { abilityOfRole, abilityOfScopes } from '#libs/access/ability.js';
import type { Role } from '#libs/wire/accounts.js';
import type { Scope } from '#libs/wire/api-keys.js';
import { FineprintError } from '#libs/wire/errors.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { Settings } from '../shell.module.js';
import { actorOfAccount, type AccountRow } from './account-row.js';
import { parseApiKey } from './api-key-format.js';
import { presentScopes } from './scope-rules.js';
import { refuseForeignOrigin } from './origin-check.js';
import { sessionTokenOf } from './session-cookie.js';
import { endOfSession, isStale } from './session-life.js';
import { hashOfToken } from './tokens.js';

type SessionRow = AccountRow & { readonly last_seen_at: Date; readonly expires_at: Date };

interface KeyRow {
  readonly organisation_id: number;
  readonly id: string;
  readonly name: string;
  readonly secret_hash: Buffer;
  readonly scopes: Scope[];
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
  readonly role: Role;
  readonly vendor_id: string | null;
}

/** Finds out who makes a request. Nothing is cached: a revoked key, a disabled account or a new role counts from the next request on. */
@Injectable()
export class Authentication {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /**
   * @returns undefined when the request carries no credentials, or those of a session that has ended
   * @throws FineprintError KEY_INVALID, ORIGIN_REFUSED, or MALFORMED when credentials are ambiguous
   */
  async actorOf(request: Request): Promise<Actor | undefined> {
    if (request.originalUrl.includes('fp_live_')) throw new FineprintError('KEY_INVALID', 'A key never belongs in an address; send it as Authorization: Bearer, and replace this one');
    const headers = request.headersDistinct['authorization'] ?? [];
    const token = sessionTokenOf(request, this.settings);
    if (headers.length + (token === null ? 0 : 1) > 1) throw new FineprintError('MALFORMED', 'The request carries credentials twice');
    if (headers[0] !== undefined) return this.actorOfKey(headers[0]);
    if (token === null) return undefined;
    refuseForeignOrigin(request, this.settings, true);
    return this.actorOfSession(token);
  }

  private async actorOfSession(token: string): Promise<Actor | undefined> {
    const tokenHash = hashOfToken(token);
    const { rows } = await this.database.login.query<SessionRow>(
      `SELECT a.*, s.last_seen_at, s.expires_at
       FROM session s JOIN account a ON a.organisation_id = s.organisation_id AND a.id = s.account_id
       WHERE s.token_hash = $1 AND a.disabled_at IS NULL`,
      [tokenHash],
    );
    const row = rows[0];
    const now = this.clock.now();
    if (!row || endOfSession({ lastSeenAt: row.last_seen_at, expiresAt: row.expires_at }) <= now) return undefined;
    if (isStale(row.last_seen_at, now)) {
      await this.touch(row.organisation_id, `UPDATE session SET last_seen_at = $3 WHERE organisation_id = $1 AND token_hash = $2`, tokenHash, now);
    }
    return actorOfAccount(row);
  }

  private async actorOfKey(header: string): Promise<Actor> {
    const [, text = ''] = /^Bearer ([^\s]+)$/i.exec(header) ?? [];
    const parts = parseApiKey(text);
    if (!parts) throw new FineprintError('KEY_INVALID', 'Send the whole key as Authorization: Bearer fp_live_…');
    const { rows } = await this.database.login.query<KeyRow>(
      `SELECT k.organisation_id, k.id, k.name, k.secret_hash, k.scopes, k.expires_at, k.last_used_at, k.revoked_at, a.role, a.vendor_id
       FROM api_key k JOIN account a ON a.organisation_id = k.organisation_id AND a.id = k.created_by
       WHERE k.lookup = $1 AND a.disabled_at IS NULL`,
      [parts.lookup],
    );
    const now = this.clock.now();
    const row = rows.find((candidate) => timingSafeEqual(candidate.secret_hash, parts.hash));
    if (!row || row.revoked_at !== null || (row.expires_at !== null && row.expires_at <= now)) throw new FineprintError('KEY_INVALID');
    if (isStale(row.last_used_at, now)) {
      await this.touch(row.organisation_id, `UPDATE api_key SET last_used_at = $3 WHERE organisation_id = $1 AND id = $2`, row.id, now);
    }
    return { kind: 'api-key', organisationId: row.organisation_id, id: row.id, name: row.name, vendorId: null, ability: abilityOfScopes(presentScopes(row.scopes, { ability: abilityOfRole(row.role, row.vendor_id) })) };
  }

  private async touch(organisationId: number, update: string, key: Buffer | string, now: Date): Promise<void> {
    await this.database.inOrganisation(organisationId, (manager) => manager.query(update, [organisationId, key, now]));
  }
}
