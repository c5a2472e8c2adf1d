import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agreementStates, type AgreementDetail, type AgreementState } from '#libs/wire/agreements.js';
import type { ErrorCode } from '#libs/wire/errors.js';
import type { Problem } from '#libs/wire/problem.js';
import { agreementIn, ifMatch, newParties, signatureOf } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, type Answer, type Caller } from '../../support/caller.js';

let app: TestApp;
let us: Caller;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
});
afterAll(() => app.stop());

type Act = (agreement: AgreementDetail) => Promise<Answer<Problem>>;

const acts: Readonly<Record<string, Act>> = {
  save: ({ id, draft, revision }) => us.put(`/agreements/${id}/draft`, draft, ifMatch(revision)),
  freeze: ({ id, revision }) => us.post(`/agreements/${id}/versions`, undefined, ifMatch(revision)),
  sign: (agreement) => us.post(`/agreements/${agreement.id}/versions/1/signatures`, signatureOf(agreement, 'customer')),
  activate: ({ id }) => us.post(`/agreements/${id}/activation`),
};

/** The state an act leads to, or the code of its refusal. */
const table: Readonly<Record<AgreementState, Readonly<Record<keyof typeof acts, AgreementState | ErrorCode>>>> = {
  draft: { save: 'draft', freeze: 'frozen', sign: 'AGREEMENT_NOT_FROZEN', activate: 'AGREEMENT_NOT_SIGNED' },
  frozen: { save: 'AGREEMENT_NOT_DRAFT', freeze: 'AGREEMENT_NOT_DRAFT', sign: 'frozen', activate: 'AGREEMENT_NOT_SIGNED' },
  signed: { save: 'AGREEMENT_NOT_DRAFT', freeze: 'AGREEMENT_NOT_DRAFT', sign: 'SIGNATURE_EXISTS', activate: 'active' },
  active: { save: 'AGREEMENT_NOT_DRAFT', freeze: 'AGREEMENT_NOT_DRAFT', sign: 'SIGNATURE_EXISTS', activate: 'AGREEMENT_ALREADY_ACTIVE' },
};

describe.each(agreementStates)('an agreement that is %s', (state) => {
  test.each(Object.entries(table[state]))('%s: %s', async (name, outcome) => {
    const agreement = await agreementIn(state, us, await newParties(us));
    const answer = await acts[name]!(agreement);
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
