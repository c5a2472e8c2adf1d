import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgreementDetail } from '#libs/wire/agreements.js';
import { type IncomingPaperDetail, type IncomingPaperPage, paperDocumentLimit, wordMediaType } from '#libs/wire/incoming-papers.js';
import type { z } from 'zod';
import { newParties, type Parties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { type Caller, foundOrganisation, join } from '../../support/caller.js';
import { docxOf, relationships, wordParagraph } from '../../support/docx.js';

let app: TestApp;
let legal: Caller;
let parties: Parties;

beforeAll(async () => {
  app = await startApp();
  const administrator = await foundOrganisation(app);
  parties = await newParties(administrator);
  legal = await join(app, administrator.organisationId, 'legal');
}, 120_000);
afterAll(() => app.stop());

const text = `MASTER AGREEMENT

1. Availability

The Service is available at least 99.9% of the time in each calendar month.

2. Fees

The monthly fee is EUR 4,800.00. Invoices are payable within 30 days of receipt.

3. Lunch

The canteen is open.

4. Uptime

The uptime is at least 99.5%.
`;
const paper = (changes: object = {}) => ({ vendorId: parties.vendorId, title: 'Their paper', format: 'text', text, ...changes });
const paste = async (changes: object = {}): Promise<IncomingPaperDetail> => {
  const answer = await legal.post<IncomingPaperDetail>('/incoming-papers', paper(changes));
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
};
const ifMatch = (revision: number) => ({ 'If-Match': `"r${revision}"` });
const decide = (by: Caller, { id, revision }: IncomingPaperDetail, decisions: readonly object[]) => by.put<IncomingPaperDetail>(`/incoming-papers/${id}/decisions`, { decisions }, ifMatch(revision));
const termOf = ({ analysis }: IncomingPaperDetail, path: string, value?: string) => analysis.terms.find((term) => term.path === path && (value === undefined || term.value === value))?.id ?? '';
const draftOf = (changes: object = {}) => ({ systemIds: [parties.systemId], title: 'Drafted from their paper', effectiveFrom: '2026-04-01', zone: 'Europe/Lisbon', ...changes });

describe('a pasted paper', () => {
  test('is kept, split, matched and read, and listed', async () => {
    const received = await paste({ title: 'To be listed' });
    expect(received.analysis.clauses.map(({ heading, match }) => [heading, match.family])).toEqual([['MASTER AGREEMENT', null], ['Availability', 'uptime'], ['Fees', 'payment'], ['Lunch', null], ['Uptime', 'uptime']]);
    expect(received).toMatchObject({ text, revision: 1, clauses: 5, unmatched: 2, agreementId: null, analysis: { version: 'incoming-paper/1' }, decisions: [] });
    expect(received.undecided).toBe(received.terms);
    const list = await legal.get<z.infer<typeof IncomingPaperPage>>('/incoming-papers?search=listed');
    expect(list.body.items).toMatchObject([{ id: received.id, title: 'To be listed', unmatched: 2 }]);
    expect((await legal.get<IncomingPaperDetail>(`/incoming-papers/${received.id}`)).body).toEqual(received);
  });

  test('leaves a log entry with its digest', async () => {
    const { id, digest } = await paste();
    const log = await legal.get<{ items: { action: string; objectId: string; detail: { digest?: string } }[] }>('/log');
    expect(log.body.items.find(({ objectId }) => objectId === id)).toMatchObject({ action: 'incoming-paper.receive', detail: { digest } });
  });

  test.for([
    ['an unknown vendor', { vendorId: '0195a000-0000-7000-8000-000000000009' }, '/vendorId'],
    ['nothing but space', { text: ' \n ' }, '/text'],
    ['more text than is read', { text: 'x'.repeat(300_001) }, '/text'],
    ['another format', { format: 'pdf' }, '/format'],
    ['a field that is none', { digest: 'x' }, ''],
  ] as const)('with %s is refused', async ([, changes, pointer]) => {
    const answer = await legal.post('/incoming-papers', paper(changes));
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map((fault) => fault.pointer)).toContain(pointer);
  });
});

