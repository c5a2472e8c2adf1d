import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Role } from '#libs/wire/accounts.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import { Clock } from '../http/clock.js';
import { systemActor } from '../jobs/system-actor.js';
import { actorOfAccount, insertAccount, toAccount, type AccountRow } from './account-row.js';
import { Passwords } from './password.js';

export interface NewOrganisation {
  readonly name: string;
  readonly demonstration?: boolean;
  readonly administrator: { readonly name: string; readonly email: string; readonly password: string };
}

export interface NewMember {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: Role;
  readonly vendorId?: string;
}

export interface CreatedOrganisation {
  /** Internal number; never leaves the server. */
  readonly organisationId: number;
  readonly publicId: string;
  readonly administrator: AccountRow;
}

/** Makes organisations: for the first set-up, for the demonstration, for tests. Passwords are judged where people choose them. */
@Injectable()
export class Organisations {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly passwords: Passwords,
  ) {}

  /** An organisation with its first administrator and its first log entry, in one transaction. */
  async createOrganisation(organisation: NewOrganisation): Promise<CreatedOrganisation> {
    const passwordHash = await this.passwords.hash(organisation.administrator.password);
    return this.database.inNewOrganisation((manager, id) => this.store(manager, id, organisation, passwordHash));
  }

  /** The same inside a running transaction, with a password that is hashed already. */
  async store(manager: EntityManager, organisationId: number, organisation: NewOrganisation, passwordHash: string): Promise<CreatedOrganisation> {
    const now = this.clock.now();
    const publicId = v7({ msecs: now.getTime() });
    const demonstration = organisation.demonstration ?? false;
    await manager.query(`INSERT INTO organisation (id, public_id, name, demonstration, created_at) VALUES ($1, $2, $3, $4, $5)`, [
      organisationId,
      publicId,
      organisation.name,
      demonstration,
      now,
    ]);
    const administrator = this.rowOf(organisationId, { ...organisation.administrator, role: 'administrator' }, passwordHash);
    await insertAccount(manager, administrator);
    await this.log.record(manager, actorOfAccount(administrator), {
      action: 'organisation.create',
      objectKind: 'organisation',
      objectId: publicId,
      after: { id: publicId, name: organisation.name, demonstration, administrator: toAccount(administrator) },
    });
    return { organisationId, publicId, administrator };
  }

  /** A person who can sign in at once, without an invitation; for the demonstration and for tests. */
  async addMember(organisationId: number, member: NewMember): Promise<AccountRow> {
    const row = this.rowOf(organisationId, member, await this.passwords.hash(member.password));
    await this.database.inOrganisation(organisationId, async (manager) => {
      await insertAccount(manager, row);
      await this.log.record(manager, systemActor(organisationId), { action: 'account.create', objectKind: 'account', objectId: row.id, after: toAccount(row) });
    });
    return row;
  }

  private rowOf(organisationId: number, member: Omit<NewMember, 'password'>, passwordHash: string): AccountRow {
    const now = this.clock.now();
    return {
      organisation_id: organisationId,
      id: v7({ msecs: now.getTime() }),
      email: member.email.toLowerCase(),
      name: member.name,
      role: member.role,
      vendor_id: member.vendorId ?? null,
      password_hash: passwordHash,
      disabled_at: null,
      created_at: now,
    };
  }
}
