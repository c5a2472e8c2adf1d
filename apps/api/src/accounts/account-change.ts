import type { AccountChange } from '#libs/wire/accounts.js';
import { FineprintError, invalidAt } from '#libs/wire/errors.js';
import type { AccountRow } from './account-row.js';

/**
 * The account after a change.
 * @param activeAdministrators how many administrators can sign in now, this account included
 * @throws FineprintError CONFLICT when nobody would be left to administer, or an open invitation is to be activated;
 *   INVALID when a vendor contact would lose its vendor, or somebody else become one without
 */
export function changedAccount(account: AccountRow, change: AccountChange, activeAdministrators: number, now: Date): AccountRow {
  const role = change.role ?? account.role;
  if ((role === 'vendor-contact') !== (account.role === 'vendor-contact')) {
    throw invalidAt('/role', 'ROLE_FIXED', 'A vendor contact stays one, and nobody else becomes one: invite another account');
  }
  if (change.state === 'active' && account.disabled_at === null && account.password_hash === null) {
    throw new FineprintError('CONFLICT', 'The account becomes active when its invitation is accepted');
  }
  const changed = { ...account, role, disabled_at: disabledAt(account, change, now) };
  if (isActiveAdministrator(account) && !isActiveAdministrator(changed) && activeAdministrators <= 1) {
    throw new FineprintError('CONFLICT', 'This is the last administrator who can sign in; make somebody else administrator first');
  }
  return changed;
}

/** Whether sessions that run under the old account must end. */
export function endsSessions(before: AccountRow, after: AccountRow): boolean {
  return before.role !== after.role || (before.disabled_at === null && after.disabled_at !== null);
}

const isActiveAdministrator = (account: AccountRow): boolean =>
  account.role === 'administrator' && account.disabled_at === null && account.password_hash !== null;

function disabledAt(account: AccountRow, change: AccountChange, now: Date): Date | null {
  if (change.state === 'active') return null;
  return change.state === 'disabled' ? (account.disabled_at ?? now) : account.disabled_at;
}
