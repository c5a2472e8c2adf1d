import { describe, expect, test } from 'vitest';
import { type AgreementCommand, type AgreementEvent, type AgreementLife, decide, evolve, refusals } from '#libs/terms/lifecycle.js';
import { type AgreementState, agreementStates } from '#libs/wire/agreements.js';
import { FineprintError } from '#libs/wire/errors.js';

const now = '2026-03-14T09:00:00.000Z';
const draft = { title: 'Lead scoring', effectiveFrom: '2026-01-01', effectiveUntil: null, zone: 'UTC', terms: {} };
const started: AgreementLife = { state: 'draft', revision: 1, draft, shared: false, activatedAt: null };
const retitled = { ...draft, title: 'Scoring' };

const edited: AgreementEvent = { type: 'edited', draft: retitled };
const submitted: AgreementEvent = { type: 'submitted' };
const half: AgreementEvent = { type: 'approved', isLast: false };
const approved: AgreementEvent = { type: 'approved', isLast: true };
const returned: AgreementEvent = { type: 'returned' };
const frozen: AgreementEvent = { type: 'frozen' };
const byCustomer: AgreementEvent = { type: 'signed', party: 'customer', isLast: false };
const byVendor: AgreementEvent = { type: 'signed', party: 'vendor', isLast: true };
const activated: AgreementEvent = { type: 'activated', at: now };

const signature = { party: 'vendor', signedAt: now, digest: 'd1' } as const;
const version = { number: 1, newest: 1, digest: 'd1', signedBy: ['customer'] } as const;
const sign = (changes: Partial<Extract<AgreementCommand, { type: 'sign' }>> = {}): AgreementCommand => ({ type: 'sign', signature, version, ...changes });
const activate: AgreementCommand = { type: 'activate' };

const after = (...events: readonly AgreementEvent[]) => events.reduce(evolve, started);
const given = (...events: readonly AgreementEvent[]) => ({
  when: (command: AgreementCommand) => ({
    gives: (event: AgreementEvent) => expect(decide(command, after(...events), now)).toEqual(event),
    refused: (code: string, words: string) => expect(refusalOf(() => decide(command, after(...events), now))).toMatchObject({ code, detail: expect.stringContaining(words) }),
  }),
});

function refusalOf(work: () => unknown): FineprintError {
  try {
    work();
  } catch (error) {
    if (error instanceof FineprintError) return error;
  }
  throw new Error('nothing was refused');
}

const histories: Readonly<Record<AgreementState, readonly AgreementEvent[]>> = {
  draft: [],
  'in-review': [submitted],
  approved: [submitted, approved],
  frozen: [frozen],
  signed: [frozen, byCustomer, byVendor],
  active: [frozen, byCustomer, byVendor, activated],
};
const commands = (revision: number): Readonly<Record<AgreementCommand['type'], AgreementCommand>> => ({
  edit: { type: 'edit', lastSeen: revision, draft: retitled },
  share: { type: 'share', shared: true },
  submit: { type: 'submit', lastSeen: revision },
  approve: { type: 'approve', isLast: true },
  reject: { type: 'reject' },
  withdraw: { type: 'withdraw', signatures: 0 },
  freeze: { type: 'freeze', lastSeen: revision, missing: null },
  sign: sign(),
  activate,
});

describe.each(agreementStates)('when an agreement is %s', (state) => {
  const life = after(...histories[state]);
  test('it has come there by its events', () => expect(life.state).toBe(state));
  test.each(Object.entries(commands(life.revision)))('%s follows the table', (type, command) => {
    const refusal = refusals[state][type as AgreementCommand['type']];
    if (refusal !== null) return given(...histories[state]).when(command).refused(refusal, `this agreement is ${state}`);
    expect(evolve(life, decide(command, life, now)).revision).toBe(life.revision + 1);
  });
});

