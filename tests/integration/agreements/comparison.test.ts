import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgreementDetail, AgreementPreview } from '#libs/wire/agreements.js';
import type { AgreementComparison } from '#libs/wire/comparisons.js';
import { agreementIn, newParties, saveTerms, type Parties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';

let app: TestApp;
let us: Caller;
let parties: Parties;
let frozen: AgreementDetail;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  parties = await newParties(us);
  frozen = await agreementIn('frozen', us, parties);
});
afterAll(() => app.stop());

const version = { kind: 'version', number: 1 } as const;
const draft = { kind: 'draft' } as const;
const compare = (by: Caller, id: string, left: object, right: object) => by.post<AgreementComparison>(`/agreements/${id}/comparison`, { left, right });

/** What the other party sends back: the clauses as they read, edited. */
async function sentBack(id: string, edit: (text: string) => string): Promise<string> {
  const { clauses } = (await us.get<AgreementPreview>(`/agreements/${id}/preview`)).body;
  const lines = clauses.flatMap(({ number, title, paragraphs }) => [`${number} ${title}`, ...paragraphs.map((paragraph) => `${paragraph.number} ${paragraph.text}`)]);
  return edit(lines.join('\n\n'));
}

describe('a comparison', () => {
  test('of a version with the draft it was frozen from has no change', async () => {
    const { status, body } = await compare(us, frozen.id, version, draft);
    expect(status).toBe(200);
    expect(body).toMatchObject({ changes: 0, callouts: [], terms: [], isPriced: true, left: { label: 'Version 1', digest: frozen.versions[0]?.digest }, right: { label: `Draft, revision ${frozen.revision}` } });
  });

  test('with the text that came back says which words, terms, objectives and money moved', async () => {
    const text = await sentBack(frozen.id, (sent) => sent.replace('is at least 99.5 %', 'is at least 99.9 %').replace('charge of 1,200.00 EUR', 'charge of 900.00 EUR'));
    const { body } = await compare(us, frozen.id, version, { kind: 'text', text });
    expect(body.clauses.filter(({ status, leftId }) => status !== 'same' && leftId !== 'opening').flatMap(({ paragraphs }) => paragraphs).flatMap(({ pieces }) => pieces).filter(({ kind }) => kind !== 'same').map(({ text: words }) => words)).toEqual(['99.5', '99.9', '1,200.00', '900.00']);
    expect(body.terms.map(({ path, left, right }) => [path, left, right])).toEqual([['uptime.target', '99.5 %', '99.9 %'], ['credits.monthlyCharge', '1,200.00 EUR', '900.00 EUR']]);
    expect(body.callouts.map(({ kind }) => kind)).toEqual(['number', 'number']);
  });

  test('stores nothing', async () => {
    await compare(us, frozen.id, version, { kind: 'text', text: 'Other words.' });
    expect((await us.get<AgreementDetail>(`/agreements/${frozen.id}`)).body).toEqual(frozen);
  });

  test.each([
    ['a version that is not there', { kind: 'version', number: 2 }, draft, 404, 'NOT_FOUND'],
    ['two texts', { kind: 'text', text: 'a' }, { kind: 'text', text: 'b' }, 422, 'INVALID'],
    ['an empty text', version, { kind: 'text', text: ' ' }, 422, 'INVALID'],
    ['a text that is too long', version, { kind: 'text', text: 'x'.repeat(400_001) }, 422, 'INVALID'],
    ['an unknown kind', version, { kind: 'email' }, 422, 'INVALID'],
  ])('of %s is refused', async (_, left, right, status, code) => expect(await compare(us, frozen.id, left, right)).toMatchObject({ status, body: { code } }));
});

describe('who may compare', () => {
  test('everybody of the organisation who reads the agreement, and nobody else', async () => {
    for (const role of ['legal', 'procurement', 'compliance', 'engineer', 'auditor'] as const) {
      expect((await compare(await join(app, us.organisationId, role), frozen.id, version, draft)).status).toBe(200);
    }
    expect((await compare(await foundOrganisation(app), frozen.id, version, draft)).status).toBe(404);
  });

  test('the contact of another vendor may not, nor may the own one while it is a draft', async () => {
    const rival = await newParties(us);
    expect((await compare(await join(app, us.organisationId, 'vendor-contact', rival.vendorId), frozen.id, version, draft)).status).toBe(404);
    const open = await saveTerms(us, await agreementIn('draft', us, parties), { 'uptime.target': '99.5' });
    expect((await compare(await join(app, us.organisationId, 'vendor-contact', parties.vendorId), open.id, draft, draft)).status).toBe(404);
  });
});
