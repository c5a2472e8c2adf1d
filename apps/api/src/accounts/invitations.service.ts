import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { EntityManager } from 'typeorm';
import type { InvitationAcceptance } from '#libs/wire/accounts.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { Session } from '#libs/wire/sessions.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import { Clock } from '../http/clock.js';
import { Settings } from '../shell.module.js';
import { actorOfAccount, toAccount, type AccountRow } from './account-row.js';
import { refuseForeignOrigin } from './origin-check.js';
import { Passwords } from './password.js';
import { refuseWeakPassword } from './password-rules.js';
import { Sessions } from './sessions.service.js';
import { hashOfToken, newToken } from './tokens.js';

const lifetime = 7 * 86_400_000;

type OpenInvitation = AccountRow & { readonly organisation: string };

/** Links that let an invited person choose a password; good once, for seven days. */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly settings: Settings,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /** A new invitation for an account; earlier ones stop working. */
  async issue(manager: EntityManager, organisationId: number, accountId: string): Promise<{ readonly token: string; readonly expiresAt: Date }> {
    const now = this.clock.now();
    await this.withdraw(manager, organisationId, accountId);
    const token = newToken();
    const expiresAt = new Date(now.getTime() + lifetime);
    await manager.query(`INSERT INTO invitation (organisation_id, token_hash, account_id, expires_at) VALUES ($1, $2, $3, $4)`, [
      organisationId,
      token.hash,
      accountId,
      expiresAt,
    ]);
    return { token: token.text, expiresAt };
  }

  async withdraw(manager: EntityManager, organisationId: number, accountId: string): Promise<void> {
    await manager.query(`UPDATE invitation SET used_at = $3 WHERE organisation_id = $1 AND account_id = $2 AND used_at IS NULL`, [
      organisationId,
      accountId,
      this.clock.now(),
    ]);
  }

  /** The invited person chooses a password and is signed in. */
  async accept({ token, password }: InvitationAcceptance, request: Request, response: Response): Promise<Session> {
    refuseForeignOrigin(request, this.settings, false);
    const tokenHash = hashOfToken(token);
    const invited = await this.find(tokenHash);
    refuseWeakPassword(password, { email: invited.email, organisation: invited.organisation });
    const passwordHash = await this.passwords.hash(password);
    const opened = await this.database.inOrganisation(invited.organisation_id, async (manager) => {
      const account = await this.redeem(manager, invited, tokenHash, passwordHash);
      await this.log.record(manager, actorOfAccount(account), {
        action: 'account.accept-invitation',
        objectKind: 'account',
        objectId: account.id,
        before: toAccount({ ...account, password_hash: null }),
        after: toAccount(account),
      });
      return this.sessions.open(manager, account, request);
    });
    return this.sessions.handOver(opened, response);
  }

  private async find(tokenHash: Buffer): Promise<OpenInvitation> {
    const { rows } = await this.database.login.query<OpenInvitation>(
      `SELECT a.*, o.name AS organisation
       FROM invitation i
       JOIN account a ON a.organisation_id = i.organisation_id AND a.id = i.account_id
       JOIN organisation o ON o.id = i.organisation_id
       WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > $2 AND a.disabled_at IS NULL AND a.password_hash IS NULL`,
      [tokenHash, this.clock.now()],
    );
    if (!rows[0]) throw new FineprintError('INVITATION_INVALID');
    return rows[0];
  }

  // Both updates repeat the conditions under their row locks: of two acceptances at once, or one against a withdrawal, one wins.
  private async redeem(manager: EntityManager, { organisation_id, id }: AccountRow, tokenHash: Buffer, passwordHash: string): Promise<AccountRow> {
    const now = this.clock.now();
    const [, used]: [unknown[], number] = await manager.query(
      `UPDATE invitation SET used_at = $3 WHERE organisation_id = $1 AND token_hash = $2 AND used_at IS NULL AND expires_at > $3`,
      [organisation_id, tokenHash, now],
    );
    const [[account]]: [AccountRow[], number] = await manager.query(
      `UPDATE account SET password_hash = $3 WHERE organisation_id = $1 AND id = $2 AND password_hash IS NULL AND disabled_at IS NULL RETURNING *`,
      [organisation_id, id, passwordHash],
    );
    if (used !== 1 || account === undefined) throw new FineprintError('INVITATION_INVALID');
    return account;
  }
}
