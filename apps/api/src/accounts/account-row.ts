import type { Account, Role } from '#libs/wire/accounts.js';

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