describe('an uploaded document', () => {
  const upload = (bytes: Buffer, mediaType: string = wordMediaType) => legal.post<IncomingPaperDetail>(`/incoming-papers/document?vendorId=${parties.vendorId}&title=Upload`, bytes, { 'Content-Type': mediaType });
  const body = `${wordParagraph('1. Availability')}${wordParagraph('The Service is available at least 99.9% of the time.')}<w:p><w:del w:author="Val"><w:r><w:delText>secretly</w:delText></w:r></w:del></w:p>`;

  test('is read, and its tracked changes are findings in their clause', async () => {
    const answer = await upload(docxOf(body));
    expect(answer.status, answer.text).toBe(201);
    expect(answer.body).toMatchObject({ format: 'docx', clauses: 1, text: '1. Availability\nThe Service is available at least 99.9% of the time.\n\n' });
    expect(answer.body.analysis.terms).toMatchObject([{ path: 'uptime.target', value: '99.9' }]);
    expect(answer.body.analysis.findings).toMatchObject([{ kind: 'deleted-text', clause: 0 }]);
  });

  test.for([
    ['a bomb', () => docxOf(body, {}, [{ name: 'word/media/x.png', content: Buffer.alloc(20_000_000) }]), 'ZIP_BOMB'],
    ['macros', () => docxOf(body, {}, [{ name: 'word/vbaProject.bin', content: 'x' }]), 'MACROS'],
    ['content from outside', () => docxOf(body, { 'word/_rels/document.xml.rels': relationships([['a', 'frame', 'http://127.0.0.1:9/x', true]]) }), 'EXTERNAL_CONTENT'],
    ['a document type', () => docxOf('', { 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }), 'XML_DOCTYPE'],
    ['no zip', () => Buffer.from('%PDF-1.7'), 'NOT_A_DOCUMENT'],
    ['nothing', () => Buffer.alloc(0), 'NOT_A_DOCUMENT'],
  ] as const)('with %s is refused, and says why', async ([, bytes, code]) => {
    expect(await upload(bytes())).toMatchObject({ status: 422, body: { code: 'DOCUMENT_REFUSED', errors: [{ code }] } });
  });

  test('larger than stated is refused, and so is one of another type', async () => {
    expect(await upload(Buffer.alloc(paperDocumentLimit + 1))).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
    expect(await upload(docxOf(body), 'application/pdf')).toMatchObject({ status: 415, body: { code: 'MEDIA_TYPE' } });
  });

  test('sent twice with one key is kept once; another document with the key is refused', async () => {
    const again = (bytes: Buffer) => legal.post<IncomingPaperDetail>(`/incoming-papers/document?vendorId=${parties.vendorId}&title=Once`, bytes, { 'Content-Type': wordMediaType, 'Idempotency-Key': 'upload-once' });
    const first = await again(docxOf(body));
    expect((await again(docxOf(body))).body.id).toBe(first.body.id);
    expect(await again(docxOf(wordParagraph('other')))).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_REUSED' } });
  });
});

describe('decisions about extracted terms', () => {
  test('are kept, and what is confirmed is reviewed', async () => {
    const received = await paste();
    const answer = await decide(legal, received, [
      { term: termOf(received, 'uptime.target', '99.9'), decision: 'confirm' },
      { term: termOf(received, 'uptime.target', '99.5'), decision: 'reject' },
      { term: termOf(received, 'payment.termDays'), decision: 'correct', value: '45' },
    ]);
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"r2"' } });
    expect(answer.body).toMatchObject({ revision: 2, undecided: received.terms - 3 });
    expect(answer.body.review.map(({ path }) => path)).not.toContain('uptime.target');
    expect(answer.body.review.map(({ path }) => path)).toContain('uptime.method');
    expect(answer.body.review.map(({ rule }) => rule)).toContain('clauses.missing');
  });

  test('below what the playbook leaves over is said', async () => {
    const received = await paste();
    const answer = await decide(legal, received, [{ term: termOf(received, 'uptime.target'), decision: 'correct', value: '90' }]);
    expect(answer.body.review).toContainEqual(expect.objectContaining({ rule: 'playbook.position', path: 'uptime.target' }));
  });

  test('confirming two values of one term is refused', async () => {
    const received = await paste();
    const answer = await decide(legal, received, ['99.9', '99.5'].map((value) => ({ term: termOf(received, 'uptime.target', value), decision: 'confirm' })));
    expect(answer).toMatchObject({ status: 422, body: { code: 'TERM_INVALID', errors: [{ pointer: '/decisions/1/term', code: 'CONTRADICTION' }] } });
  });

  test.for([
    ['about a term that was not extracted', { term: 'uptime.target@9999', decision: 'confirm' }, '/decisions/0/term'],
    ['with a value that the term refuses', { term: 'uptime.target', decision: 'correct', value: '200' }, '/decisions/0/value'],
  ] as const)('%s is refused', async ([, decision, pointer]) => {
    const received = await paste();
    const term = decision.term === 'uptime.target' ? termOf(received, 'uptime.target') : decision.term;
    expect(await decide(legal, received, [{ ...decision, term }])).toMatchObject({ status: 422, body: { code: 'TERM_INVALID', errors: [{ pointer }] } });
  });

  test('from an older look are refused', async () => {
    const received = await paste();
    await decide(legal, received, []);
    expect(await decide(legal, received, [])).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
  });
});

