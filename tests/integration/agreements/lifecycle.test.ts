import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agreementStates, type AgreementDetail, type AgreementState } from '#libs/wire/agreements.js';
import type { ErrorCode } from '#libs/wire/errors.js';
import type { Problem } from '#libs/wire/problem.js';
import { ifMatch, newParties, signatureOf } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { always, newestRequest, reviewedIn, setRules } from '../../support/approvals.js';
import { foundOrganisation, join, type Answer, type Caller } from '../../support/caller.js';

let app: TestApp;
let us: Caller;
let lawyer: Caller;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  lawyer = await join(app, us.organisationId, 'legal');
  await setRules(us, [always]);
});
afterAll(() => app.stop());

type Act = (agreement: AgreementDetail) => Promise<Answer<Problem>>;

const decide = (decision: 'approve' | 'reject'): Act => async ({ id, state }) => {
  const digest = state === 'draft' ? '0'.repeat(64) : (await newestRequest(us, id)).digest;
  return lawyer.post(`/agreements/${id}/approvals/decision`, { decision, digest, reason: 'because' });
};

const acts = {
  save: ({ id, draft, revision }) => us.put(`/agreements/${id}/draft`, draft, ifMatch(revision)),
  share: ({ id }) => us.put(`/agreements/${id}/sharing`, { shared: true }),
  submit: ({ id, revision }) => us.post(`/agreements/${id}/approvals`, undefined, ifMatch(revision)),
  approve: decide('approve'),
  reject: decide('reject'),
  withdraw: ({ id }) => us.post(`/agreements/${id}/approvals/withdrawal`),
  freeze: ({ id, revision }) => us.post(`/agreements/${id}/versions`, undefined, ifMatch(revision)),
  sign: (agreement) => us.post(`/agreements/${agreement.id}/versions/1/signatures`, signatureOf(agreement, 'customer')),
  activate: ({ id }) => us.post(`/agreements/${id}/activation`),
} satisfies Readonly<Record<string, Act>>;

const unsigned = { sign: 'AGREEMENT_NOT_FROZEN', activate: 'AGREEMENT_NOT_SIGNED' } as const;
const closed = { save: 'AGREEMENT_NOT_DRAFT', share: 'AGREEMENT_NOT_DRAFT', submit: 'AGREEMENT_NOT_DRAFT', approve: 'APPROVAL_STATE', reject: 'APPROVAL_STATE', freeze: 'AGREEMENT_NOT_DRAFT' } as const;

/** The state an act leads to, or the code of its refusal, where the rules ask for one approval. */
const table: Readonly<Record<AgreementState, Readonly<Record<keyof typeof acts, AgreementState | ErrorCode>>>> = {
  draft: { save: 'draft', share: 'draft', submit: 'in-review', approve: 'APPROVAL_STATE', reject: 'APPROVAL_STATE', withdraw: 'APPROVAL_STATE', freeze: 'APPROVAL_MISSING', ...unsigned },
  'in-review': { save: 'draft', share: 'in-review', submit: 'APPROVAL_STATE', approve: 'approved', reject: 'draft', withdraw: 'draft', freeze: 'APPROVAL_MISSING', ...unsigned },
  approved: { save: 'draft', share: 'approved', submit: 'APPROVAL_STATE', approve: 'APPROVAL_STATE', reject: 'APPROVAL_STATE', withdraw: 'draft', freeze: 'frozen', ...unsigned },
  frozen: { ...closed, withdraw: 'draft', sign: 'frozen', activate: 'AGREEMENT_NOT_SIGNED' },
  signed: { ...closed, withdraw: 'SIGNATURE_EXISTS', sign: 'SIGNATURE_EXISTS', activate: 'active' },
  active: { ...closed, withdraw: 'SIGNATURE_EXISTS', sign: 'SIGNATURE_EXISTS', activate: 'AGREEMENT_ALREADY_ACTIVE' },
};

describe.each(agreementStates)('an agreement that is %s', (state) => {
  test.each(Object.entries(table[state]))('%s: %s', async (name, outcome) => {
    const agreement = await reviewedIn(state, us, lawyer, await newParties(us));
    const answer = await acts[name as keyof typeof acts](agreement);
    const after = (await us.get<AgreementDetail>(`/agreements/${agreement.id}`)).body;
    if (agreementStates.some((known) => known === outcome)) {
      expect(answer.status).toBeLessThan(300);
      expect(answer.body).toEqual(after);
      expect(after).toMatchObject({ state: outcome, revision: agreement.revision + 1 });
    } else {
      expect(answer).toMatchObject({ status: 409, body: { code: outcome } });
      expect(after).toEqual(agreement);
    }
  });
});
