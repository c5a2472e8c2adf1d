import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '#libs/wire/accounts.js';
import type { AgreementDetail } from '#libs/wire/agreements.js';
import type { AgreementApprovals, ApprovalInbox } from '#libs/wire/approvals.js';
import { freeze, ifMatch, missingTerms, newDraft, newParties, saveTerms, signatureOf } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { always, decideAs, newestRequest, reviewedIn, setRules, submit } from '../../support/approvals.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';

let app: TestApp;
let us: Caller;
let lawyer: Caller;
let officer: Caller;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  lawyer = await join(app, us.organisationId, 'legal');
  officer = await join(app, us.organisationId, 'compliance');
});
afterAll(() => app.stop());
beforeEach(() => setRules(us, [always]));

const readyDraft = async (by = us) => saveTerms(by, await newDraft(by, await newParties(us)), missingTerms);
const outcomeOf = async (id: string) => (await newestRequest(us, id)).outcome;

describe('rules', () => {
  test('are replaced as a whole, and not over a change that was not seen', async () => {
    expect(await us.put('/approval-rules', { rules: [] }, ifMatch(0))).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
    expect((await us.put('/approval-rules', { rules: [] })).status).toBe(428);
  });

  test.each([
    ['an unknown role', { ...always, approvers: ['janitor'] }],
    ['a vendor’s contact', { ...always, approvers: ['vendor-contact'] }],
    ['nobody', { ...always, approvers: [] }],
    ['an unknown condition', { ...always, when: { kind: 'mood' } }],
    ['a value without a currency', { ...always, when: { kind: 'value', basis: 'annual', atLeast: { amount: '1', currency: '' } } }],
  ])('with %s are refused', async (_, rule) => expect((await us.put('/approval-rules', { rules: [rule] }, ifMatch(1))).status).toBe(422));

  test.each<[string, object, boolean]>([
    ['a yearly charge from 14,400 on', { kind: 'value', basis: 'annual', atLeast: { amount: '14400', currency: 'EUR' } }, true],
    ['a yearly charge above it', { kind: 'value', basis: 'annual', atLeast: { amount: '14400.01', currency: 'EUR' } }, false],
    ['a total of the term', { kind: 'value', basis: 'total', atLeast: { amount: '14400', currency: 'EUR' } }, true],
    ['another currency', { kind: 'value', basis: 'annual', atLeast: { amount: '999999999', currency: 'USD' } }, true],
    ['an error of the review, of which there is none', { kind: 'severity', atLeast: 'error' }, false],
    ['a warning of the review, such as a clause that is left out', { kind: 'severity', atLeast: 'warning' }, true],
    ['a family that the draft brings in', { kind: 'family', families: ['ownership'] }, true],
    ['a family that it does not have', { kind: 'family', families: ['law'] }, false],
  ])('ask for approval by %s', async (_, when, isAsked) => {
    await setRules(us, [{ ...always, when }]);
    const draft = await readyDraft();
    const { required } = (await us.get<AgreementApprovals>(`/agreements/${draft.id}/approvals`)).body;
    expect(required.map(({ role }) => role)).toEqual(isAsked ? ['legal'] : []);
    expect(await submit(us, draft)).toMatchObject(isAsked ? { status: 201 } : { status: 409, body: { code: 'APPROVAL_NOT_NEEDED' } });
  });

  test('that do not apply leave the way to freezing open', async () => {
    await setRules(us, []);
    expect((await freeze(us, await readyDraft())).state).toBe('frozen');
  });
});

