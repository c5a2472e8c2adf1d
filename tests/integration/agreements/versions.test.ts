import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fonts } from '../../../apps/api/src/agreements/fonts.js';
import { versionPdf } from '../../../apps/api/src/agreements/version-document.js';
import { versionOf } from '../../../apps/api/src/agreements/versions.js';
import { Database } from '../../../apps/api/src/database/database.js';
import { canonical } from '#libs/evidence/canonical.js';
import type { AgreementDetail, AgreementPreview } from '#libs/wire/agreements.js';
import { agreementIn, ifMatch, missingTerms, newDraft, newParties, saveTerms, sign, signatureOf, type Parties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, type Caller } from '../../support/caller.js';

let app: TestApp;
let us: Caller;
let parties: Parties;
/** Frozen, for tests that change nothing. */
let untouched: AgreementDetail;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  parties = await newParties(us);
  untouched = await agreementIn('frozen', us, parties);
});
afterAll(() => app.stop());

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

describe('freezing', () => {
  test('makes version 1: a digest of everything that prints, and a PDF', async () => {
    const draft = await agreementIn('draft', us, parties);
    const answer = await us.post<AgreementDetail>(`/agreements/${draft.id}/versions`, undefined, ifMatch(draft.revision));
    expect(answer).toMatchObject({ status: 201, body: { state: 'frozen', revision: draft.revision + 1 } });
    expect(answer.headers['etag']).toBe(`"r${draft.revision + 1}"`);
    expect(answer.body.versions).toMatchObject([{ number: 1, effectiveFrom: '2026-01-01', effectiveUntil: '2026-12-31', frozenBy: 'Ada Administrator', signatures: [] }]);
    const pdf = await us.get(`/agreements/${draft.id}/versions/1/document`);
    expect(pdf.status).toBe(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.headers['content-disposition']).toMatch(/^attachment; filename="agreement-[0-9a-f-]{36}-v1\.pdf"$/);
    expect(new TextDecoder().decode(pdf.bytes.subarray(0, 5))).toBe('%PDF-');
    expect(sha256(pdf.bytes)).toBe(answer.body.versions[0]?.documentDigest);
  });

  test('is refused while the review has an error, with a pointer to each', async () => {
    const draft = await newDraft(us, parties);
    const answer = await us.post(`/agreements/${draft.id}/versions`, undefined, ifMatch(1));
    expect(answer).toMatchObject({ status: 422, body: { code: 'TERM_INVALID' } });
    expect(answer.body.errors.map(({ pointer }) => pointer).toSorted()).toEqual(Object.keys(missingTerms).map((path) => `/terms/${path}`).toSorted());
    expect((await us.get<AgreementDetail>(`/agreements/${draft.id}`)).body).toEqual(draft);
  });

  test.each([
    ['a last day before the first', { effectiveUntil: '2025-12-31' }, '/effectiveUntil'],
    ['a zone that does not exist', { zone: 'Europe/Atlantis' }, '/zone'],
  ])('is refused for %s, which the draft may hold', async (_, changes, pointer) => {
    const draft = await saveTerms(us, await newDraft(us, parties, changes), missingTerms);
    const answer = await us.post(`/agreements/${draft.id}/versions`, undefined, ifMatch(draft.revision));
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  test('needs the revision last seen', async () => {
    const draft = await agreementIn('draft', us, parties);
    expect(await us.post(`/agreements/${draft.id}/versions`)).toMatchObject({ status: 428, body: { code: 'PRECONDITION_REQUIRED' } });
    expect(await us.post(`/agreements/${draft.id}/versions`, undefined, ifMatch(1))).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
  });

  test('at the same moment as saving: one of the two happens', async () => {
    const draft = await agreementIn('draft', us, parties);
    const answers = await Promise.all([
      us.post(`/agreements/${draft.id}/versions`, undefined, ifMatch(draft.revision)),
      us.put(`/agreements/${draft.id}/draft`, { ...draft.draft, title: 'Changed' }, ifMatch(draft.revision)),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409 || status === 412)).toHaveLength(1);
  });
});

describe('a frozen version', () => {
  test('is stored as its RFC 8785 text, whose SHA-256 is the digest', async () => {
    const [row]: { snapshot: string }[] = await app.application.get(Database).inOrganisation(us.organisationId, (manager) =>
      manager.query(`SELECT snapshot FROM agreement_version WHERE organisation_id = $1 AND agreement_id = $2`, [us.organisationId, untouched.id]),
    );
    const text = row?.snapshot ?? '';
    expect(sha256(text)).toBe(untouched.versions[0]?.digest);
    expect(canonical(JSON.parse(text))).toBe(text);
  });

  test('renders again from its snapshot alone to the very same bytes', async () => {
    const version = await app.application.get(Database).inOrganisation(us.organisationId, (manager) => versionOf(manager, us.organisationId, untouched.id, 1));
    const again = await versionPdf(version, await app.application.get(Fonts).bytes());
    expect(sha256(again)).toBe(version.documentDigest);
  });

  test('reads as the draft read when it was frozen', async () => {
    const draft = await agreementIn('draft', us, parties);
    const before = (await us.get<AgreementPreview>(`/agreements/${draft.id}/preview`)).body;
    await us.post(`/agreements/${draft.id}/versions`, undefined, ifMatch(draft.revision));
    const clauses = (await us.get<AgreementPreview>(`/agreements/${draft.id}/versions/1/clauses`)).body;
    expect(clauses).toEqual({ ...before, revision: draft.revision + 1, findings: [] });
    expect((await us.get<AgreementPreview>(`/agreements/${draft.id}/preview`)).body).toEqual(clauses);
  });

  test.each(['2', '0', '-1', '1.5', 'one', '99999999999999999999'])('has no sibling numbered %s', async (number) => {
    expect([404, 422]).toContain((await us.get(`/agreements/${untouched.id}/versions/${number}/clauses`)).status);
    expect([404, 422]).toContain((await us.get(`/agreements/${untouched.id}/versions/${number}/document`)).status);
    expect([404, 422]).toContain((await us.post(`/agreements/${untouched.id}/versions/${number}/signatures`, signatureOf(untouched, 'vendor'))).status);
  });

  test('whose stored text was tampered with is not shown and cannot be signed', async () => {
    const frozen = await agreementIn('frozen', us, parties);
    const owner = new pg.Client({ connectionString: app.database.ownerUrl });
    await owner.connect();
    await owner.query(`UPDATE agreement_version SET snapshot = replace(snapshot, '99.5', '90.5') WHERE agreement_id = $1`, [frozen.id]);
    await owner.end();
    expect((await us.get(`/agreements/${frozen.id}/versions/1/clauses`)).status).toBe(500);
    expect((await us.post(`/agreements/${frozen.id}/versions/1/signatures`, signatureOf(frozen, 'vendor'))).status).toBe(500);
  });
});

describe('signing', () => {
  test('needs both parties, in either order', async () => {
    const frozen = await agreementIn('frozen', us, parties);
    const half = await sign(us, frozen, 'vendor');
    expect(half).toMatchObject({ state: 'frozen', versions: [{ signatures: [{ party: 'vendor', signerName: 'Sam vendor', recordedBy: 'Ada Administrator' }] }] });
    app.clock.set('2026-03-15T12:00:01Z');
    const whole = await sign(us, frozen, 'customer');
    app.clock.set('2026-03-15T12:00:00Z');
    expect(whole).toMatchObject({ state: 'signed', revision: frozen.revision + 2 });
    expect(whole.versions[0]?.signatures.map(({ party }) => party)).toEqual(['vendor', 'customer']);
  });

  test('takes the frozen text only: the digest must be its own', async () => {
    const answer = await us.post(`/agreements/${untouched.id}/versions/1/signatures`, { ...signatureOf(untouched, 'vendor'), digest: '0'.repeat(64) });
    expect(answer).toMatchObject({ status: 409, body: { code: 'DIGEST_MISMATCH' } });
    expect((await us.get<AgreementDetail>(`/agreements/${untouched.id}`)).body).toEqual(untouched);
  });

  test('counts a party once, even when asked ten times at once', async () => {
    const frozen = await agreementIn('frozen', us, parties);
    const answers = await Promise.all(Array.from({ length: 10 }, () => us.post(`/agreements/${frozen.id}/versions/1/signatures`, signatureOf(frozen, 'customer'))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'SIGNATURE_EXISTS')).toHaveLength(9);
    expect((await us.get<AgreementDetail>(`/agreements/${frozen.id}`)).body.state).toBe('frozen');
  });

  test.each([
    ['in the future', { signedAt: '2026-03-15T12:00:01Z' }, '/signedAt'],
    ['in another millennium', { signedAt: '1026-03-15T12:00:00Z' }, '/signedAt'],
    ['by nobody', { signerName: ' ' }, '/signerName'],
    ['by a third party', { party: 'witness' }, '/party'],
    ['with half a digest', { digest: 'abc' }, '/digest'],
  ])('%s is refused', async (_, changes, pointer) => {
    const answer = await us.post(`/agreements/${untouched.id}/versions/1/signatures`, { ...signatureOf(untouched, 'vendor'), ...changes });
    expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID', errors: [{ pointer }] } });
  });
});
