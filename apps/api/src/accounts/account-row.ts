import type { EntityManager } from 'typeorm';
import { abilityOfRole } from '#libs/access/ability.js';
import type { Account, Role } from '#libs/wire/accounts.js';
import type { Actor } from '../http/actor.js';

/** A row of the account table. */
export interface AccountRow {
  readonly organisation_id: number;
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly vendor_id: string | null;
  readonly password_hash: string | null;
  readonly disabled_at: Date | null;
  readonly created_at: Date;
}

/** Stores an account. The caller has checked that the e-mail is free. */
export async function insertAccount(manager: EntityManager, row: AccountRow): Promise<void> {
  await manager.query(
    `INSERT INTO account (organisation_id, id, email, name, role, vendor_id, password_hash, disabled_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.organisation_id, row.id, row.email, row.name, row.role, row.vendor_id, row.password_hash, row.disabled_at, row.created_at],
  );
}

/** The account as it travels: never with its password hash. */
export function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    vendorId: row.vendor_id,
    state: stateOf(row),
    createdAt: row.created_at.toISOString(),
  };
}

function stateOf(row: AccountRow): Account['state'] {
  if (row.disabled_at !== null) return 'disabled';
  return row.password_hash === null ? 'invited' : 'active';
}

/** The actor that a signed-in person is. */
export function actorOfAccount(row: AccountRow): Actor {
  return {
    kind: 'account',
    organisationId: row.organisation_id,
    id: row.id,
    name: row.name,
    vendorId: row.vendor_id,
    ability: abilityOfRole(row.role, row.vendor_id),
  };
}
