import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Account, AccountChange, Invitation, NewAccount } from '#libs/wire/accounts.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { PageQuery } from '#libs/wire/scalars.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { decodeCursor, encodeCursor, pageOfRows } from '../http/cursor.js';
import { Settings } from '../shell.module.js';
import { assertVendor } from '../vendors/vendor-exists.js';
import { changedAccount, endsSessions } from './account-change.js';
import { insertAccount, toAccount, type AccountRow } from './account-row.js';
import { Invitations } from './invitations.service.js';
import { ownOrigins } from './origin-check.js';

/** The people of an organisation: who they are, what they may do, who comes and goes. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly settings: Settings,
    private readonly invitations: Invitations,
  ) {}

  async page({ organisationId }: Actor, { limit, cursor }: PageQuery): Promise<{ items: Account[]; next: string | null }> {
    const [after] = decodeCursor('accounts', organisationId, 1, cursor) ?? [];
    const rows: AccountRow[] = await this.database.inOrganisation(organisationId, (manager) =>
      manager.query(`SELECT * FROM account WHERE organisation_id = $1 AND ($2::text IS NULL OR email > $2) ORDER BY email LIMIT $3`, [
        organisationId,
        after ?? null,
        limit + 1,
      ]),
    );
    return pageOfRows(rows, limit, toAccount, (row) => encodeCursor('accounts', organisationId, [row.email]));
  }

  /** Invites somebody. Inviting an e-mail whose invitation is still open corrects it and gives a new link. */
  async invite(actor: Actor, invited: NewAccount, request: Request): Promise<Invitation> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      if (invited.vendorId !== undefined) await assertVendor(manager, actor.organisationId, invited.vendorId);
      const account = await this.storeInvited(manager, actor.organisationId, invited);
      const { token, expiresAt } = await this.invitations.issue(manager, actor.organisationId, account.id);
      await this.log.record(manager, actor, { action: 'account.invite', objectKind: 'account', objectId: account.id, after: toAccount(account) });
      const [origin] = ownOrigins(request, this.settings);
      return { account: toAccount(account), link: `${origin}/invitation?token=${token}`, expiresAt: expiresAt.toISOString() };
    });
  }

  /** Changes role or state. Both act at once: the account's sessions end. */
  async change(actor: Actor, id: string, change: AccountChange): Promise<Account> {
    const { organisationId } = actor;
    return this.database.inOrganisation(organisationId, async (manager) => {
      // Locked in one order: of two administrators who disable each other at once, the second sees that the first is gone.
      const administrators: { id: string }[] = await manager.query(
        `SELECT id FROM account WHERE organisation_id = $1 AND role = 'administrator' AND disabled_at IS NULL AND password_hash IS NOT NULL ORDER BY id FOR UPDATE`,
        [organisationId],
      );
      const [before]: AccountRow[] = await manager.query(`SELECT * FROM account WHERE organisation_id = $1 AND id = $2 FOR UPDATE`, [organisationId, id]);
      if (!before) throw new FineprintError('NOT_FOUND');
      const after = changedAccount(before, change, administrators.length, this.clock.now());
      await manager.query(`UPDATE account SET role = $3, disabled_at = $4 WHERE organisation_id = $1 AND id = $2`, [organisationId, id, after.role, after.disabled_at]);
      if (endsSessions(before, after)) await manager.query(`DELETE FROM session WHERE organisation_id = $1 AND account_id = $2`, [organisationId, id]);
      if (after.disabled_at !== null) await this.invitations.withdraw(manager, organisationId, id);
      await this.log.record(manager, actor, { action: 'account.change', objectKind: 'account', objectId: id, before: toAccount(before), after: toAccount(after), detail: change });
      return toAccount(after);
    });
  }

  private async storeInvited(manager: EntityManager, organisationId: number, invited: NewAccount): Promise<AccountRow> {
    const now = this.clock.now();
    const [existing]: AccountRow[] = await manager.query(`SELECT * FROM account WHERE organisation_id = $1 AND email = $2 FOR UPDATE`, [organisationId, invited.email]);
    if (existing) {
      if (existing.password_hash !== null || existing.disabled_at !== null) throw new FineprintError('EMAIL_TAKEN');
      const corrected = { ...existing, name: invited.name, role: invited.role, vendor_id: invited.vendorId ?? null };
      await manager.query(`UPDATE account SET name = $3, role = $4, vendor_id = $5 WHERE organisation_id = $1 AND id = $2`, [
        organisationId,
        existing.id,
        corrected.name,
        corrected.role,
        corrected.vendor_id,
      ]);
      return corrected;
    }
    const account: AccountRow = {
      organisation_id: organisationId,
      id: v7({ msecs: now.getTime() }),
      email: invited.email,
      name: invited.name,
      role: invited.role,
      vendor_id: invited.vendorId ?? null,
      password_hash: null,
      disabled_at: null,
      created_at: now,
    };
    await insertAccount(manager, account);
    return account;
  }
}
