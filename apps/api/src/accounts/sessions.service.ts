import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { EntityManager } from 'typeorm';
import { FineprintError } from '#libs/wire/errors.js';
import type { Session, SignIn } from '#libs/wire/sessions.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { Settings } from '../shell.module.js';
import { actorOfAccount, toAccount, type AccountRow } from './account-row.js';
import { clientAddress } from './client-address.js';
import { refuseForeignOrigin } from './origin-check.js';
import { Passwords } from './password.js';
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from './session-cookie.js';
import { absoluteLimit, endOfSession } from './session-life.js';
import { Throttle } from './throttle.js';
import { hashOfToken, newToken } from './tokens.js';

type SessionRow = AccountRow & { readonly last_seen_at: Date; readonly expires_at: Date; readonly organisation: string; readonly public_id: string };

export interface OpenedSession {
  readonly session: Session;
  readonly token: string;
  readonly expiresAt: Date;
}

/** One person may belong to several organisations; more than this under one e-mail would only make guessing dear for us. */
const organisationsPerEmail = 5;

@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly settings: Settings,
    private readonly passwords: Passwords,
    private readonly throttle: Throttle,
  ) {}

  /** Signs in. Unknown e-mail, wrong password, open invitation and disabled account give the same answer after the same time. */
  async signIn({ email, password }: SignIn, request: Request, response: Response): Promise<Session> {
    refuseForeignOrigin(request, this.settings, false);
    const address = clientAddress(request, this.settings);
    await this.throttle.take(email, address);
    const { account, outdated } = await this.accountOf(email, password);
    await this.throttle.giveBack(email, address);
    const replacement = outdated ? await this.passwords.hash(password) : null;
    const opened = await this.database.inOrganisation(account.organisation_id, async (manager) => {
      if (replacement !== null) {
        await manager.query(`UPDATE account SET password_hash = $3 WHERE organisation_id = $1 AND id = $2`, [account.organisation_id, account.id, replacement]);
      }
      await this.log.record(manager, actorOfAccount(account), { action: 'session.start', objectKind: 'account', objectId: account.id });
      return this.open(manager, account, request);
    });
    return this.handOver(opened, response);
  }

  /** Opens a session for an account whose owner has just proved to be there; any earlier session of this browser ends. */
  async open(manager: EntityManager, account: AccountRow, request: Request): Promise<OpenedSession> {
    const now = this.clock.now();
    const token = newToken();
    const earlier = sessionTokenOf(request, this.settings);
    await manager.query(`DELETE FROM session WHERE organisation_id = $1 AND (token_hash = $2 OR (account_id = $3 AND expires_at <= $4))`, [
      account.organisation_id,
      earlier === null ? null : hashOfToken(earlier),
      account.id,
      now,
    ]);
    const expiresAt = new Date(now.getTime() + absoluteLimit);
    await manager.query(
      `INSERT INTO session (organisation_id, token_hash, account_id, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)`,
      [account.organisation_id, token.hash, account.id, now, expiresAt],
    );
    return { session: await this.read(manager, account.organisation_id, token.hash), token: token.text, expiresAt };
  }

  /** Sets the cookie of a session whose transaction has committed. */
  handOver(opened: OpenedSession, response: Response): Session {
    setSessionCookie(response, this.settings, opened.token, opened.expiresAt);
    return opened.session;
  }

  /** The session of the caller. */
  async current(actor: Actor, request: Request): Promise<Session> {
    const tokenHash = this.ownTokenHash(request);
    return this.database.inOrganisation(actor.organisationId, (manager) => this.read(manager, actor.organisationId, tokenHash));
  }

  /** Signs out: the session is gone at once, here and in the browser. */
  async end(actor: Actor, request: Request, response: Response): Promise<void> {
    const tokenHash = this.ownTokenHash(request);
    await this.database.inOrganisation(actor.organisationId, async (manager) => {
      await manager.query(`DELETE FROM session WHERE organisation_id = $1 AND token_hash = $2`, [actor.organisationId, tokenHash]);
      await this.log.record(manager, actor, { action: 'session.end', objectKind: 'account', objectId: actor.id });
    });
    clearSessionCookie(response, this.settings);
  }

  private ownTokenHash(request: Request): Buffer {
    const token = sessionTokenOf(request, this.settings);
    if (token === null) throw new FineprintError('FORBIDDEN', 'An API key has no session');
    return hashOfToken(token);
  }

  private async read(manager: EntityManager, organisationId: number, tokenHash: Buffer): Promise<Session> {
    const [row]: SessionRow[] = await manager.query(
      `SELECT a.*, s.last_seen_at, s.expires_at, o.name AS organisation, o.public_id
       FROM session s
       JOIN account a ON a.organisation_id = s.organisation_id AND a.id = s.account_id
       JOIN organisation o ON o.id = s.organisation_id
       WHERE s.organisation_id = $1 AND s.token_hash = $2`,
      [organisationId, tokenHash],
    );
    if (!row) throw new FineprintError('UNAUTHENTICATED');
    const expiresAt = endOfSession({ lastSeenAt: row.last_seen_at, expiresAt: row.expires_at }).toISOString();
    return { account: toAccount(row), organisation: { id: row.public_id, name: row.organisation }, expiresAt };
  }

  private async accountOf(email: string, password: string): Promise<{ readonly account: AccountRow; readonly outdated: boolean }> {
    const { rows } = await this.database.login.query<AccountRow>(
      `SELECT * FROM account WHERE email = $1 AND disabled_at IS NULL AND password_hash IS NOT NULL ORDER BY organisation_id LIMIT $2`,
      [email, organisationsPerEmail],
    );
    for (const account of rows) {
      const { matches, outdated } = await this.passwords.verify(password, account.password_hash);
      if (matches) return { account, outdated };
    }
    if (rows.length === 0) await this.passwords.verify(password, null);
    throw new FineprintError('CREDENTIALS_WRONG');
  }
}
