import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgreementPreview } from '#libs/wire/agreements.js';
import type { ClausePreview, LibraryClauseDetail, LibraryClauseList } from '#libs/wire/library.js';
import { ifMatch, newDraft, newParties, type Parties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';

let app: TestApp;
let us: Caller;
let them: Caller;
let parties: Parties;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  them = await foundOrganisation(app);
  parties = await newParties(us);
});
afterAll(() => app.stop());

const draft = { family: 'ownership', title: 'Ownership, our way', text: 'Trained on our data: {{ownership.trainingUse}}.', positions: { preferred: 'why' }, references: [], defines: [] };
const own = async (id: string, changes = {}) => {
  const answer = await us.post<LibraryClauseDetail>('/clauses', { id, ...draft, ...changes });
  expect(answer.status).toBe(201);
  return answer.body;
};

describe('the library', () => {
  test('has the shipped clauses, and an own one after it is added, with the terms that its text prints', async () => {
    const before = await us.get<LibraryClauseList>('/clauses');
    expect(before.body.items.find(({ id }) => id === 'uptime')).toMatchObject({ isOwn: false, family: 'uptime', retiredAt: null });
    expect(await own('ownership-short')).toMatchObject({ isOwn: true, replacesShipped: false, version: '1.0.0', terms: ['ownership.trainingUse'], versions: [{ version: '1.0.0', text: draft.text, author: 'Ada Administrator' }] });
    const after = await us.get<LibraryClauseList>('/clauses');
    expect(after.body.items).toHaveLength(before.body.items.length + 1);
    expect((await them.get<LibraryClauseList>('/clauses')).body.items).toHaveLength(before.body.items.length);
    expect((await them.get('/clauses/ownership-short')).status).toBe(404);
  });

  test('keeps every version of an own clause, and the newest is what drafts have', async () => {
    await own('versions');
    const revised = await us.post<LibraryClauseDetail>('/clauses/versions/versions', { ...draft, text: 'No training: {{ownership.trainingUse}}.' });
    expect(revised).toMatchObject({ status: 201, body: { version: '2.0.0', versions: [{ version: '2.0.0' }, { version: '1.0.0', text: draft.text }] } });
    const agreement = await newDraft(us, parties);
    const answer = await us.post<AgreementPreview>(`/agreements/${agreement.id}/preview`, { ...agreement.draft, clauses: [{ id: 'versions', wording: null }] });
    expect(answer.body.clauses[0]?.paragraphs[0]?.text).toBe('No training: never.');
  });

  test('an own clause with the id of a shipped one stands in its place until it is retired', async () => {
    await own('latency', { family: 'latency', title: 'Ours', text: 'Answers are quick.' });
    expect((await us.get<LibraryClauseDetail>('/clauses/latency')).body).toMatchObject({ isOwn: true, replacesShipped: true, title: 'Ours' });
    expect(await us.post('/clauses/latency/retirement')).toMatchObject({ status: 200, body: { isOwn: false, title: 'Response time', versions: [{ title: 'Ours' }] } });
    expect(await us.post('/clauses/latency/retirement')).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    const back = await us.post('/clauses/latency/versions', { ...draft, family: 'latency', title: 'Ours again', text: 'Answers are quick.' });
    expect(back).toMatchObject({ status: 201, body: { isOwn: true, retiredAt: null, title: 'Ours again', version: '2.0.0' } });
  });

  test('a retired own clause stays readable for drafts that chose it', async () => {
    await own('retired');
    const agreement = await newDraft(us, parties);
    const saved = await us.put(`/agreements/${agreement.id}/draft`, { ...agreement.draft, clauses: [{ id: 'retired', wording: null }] }, ifMatch(1));
    expect(saved.status).toBe(200);
    expect((await us.post<LibraryClauseDetail>('/clauses/retired/retirement')).body.retiredAt).not.toBeNull();
    expect((await us.get<AgreementPreview>(`/agreements/${agreement.id}/preview`)).body.clauses).toHaveLength(1);
  });
});

describe('a clause is refused with every line and reason', () => {
  test.for([
    ['a helper', 'One.\nTwo {{lookup this "x"}}', ['Line 2: a placeholder is a path']],
    ['an unknown term', '{{ownership.colour}}', ['Line 1: ownership.colour is not a declared text']],
    ['numbers without a term', 'Within 30 days.\n\nAnd 5 per cent.', ['Line 1: the number 30', 'Line 3: the number 5']],
    ['a hidden character', 'One\u202Etwo', ['Line 1: invisible']],
    ['a block that does not end', '{{#if family.law}}x', ['']],
  ] as const)('%s', async ([, text, reasons]) => {
    const answer = await us.post('/clauses', { id: 'refused', ...draft, text });
    expect(answer).toMatchObject({ status: 422, body: { code: 'TEMPLATE_REFUSED', errors: reasons.map((reason) => ({ pointer: '/text', detail: expect.stringContaining(reason) })) } });
    expect((await us.get('/clauses/refused')).status).toBe(404);
    const preview = await us.post<ClausePreview>('/clauses/preview', { ...draft, text });
    expect(preview.body.faults).toHaveLength(reasons.length);
  });

  test('an id that is taken, a family that changes, a clause that is not there', async () => {
    await own('taken');
    expect(await us.post('/clauses', { id: 'taken', ...draft })).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect(await us.post('/clauses/taken/versions', { ...draft, family: 'law' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/family' }] } });
    expect((await us.post('/clauses/nowhere/versions', draft)).status).toBe(404);
    expect((await us.post('/clauses/uptime/retirement')).status).toBe(404);
  });
});

test('a preview reads the clause at each position', async () => {
  const preview = await us.post<ClausePreview>('/clauses/preview', { ...draft, text: 'At least {{uptime.target}}.' });
  expect(preview.body.faults).toEqual([]);
  expect(preview.body.terms).toEqual(['uptime.target']);
  expect(preview.body.readings.map(({ position, paragraphs }) => [position, paragraphs[0]?.text.startsWith('At least ')])).toEqual([['preferred', true], ['fallback', true], ['walkAway', true]]);
});

test.for([
  ['legal', 201, 200],
  ['procurement', 403, 200],
  ['compliance', 403, 200],
  ['auditor', 403, 200],
] as const)('%s: adding %i, reading %i', async ([role, adding, reading]) => {
  const caller = await join(app, us.organisationId, role);
  expect((await caller.post('/clauses', { id: `of-${role}`, ...draft })).status).toBe(adding);
  expect((await caller.get('/clauses')).status).toBe(reading);
});
