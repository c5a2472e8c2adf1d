import { describe, expect, test } from 'vitest';
import { changedAccount, endsSessions } from '../../../apps/api/src/accounts/account-change.js';
import { toAccount, type AccountRow } from '../../../apps/api/src/accounts/account-row.js';

const now = new Date('2026-03-15T12:00:00Z');
const administrator: AccountRow = {
  organisation_id: 1,
  id: '0195a000-0000-7000-8000-000000000001',
  email: 'ada@example.com',
  name: 'Ada',
  role: 'administrator',
  vendor_id: null,
  password_hash: '$argon2id$',
  disabled_at: null,
  created_at: now,
};
const legal: AccountRow = { ...administrator, role: 'legal' };
const contact: AccountRow = { ...administrator, role: 'vendor-contact', vendor_id: '0195a000-0000-7000-8000-000000000002' };
const invited: AccountRow = { ...legal, password_hash: null };
const disabled: AccountRow = { ...legal, disabled_at: new Date('2026-01-01T00:00:00Z') };

describe('the last administrator who can sign in', () => {
  test.each([['disabled', { state: 'disabled' }], ['demoted', { role: 'legal' }]] as const)('cannot be %s', (_, change) => {
    expect(() => changedAccount(administrator, change, 1, now)).toThrow(expect.objectContaining({ code: 'CONFLICT' }) as Error);
  });

  test('can be, once there is another', () => {
    expect(toAccount(changedAccount(administrator, { state: 'disabled' }, 2, now)).state).toBe('disabled');
    expect(changedAccount(administrator, { role: 'legal' }, 2, now).role).toBe('legal');
  });

  test('is not somebody whose invitation is open', () => {
    expect(changedAccount({ ...administrator, password_hash: null }, { role: 'legal' }, 1, now).role).toBe('legal');
  });
});

describe('a change of role', () => {
  test.each([['from vendor contact', contact, 'legal'], ['to vendor contact', legal, 'vendor-contact']] as const)('%s is refused and points at the role', (_, account, role) => {
    expect(() => changedAccount(account, { role }, 1, now)).toThrow(expect.objectContaining({ code: 'INVALID', faults: [expect.objectContaining({ pointer: '/role' })] }) as Error);
  });

  test('ends sessions; the same role again does not', () => {
    expect(endsSessions(legal, changedAccount(legal, { role: 'compliance' }, 1, now))).toBe(true);
    expect(endsSessions(legal, changedAccount(legal, { role: 'legal' }, 1, now))).toBe(false);
  });
});

describe('a change of state', () => {
  test('disables from now on and ends sessions', () => {
    const after = changedAccount(legal, { state: 'disabled' }, 1, now);
    expect(after.disabled_at).toEqual(now);
    expect(endsSessions(legal, after)).toBe(true);
  });

  test('keeps the moment when the account is disabled already', () => {
    expect(changedAccount(disabled, { state: 'disabled' }, 1, now)).toEqual(disabled);
  });

  test('enables again', () => {
    const after = changedAccount(disabled, { state: 'active' }, 1, now);
    expect(toAccount(after).state).toBe('active');
    expect(endsSessions(disabled, after)).toBe(false);
  });

  test('does not activate an account whose invitation is open', () => {
    expect(() => changedAccount(invited, { state: 'active' }, 1, now)).toThrow(expect.objectContaining({ code: 'CONFLICT' }) as Error);
  });
});

test.each([
  ['invited', invited],
  ['active', legal],
  ['disabled', disabled],
  ['disabled', { ...invited, disabled_at: now }],
] as const)('an account is %s', (state, row) => {
  expect(toAccount(row).state).toBe(state);
});

test('an account on the wire carries no password hash', () => {
  expect(JSON.stringify(toAccount(legal))).not.toContain('argon2');
});