describe('a draft', () => {
  test('takes a new text', () => given().when({ type: 'edit', lastSeen: 1, draft: retitled }).gives(edited));
  test('has the new text afterwards', () => expect(after(edited)).toEqual({ ...started, revision: 2, draft: retitled }));
  test('freezes', () => given(edited).when({ type: 'freeze', lastSeen: 2, missing: null }).gives(frozen));
  test('does not freeze without the approval it needs', () => given().when({ type: 'freeze', lastSeen: 1, missing: 'Approval is needed by: legal' }).refused('APPROVAL_MISSING', 'by: legal'));
  test('is shared and kept back, and stays a draft', () => {
    expect(after({ type: 'shared', shared: true })).toEqual({ ...started, revision: 2, shared: true });
    given().when({ type: 'share', shared: false }).gives({ type: 'shared', shared: false });
  });
  test.each<AgreementCommand>([{ type: 'edit', lastSeen: 1, draft }, { type: 'freeze', lastSeen: 1, missing: null }, { type: 'submit', lastSeen: 1 }])('does not $type for somebody who has not seen the last change', (command) =>
    given(edited).when(command).refused('PRECONDITION_FAILED', 'You last saw revision 1, but it is at revision 2'));
});

describe('an agreement in review', () => {
  test('stays there until the last approval', () => expect(after(submitted, half).state).toBe('in-review'));
  test('is approved with the last one', () => given(submitted, half).when({ type: 'approve', isLast: true }).gives(approved));
  test('is a draft again when it is rejected or taken back', () => expect(after(submitted, returned).state).toBe('draft'));
  test.each([[[submitted]], [[submitted, approved]]])('is a draft again when it is changed: nobody has approved that text', (events) =>
    expect(after(...events, edited)).toMatchObject({ state: 'draft', draft: retitled }));
});

describe('a frozen agreement', () => {
  test('goes back to being a draft while nobody has signed it', () => given(frozen).when({ type: 'withdraw', signatures: 0 }).gives(returned));
  test('does not once a party has signed', () => given(frozen, byCustomer).when({ type: 'withdraw', signatures: 1 }).refused('SIGNATURE_EXISTS', 'new version'));
  test('is not signed in an earlier version', () => given(frozen).when(sign({ version: { ...version, newest: 2 } })).refused('VERSION_SUPERSEDED', 'there is a version 2'));
  test('is signed by one party first', () => given(frozen).when(sign({ version: { ...version, signedBy: [] } })).gives({ ...byVendor, isLast: false }));
  test('stays frozen until the other has signed', () => expect(after(frozen, byCustomer).state).toBe('frozen'));
  test('is signed with the second party', () => given(frozen, byCustomer).when(sign()).gives(byVendor));
  test('is not signed twice by one party', () =>
    given(frozen, byCustomer).when(sign({ signature: { ...signature, party: 'customer' } })).refused('SIGNATURE_EXISTS', 'The customer has already signed version 1'));
  test('is not signed under another digest', () =>
    given(frozen).when(sign({ signature: { ...signature, digest: 'd2' } })).refused('DIGEST_MISMATCH', 'Version 1 has the digest d1'));
  test('is not signed under a number it does not have', () => given(frozen).when(sign({ version: null })).refused('NOT_FOUND', ''));
  test.each([
    ['2026-03-14T09:00:00.001Z', 'lies in the future'],
    ['1026-03-14T09:00:00Z', 'from the year 2000 on'],
  ])('is not signed at %s', (signedAt, words) => given(frozen).when(sign({ signature: { ...signature, signedAt } })).refused('INVALID', words));
  test('may have been signed on paper before it was frozen', () =>
    given(frozen, byCustomer).when(sign({ signature: { ...signature, signedAt: '2025-12-01T00:00:00Z' } })).gives(byVendor));
});

describe('a signed agreement', () => {
  test('is activated', () => given(frozen, byCustomer, byVendor).when(activate).gives(activated));
  test('remembers when', () => expect(after(frozen, byCustomer, byVendor, activated)).toEqual({ state: 'active', revision: 5, draft, shared: false, activatedAt: now }));
});
