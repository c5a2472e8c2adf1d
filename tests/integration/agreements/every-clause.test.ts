import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AgreementDetail, AgreementPreview } from '#libs/wire/agreements.js';
import { readLibrary } from '#libs/rendering/clause-source.js';
import { catalogue, definitionsFor } from '#libs/terms/catalogue.js';
import { positionNames } from '#libs/wire/terms.js';
import { freeze, ifMatch, newDraft, newParties, sign } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, type Caller } from '../../support/caller.js';
import { termsAtPosition } from '../../templates/term-samples.js';

const folder = new URL('../../../templates/clauses/', import.meta.url);
const library = readLibrary(readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8')), catalogue);
const clauses = [...library.keys()].map((id) => ({ id, wording: null }));
const definitions = definitionsFor([...library.values()]);

let app: TestApp;
let us: Caller;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
});
afterAll(() => app.stop());

test.for(positionNames)('an agreement of every shipped clause, %s, is frozen, printed, signed and activated, and its clocks and obligations run', async (position) => {
  const { id, revision, draft } = await newDraft(us, await newParties(us));
  const saved = await us.put<AgreementDetail>(`/agreements/${id}/draft`, { ...draft, clauses, terms: termsAtPosition(position, definitions) }, ifMatch(revision));
  expect(saved).toMatchObject({ status: 200 });
  const preview = await us.get<AgreementPreview>(`/agreements/${id}/preview`);
  expect(preview.body.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(preview.body.clauses.map((clause) => clause.id)).toEqual(clauses.map((clause) => clause.id));
  const frozen = await freeze(us, saved.body);
  const pdf = await us.get(`/agreements/${id}/versions/1/document`);
  expect([pdf.status, Buffer.from(pdf.bytes.subarray(0, 5)).toString()]).toEqual([200, '%PDF-']);
  const signed = await sign(us, await sign(us, frozen, 'customer'), 'vendor');
  const active = await us.post<AgreementDetail>(`/agreements/${signed.id}/activation`);
  expect(active).toMatchObject({ status: 200, body: { state: 'active' } });
  expect(active.body.clocks.map(({ definition }) => definition.key)).toEqual(expect.arrayContaining(['support.responseP1', 'modelChange.noticeDays', 'incidents.noticeHours', 'bias.auditMonths', 'payment.termDays', 'term.cureDays']));
});
