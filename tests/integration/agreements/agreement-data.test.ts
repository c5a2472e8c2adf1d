import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonical } from '#libs/evidence/canonical.js';
import { sha256Hex } from '#libs/evidence/sha256.js';
import { AgreementData, type ImportedAgreement } from '#libs/wire/agreement-data.js';
import type { AgreementDetail, AgreementPreview } from '#libs/wire/agreements.js';
import { agreementIn, freeze, newParties, type Parties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';

let app: TestApp;
let us: Caller;
let parties: Parties;
let signed: AgreementDetail;
let data: AgreementData;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  parties = await newParties(us);
  signed = await agreementIn('signed', us, parties);
  data = (await us.get<AgreementData>(`/agreements/${signed.id}/versions/1/data.json`)).body;
});
afterAll(() => app.stop());

const importing = (agreement: unknown, changes: Readonly<Record<string, unknown>> = {}) => us.post<ImportedAgreement>('/agreements/import', { vendorId: parties.vendorId, systemIds: [parties.systemId], agreement, ...changes });

/** The export with other contents, and the digest that they have. */
function changed(change: (contents: AgreementData['contents']) => AgreementData['contents']): AgreementData {
  const contents = change(data.contents);
  return { ...data, contents, digest: sha256Hex(canonical(contents)) };
}

describe('a version as data', () => {
  test('has the digest that was signed, and the signatures', () => {
    expect(AgreementData.parse(data)).toEqual(data);
    expect(sha256Hex(canonical(data.contents))).toBe(signed.versions[0]?.digest);
    expect(data.signatures.map(({ party, digest }) => [party, digest])).toEqual([['customer', data.digest], ['vendor', data.digest]]);
  });

  test('comes with its JSON schema, for anybody', async () => {
    const { text, status } = await us.get('/agreement-data-schema.json');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ $defs: { AgreementData: { type: 'object', required: expect.arrayContaining(['format', 'digest', 'contents']) } } });
  });

  test('has its objectives as OpenSLO', async () => {
    const { text, headers } = await us.get(`/agreements/${signed.id}/versions/1/objectives.yaml`);
    expect(headers['content-type']).toBe('application/yaml');
    expect(text.match(/^kind: SLO$/gm)).toHaveLength(data.contents.compiled.objectives.length);
  });
});

describe('an import', () => {
  test('makes a draft that freezes into the same clauses and compiles to the same', async () => {
    const { status, body } = await importing(data);
    expect(status).toBe(201);
    expect(body).toMatchObject({ unknownClauses: [], unknownTerms: [], agreement: { state: 'draft', title: signed.title } });
    const frozen = await freeze(us, body.agreement);
    const [ours, theirs] = await Promise.all([frozen.id, signed.id].map(async (id) => (await us.get<AgreementPreview>(`/agreements/${id}/versions/1/clauses`)).body));
    expect(ours).toEqual({ ...theirs, revision: ours?.revision });
  });

  test('lists clauses and terms that are not ours, whole', async () => {
    const stranger = { id: 'moon-landing', number: '9', family: 'law', title: 'Moon landing', paragraphs: [{ number: '9.1', text: 'The Vendor lands on the moon.', values: [] }] };
    const { status, body } = await importing(
      changed((contents) => ({
        ...contents,
        draft: { ...contents.draft, clauses: [...(contents.draft.clauses ?? []), { id: 'moon-landing', wording: null }], terms: { ...contents.draft.terms, 'moon.year': '2031' } },
        clauses: [...contents.clauses, stranger],
      })),
    );
    expect(status).toBe(201);
    expect(body.unknownClauses).toEqual([{ id: 'moon-landing', title: 'Moon landing', text: 'The Vendor lands on the moon.' }]);
    expect(body.unknownTerms).toEqual([{ path: 'moon.year', value: '2031' }]);
    expect(body.agreement.draft.terms).not.toHaveProperty(['moon.year']);
  });

  test('that was changed by hand is refused: the digest is another', async () => {
    const contents = { ...data.contents, draft: { ...data.contents.draft, title: 'Changed' } };
    expect(await importing({ ...data, contents })).toMatchObject({ status: 409, body: { code: 'DIGEST_MISMATCH', errors: [{ pointer: '/agreement/digest' }] } });
  });

  test.for([
    ['no contents', () => ({ ...data, contents: undefined }), '/agreement/contents'],
    ['another format', () => ({ ...data, format: 'fineprint-agreement/9' }), '/agreement/format'],
    ['a digest of half the length', () => ({ ...data, digest: 'abc' }), '/agreement/digest'],
    ['a template that is not ours', () => changed((contents) => ({ ...contents, templateId: 'theirs' })), '/agreement/contents/templateId'],
    ['a date that does not exist', () => changed((contents) => ({ ...contents, draft: { ...contents.draft, effectiveFrom: '2026-02-30' } })), '/agreement/contents/draft/effectiveFrom'],
  ] as const)('with %s is refused there', async ([, agreement, pointer]) => {
    const answer = await importing(agreement());
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ pointer })]) });
  });

  test('for a vendor or system that is not ours is refused', async () => {
    const other = await newParties(us);
    expect(await importing(data, { systemIds: [other.systemId] })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/systemIds/0' }] } });
  });

  test('leaves no half draft when it is refused', async () => {
    const count = async () => (await us.get<{ items: unknown[] }>('/agreements?limit=200')).body.items.length;
    const before = await count();
    const clauses = (data.contents.draft.clauses ?? []).map((clause, at) => (at === 0 ? { ...clause, wording: '{{{evil}}}' } : clause));
    expect((await importing(changed((contents) => ({ ...contents, draft: { ...contents.draft, clauses } })))).status).toBe(422);
    expect(await count()).toBe(before);
  });

  test('is for those who may create agreements', async () => {
    const auditor = await join(app, us.organisationId, 'auditor');
    expect((await auditor.post('/agreements/import', { vendorId: parties.vendorId, systemIds: [parties.systemId], agreement: data })).status).toBe(403);
    expect((await auditor.get(`/agreements/${signed.id}/versions/1/data.json`)).status).toBe(200);
  });
});