describe('a request', () => {
  test('says who approves in which order and why, what they see, and since when it waits', async () => {
    await setRules(us, [{ ...always, approvers: ['legal', 'compliance'] }]);
    const draft = await readyDraft();
    await submit(us, draft);
    expect(await newestRequest(lawyer, draft.id)).toMatchObject({
      outcome: 'open',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      requestedBy: { name: 'Ada Administrator' },
      waitingSince: '2026-03-15T12:00:00.000Z',
      editors: [{ name: 'Ada Administrator' }],
      steps: [{ role: 'legal', decision: null, because: [{ rule: 'Everything', reason: 'every draft' }] }, { role: 'compliance', decision: null }],
    });
  });

  test('is decided step by step, in the order of the rules', async () => {
    await setRules(us, [{ ...always, approvers: ['legal', 'compliance'] }]);
    const draft = await readyDraft();
    await submit(us, draft);
    expect(await decideAs(officer, draft.id, 'approve')).toMatchObject({ status: 409, body: { code: 'APPROVAL_TURN' } });
    expect(await decideAs(lawyer, draft.id, 'approve')).toMatchObject({ status: 200, body: { state: 'in-review' } });
    expect(await decideAs(lawyer, draft.id, 'approve')).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect(await decideAs(officer, draft.id, 'approve')).toMatchObject({ status: 200, body: { state: 'approved' } });
    expect(await outcomeOf(draft.id)).toBe('approved');
  });

  test('is rejected with a reason, and not without', async () => {
    const draft = await readyDraft();
    await submit(us, draft);
    expect(await decideAs(lawyer, draft.id, 'reject')).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason' }] } });
    expect(await decideAs(lawyer, draft.id, 'reject', ' ')).toMatchObject({ status: 422 });
    expect(await decideAs(lawyer, draft.id, 'reject', 'The cap is too low')).toMatchObject({ status: 200, body: { state: 'draft' } });
    expect(await newestRequest(us, draft.id)).toMatchObject({ outcome: 'rejected', steps: [{ decision: 'rejected', reason: 'The cap is too low', decidedBy: { name: 'Pat legal' } }] });
  });

  test('is decided by somebody who has seen what was submitted', async () => {
    const draft = await readyDraft();
    await submit(us, draft);
    expect(await lawyer.post(`/agreements/${draft.id}/approvals/decision`, { decision: 'approve', digest: '0'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'DIGEST_MISMATCH' } });
  });

  test.each(['in-review', 'approved'] as const)('that is %s does not survive an edit: the draft is submitted again before it freezes', async (state) => {
    const agreement = await reviewedIn(state, us, lawyer, await newParties(us));
    const edited = await saveTerms(us, agreement, { 'uptime.target': '99.5' });
    expect(edited.state).toBe('draft');
    expect(await outcomeOf(agreement.id)).toBe('invalidated');
    expect(await us.post(`/agreements/${agreement.id}/versions`, undefined, ifMatch(edited.revision))).toMatchObject({ status: 409, body: { code: 'APPROVAL_MISSING' } });
    expect(await submit(us, edited)).toMatchObject({ status: 201, body: { state: 'in-review' } });
  });

  test('of a version that is signed at the same moment as it is taken back ends in one of the two, never in both', async () => {
    await setRules(us, []);
    for (let round = 0; round < 5; round += 1) {
      const frozen = await freeze(us, await readyDraft());
      const [back, signed] = await Promise.all([
        us.post(`/agreements/${frozen.id}/approvals/withdrawal`),
        lawyer.post(`/agreements/${frozen.id}/versions/1/signatures`, signatureOf(frozen, 'customer')),
      ]);
      const { state, versions } = (await us.get<AgreementDetail>(`/agreements/${frozen.id}`)).body;
      const signatures = versions[0]?.signatures.length ?? 0;
      expect([back.status, signed.status].filter((status) => status < 300)).toHaveLength(1);
      expect({ state, signatures }).toEqual(back.status === 200 ? { state: 'draft', signatures: 0 } : { state: 'frozen', signatures: 1 });
    }
  });

  test('of a frozen version that is taken back has to be made again, and the version is not signed any more', async () => {
    const frozen = await reviewedIn('frozen', us, lawyer, await newParties(us));
    const back = await us.post<AgreementDetail>(`/agreements/${frozen.id}/approvals/withdrawal`);
    expect(back).toMatchObject({ status: 200, body: { state: 'draft', versions: [{ number: 1 }] } });
    expect(await us.post(`/agreements/${frozen.id}/versions/1/signatures`, signatureOf(frozen, 'customer'))).toMatchObject({ status: 409, body: { code: 'AGREEMENT_NOT_FROZEN' } });
    await submit(us, back.body);
    const approved = await decideAs<AgreementDetail>(lawyer, frozen.id, 'approve');
    expect((await freeze(us, approved.body)).versions.map(({ number }) => number)).toEqual([1, 2]);
    expect(await us.post(`/agreements/${frozen.id}/versions/1/signatures`, signatureOf(frozen, 'customer'))).toMatchObject({ status: 409, body: { code: 'VERSION_SUPERSEDED' } });
  });
});