describe('a draft made of a paper', () => {
  test('has our clauses of its families and the confirmed terms, and the paper links to it', async () => {
    const received = await paste();
    await decide(legal, received, [{ term: termOf(received, 'uptime.target', '99.9'), decision: 'confirm' }, { term: termOf(received, 'credits.monthlyCharge'), decision: 'confirm' }]);
    const drafted = await legal.post<IncomingPaperDetail>(`/incoming-papers/${received.id}/draft`, draftOf());
    expect(drafted.status, drafted.text).toBe(201);
    const agreement = (await legal.get<AgreementDetail>(`/agreements/${drafted.body.agreementId ?? ''}`)).body;
    expect(agreement.draft.clauses?.map(({ id }) => id)).toEqual(['uptime', 'credits', 'payment']);
    expect(agreement.draft.terms).toMatchObject({ 'uptime.target': '99.9', 'credits.monthlyCharge': '4800.00 EUR', 'uptime.window': 'calendar-month' });
    expect(await legal.post(`/incoming-papers/${received.id}/draft`, draftOf())).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect(await decide(legal, drafted.body, [])).toMatchObject({ status: 409 });
  });

  test('is refused when nothing in the paper belongs to a clause of ours, or a system is not the vendor’s', async () => {
    const { id } = await paste({ text: 'The canteen is open.' });
    expect(await legal.post(`/incoming-papers/${id}/draft`, draftOf())).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    const other = await paste();
    expect(await legal.post(`/incoming-papers/${other.id}/draft`, draftOf({ systemIds: ['0195a000-0000-7000-8000-000000000009'] }))).toMatchObject({ status: 422, body: { code: 'INVALID' } });
  });
});

describe('who may not', () => {
  test('a vendor contact sees no paper, not even of their own vendor', async () => {
    const { id } = await paste();
    const contact = await join(app, legal.organisationId, 'vendor-contact', parties.vendorId);
    for (const path of ['/incoming-papers', `/incoming-papers/${id}`]) expect((await contact.get(path)).status).toBe(403);
    expect((await contact.post('/incoming-papers', paper())).status).toBe(403);
  });

  test('compliance reads, and changes nothing', async () => {
    const received = await paste();
    const compliance = await join(app, legal.organisationId, 'compliance');
    expect((await compliance.get(`/incoming-papers/${received.id}`)).status).toBe(200);
    expect((await decide(compliance, received, [])).status).toBe(403);
    expect((await compliance.post(`/incoming-papers/${received.id}/draft`, draftOf())).status).toBe(403);
  });

  test('another organisation finds nothing', async () => {
    const received = await paste();
    const stranger = await foundOrganisation(app, 'Elsewhere');
    expect((await stranger.get(`/incoming-papers/${received.id}`)).status).toBe(404);
    expect((await decide(stranger, received, [])).status).toBe(404);
    expect((await stranger.get<z.infer<typeof IncomingPaperPage>>('/incoming-papers')).body.items).toEqual([]);
  });
});
