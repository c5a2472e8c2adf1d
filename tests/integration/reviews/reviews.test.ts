import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgreementDetail } from '#libs/wire/agreements.js';
import type { AgreementReview } from '#libs/wire/reviews.js';
import { newDraft, saveTerms } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';
import { measuredSystem, smallTerms, type Measured } from '../../support/measured.js';

let app: TestApp;
let us: Caller;
let system: Measured;
let draft: AgreementDetail;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  system = await measuredSystem(app, us);
  draft = await saveTerms(us, await newDraft(us, { vendorId: system.vendorId, systemId: system.systemId }, { title: 'Renewal' }), smallTerms);
});
afterAll(() => app.stop());

const path = (): string => `/agreements/${draft.id}/review`;

describe('the review of a draft', () => {
  test('explains its score by its findings', async () => {
    const { status, body } = await us.get<AgreementReview>(path());
    expect(status).toBe(200);
    expect(body.findings.map(({ rule }) => rule)).toContain('clauses.missing');
    expect(body.score).toBe(Math.max(0, 100 - body.findings.reduce((sum, { points }) => sum + points, 0)));
    expect(body.questions.find(({ id }) => id === 'eu-customer')).toMatchObject({ answer: null, isInferred: false });
    expect(body.packs.find(({ id }) => id === 'us-co-sb-24-205')).toMatchObject({ status: 'repealed', standing: 'none' });
  });

  test('names the pack, its version and its mark where a law speaks, on the day that is asked about', async () => {
    const answered = { ...draft.draft, scoping: { 'eu-customer': 'yes', 'hosted-service': 'yes' } };
    const { body } = await us.post<AgreementReview>(path(), { draft: answered, asOf: '2026-11-24' });
    expect(body.asOf).toBe('2026-11-24');
    expect(body.findings.find(({ rule }) => rule === 'eu.data-act.25.2.g')).toMatchObject({ source: { pack: 'eu-data-act', version: '1.0.0', mark: 'verified' }, fix: { addFamilies: ['exit'] } });
    const before = await us.post<AgreementReview>(path(), { draft: answered, asOf: '2025-09-11' });
    expect(before.body.packs.find(({ id }) => id === 'eu-data-act')).toMatchObject({ standing: 'coming', applies: 'yes' });
    expect(before.body.findings.filter(({ source }) => source?.pack === 'eu-data-act').every(({ severity }) => severity === 'note')).toBe(true);
  });

  test('answers to scoping questions are kept with the draft', async () => {
    const other = await newDraft(us, { vendorId: system.vendorId, systemId: system.systemId }, { title: 'Answered' });
    await us.put(`/agreements/${other.id}/draft`, { ...other.draft, scoping: { 'financial-entity': 'yes' } }, { 'If-Match': `"r${other.revision}"` });
    const { body } = await us.get<AgreementReview>(`/agreements/${other.id}/review`);
    expect(body.questions.find(({ id }) => id === 'financial-entity')).toMatchObject({ answer: 'yes', isInferred: false });
    expect(body.findings.some(({ source }) => source?.pack === 'eu-dora')).toBe(true);
  });

  test.for([
    ['a day that does not exist', { asOf: '2026-02-30' }],
    ['an answer that is none', { draft: { scoping: { 'eu-customer': 'perhaps' } } }],
  ] as const)('refuses %s', async ([, changes]) => {
    const body = { draft: { ...draft.draft, ...('draft' in changes ? changes.draft : {}) }, ...('asOf' in changes ? changes : {}) };
    expect(await us.post(path(), body)).toMatchObject({ status: 422 });
  });

  test.for(['legal', 'procurement', 'compliance', 'auditor'] as const)('a %s may read it', async (role) => {
    expect((await (await join(app, us.organisationId, role)).get(path())).status).toBe(200);
  });

  test.for(['engineer', 'vendor-contact'] as const)('a %s may not', async (role) => {
    expect((await (await join(app, us.organisationId, role, role === 'vendor-contact' ? system.vendorId : undefined)).get(path())).status).toBe(403);
  });

  test('of another organisation is not found', async () => {
    expect((await (await foundOrganisation(app, 'Another & Co')).get(path())).status).toBe(404);
  });
});