describe('four eyes', () => {
  test('whoever asks does not approve', async () => {
    const draft = await readyDraft();
    await submit(lawyer, draft);
    expect(await decideAs(lawyer, draft.id, 'approve')).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
  });

  test('whoever changed the draft does not approve, even if somebody else asks', async () => {
    const draft = await readyDraft(lawyer);
    await submit(us, draft);
    expect(await decideAs(lawyer, draft.id, 'approve')).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    expect(await decideAs(await join(app, us.organisationId, 'legal'), draft.id, 'approve')).toMatchObject({ status: 200 });
  });

  test('an administrator does not stand in for another role', async () => {
    const draft = await readyDraft();
    await submit(us, draft);
    expect(await decideAs(await join(app, us.organisationId, 'administrator'), draft.id, 'approve')).toMatchObject({ status: 409, body: { code: 'APPROVAL_TURN' } });
  });

  test('of many who approve at once one does', async () => {
    const draft = await readyDraft();
    await submit(us, draft);
    const lawyers = await Promise.all(Array.from({ length: 4 }, () => join(app, us.organisationId, 'legal')));
    const answers = await Promise.all(lawyers.map((one) => decideAs(one, draft.id, 'approve')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
  });
});

describe('the inbox', () => {
  test('shows what waits for the caller, and what the caller asked for', async () => {
    const draft = await readyDraft();
    await submit(us, draft);
    const inboxOf = async (by: Caller) => (await by.get<ApprovalInbox>('/approvals')).body;
    expect((await inboxOf(lawyer)).toDecide.map(({ agreementId }) => agreementId)).toContain(draft.id);
    expect((await inboxOf(officer)).toDecide).toEqual([]);
    expect((await inboxOf(us)).mine.map(({ agreementId }) => agreementId)).toContain(draft.id);
    expect((await inboxOf(us)).toDecide).toEqual([]);
    await decideAs(lawyer, draft.id, 'approve');
    expect((await inboxOf(lawyer)).toDecide.map(({ agreementId }) => agreementId)).not.toContain(draft.id);
  });
});

describe('who may what', () => {
  const attempts = async (by: Caller, { id, revision }: AgreementDetail) => ({
    inbox: (await by.get('/approvals')).status,
    rules: (await by.get('/approval-rules')).status,
    change: (await by.put('/approval-rules', { rules: [] }, ifMatch(0))).status,
    of: (await by.get(`/agreements/${id}/approvals`)).status,
    submit: (await by.post(`/agreements/${id}/approvals`, undefined, ifMatch(revision - 1))).status,
    decide: (await by.post(`/agreements/${id}/approvals/decision`, { decision: 'approve', digest: '0'.repeat(64) })).status,
  });

  // 412, 409: the permission is there, the request is refused for what it asks.
  test.each<[Role, object]>([
    ['procurement', { inbox: 200, rules: 200, change: 403, of: 200, submit: 412, decide: 409 }],
    ['compliance', { inbox: 200, rules: 200, change: 403, of: 200, submit: 403, decide: 409 }],
    ['auditor', { inbox: 200, rules: 200, change: 403, of: 200, submit: 403, decide: 403 }],
    ['engineer', { inbox: 403, rules: 403, change: 403, of: 403, submit: 403, decide: 403 }],
    ['vendor-contact', { inbox: 403, rules: 403, change: 403, of: 403, submit: 403, decide: 403 }],
  ])('%s', async (role, expected) => {
    const parties = await newParties(us);
    const draft = await saveTerms(us, await newDraft(us, parties), missingTerms);
    expect(await attempts(await join(app, us.organisationId, role, role === 'vendor-contact' ? parties.vendorId : undefined), draft)).toEqual(expected);
  });

  test('another organisation sees nothing', async () => {
    const draft = await readyDraft();
    await submit(us, draft);
    const others = await foundOrganisation(app);
    expect(await others.get<ApprovalInbox>('/approvals')).toMatchObject({ body: { toDecide: [], mine: [] } });
    expect(await attempts(others, draft)).toEqual({ inbox: 200, rules: 200, change: 200, of: 404, submit: 404, decide: 404 });
  });
});
