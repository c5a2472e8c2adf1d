import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Agreement, AgreementDetail, AgreementPreview, AgreementTemplate } from '#libs/wire/agreements.js';
import type { LogEntry } from '#libs/wire/log.js';
import { agreementIn, agreementOf, ifMatch, missingTerms, newDraft, newParties, saveTerms, type Parties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, type Answer, type Caller } from '../../support/caller.js';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

const absent = '0199c0de-0000-7000-8000-000000000000';
let app: TestApp;
let us: Caller;
let others: Caller;
let parties: Parties;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  others = await foundOrganisation(app, 'Another & Co');
  parties = await newParties(us);
});
afterAll(() => app.stop());

describe('templates', () => {
  test('each says which clauses it has and which terms it asks for', async () => {
    const { items } = (await us.get<Page<AgreementTemplate>>('/agreement-templates')).body;
    const standard = items.find(({ id }) => id === 'ai-crm-standard');
    expect(standard?.clauses.map(({ family }) => family)).toEqual(['ownership', 'uptime', 'latency', 'accuracy', 'credits']);
    expect(standard?.terms.map(({ path }) => path)).toEqual(expect.arrayContaining(['uptime.target', 'credits.monthlyCharge']));
    expect((await us.get<AgreementTemplate>('/agreement-templates/ai-crm-standard')).body).toEqual(standard);
    const light = items.find(({ id }) => id === 'ai-crm-light');
    expect(light?.terms.some(({ family }) => family === 'accuracy')).toBe(false);
  });

  test('one that does not exist is not found', async () => {
    expect(await us.get('/agreement-templates/..%2F..%2Fetc%2Fpasswd')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
});

describe('a new draft', () => {
  test('starts with the preferred values of the template and says what is missing', async () => {
    const answer = await us.post<AgreementDetail>('/agreements', agreementOf(parties));
    expect(answer.status).toBe(201);
    expect(answer.headers['etag']).toBe('"r1"');
    expect(answer.body).toMatchObject({ state: 'draft', revision: 1, title: 'Lead scoring', versions: [], objectives: [], clocks: [], activatedAt: null });
    expect(answer.body.systems.map(({ id }) => id)).toEqual([parties.systemId]);
    expect(answer.body.draft).toMatchObject({ effectiveFrom: '2026-01-01', effectiveUntil: '2026-12-31', zone: 'Europe/Lisbon', terms: { 'uptime.target': '99.9' } });
    const preview = (await us.get<AgreementPreview>(`/agreements/${answer.body.id}/preview`)).body;
    expect(preview.compiled).toBeNull();
    expect(preview.findings.filter(({ severity }) => severity === 'error').map(({ path }) => path).toSorted()).toEqual(Object.keys(missingTerms).toSorted());
    expect((await us.get<AgreementDetail>(`/agreements/${answer.body.id}`)).body).toEqual(answer.body);
  });

  test.each([
    ['a vendor', { vendorId: absent }, '/vendorId'],
    ['a system', { systemIds: [absent] }, '/systemIds/0'],
    ['a template', { templateId: 'no-such-template' }, '/templateId'],
    ['a day', { effectiveFrom: '2026-02-30' }, '/effectiveFrom'],
    ['a century', { effectiveFrom: '0001-01-01' }, '/effectiveFrom'],
    ['a zone', { zone: "Europe/'; DROP TABLE" }, '/zone'],
  ])('about %s that does not exist is refused', async (_, changes, pointer) => {
    const answer = await us.post('/agreements', agreementOf(parties, changes));
    expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID', errors: [{ pointer }] } });
  });

  test("about another organisation's vendor, or another vendor's system, is refused like one that does not exist", async () => {
    const foreign = await newParties(others);
    const rival = await newParties(us);
    const answers = [
      [await us.post('/agreements', agreementOf(foreign)), await us.post('/agreements', agreementOf({ ...foreign, vendorId: absent }))],
      [await us.post('/agreements', agreementOf({ ...parties, systemId: rival.systemId })), await us.post('/agreements', agreementOf({ ...parties, systemId: absent }))],
    ];
    for (const [one, other] of answers) {
      expect([one?.status, one?.body.detail]).toEqual([422, other?.body.detail]);
    }
  });
});

describe('saving a draft', () => {
  test('needs the revision last seen, and answers with the next', async () => {
    const draft = await newDraft(us, parties);
    const path = `/agreements/${draft.id}/draft`;
    expect(await us.put(path, draft.draft)).toMatchObject({ status: 428, body: { code: 'PRECONDITION_REQUIRED' } });
    expect(await us.put(path, draft.draft, { 'if-match': '*' })).toMatchObject({ status: 400, body: { code: 'MALFORMED' } });
    const saved = await us.put<AgreementDetail>(path, { ...draft.draft, title: 'Scoring', effectiveUntil: null }, ifMatch(1));
    expect(saved).toMatchObject({ status: 200, body: { revision: 2, title: 'Scoring', effectiveUntil: null } });
    expect(saved.headers['etag']).toBe('"r2"');
    expect(await us.put(path, draft.draft, ifMatch(1))).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
    expect((await us.get<AgreementDetail>(`/agreements/${draft.id}`)).body).toMatchObject({ revision: 2, title: 'Scoring' });
  });

  test('of twenty who save at the same moment one succeeds', async () => {
    const draft = await newDraft(us, parties);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => us.put(`/agreements/${draft.id}/draft`, { ...draft.draft, title: `Title ${at}` }, ifMatch(1))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
  });

  test('keeps a bad value of a known term, as a finding', async () => {
    const bad = { 'uptime.target': 'almost always', 'latency.threshold': '2345' };
    const saved = await saveTerms(us, await newDraft(us, parties), bad);
    expect(saved.draft.terms).toMatchObject(bad);
    const { findings, compiled } = (await us.get<AgreementPreview>(`/agreements/${saved.id}/preview`)).body;
    expect(findings.map(({ path }) => path)).toEqual(expect.arrayContaining(Object.keys(bad)));
    expect(compiled).toBeNull();
  });

  test.each(['constructor', 'prototype', 'toString', 'hasOwnProperty'])('refuses a term called %s like any unknown one', async (path) => {
    const draft = await newDraft(us, parties);
    const answer = await us.put(`/agreements/${draft.id}/draft`, { ...draft.draft, terms: { ...draft.draft.terms, [path]: '1' } }, ifMatch(1));
    expect(answer).toMatchObject({ status: 422, body: { code: 'TERM_INVALID', errors: [{ pointer: `/terms/${path}` }] } });
  });

  test('refuses what is not a term, each by its pointer, and keeps the draft as it was', async () => {
    const draft = await newDraft(us, parties, { templateId: 'ai-crm-light' });
    const terms = { ...draft.draft.terms, 'accuracy.targets': '30', 'a/b~c': 'x' };
    const answer = await us.put(`/agreements/${draft.id}/draft`, { ...draft.draft, terms }, ifMatch(1));
    expect(answer).toMatchObject({ status: 422, body: { code: 'TERM_INVALID' } });
    expect(answer.body.errors.map(({ pointer }) => pointer)).toEqual(['/terms/accuracy.targets', '/terms/a~1b~0c']);
    expect((await us.get<AgreementDetail>(`/agreements/${draft.id}`)).body).toEqual(draft);
  });

  test('is logged with what was there before', async () => {
    const draft = await newDraft(us, parties);
    app.clock.set('2026-03-15T12:00:01Z');
    const saved = await saveTerms(us, draft, missingTerms);
    const { items } = (await us.get<Page<LogEntry>>(`/log?object=${saved.id}`)).body;
    expect(items.map(({ action }) => action)).toEqual(['agreement.edit', 'agreement.create']);
    expect(items[0]?.before).toMatch(/^[0-9a-f]{64}$/);
    expect(items[0]?.after).not.toBe(items[0]?.before);
  });
});

describe('previewing without saving', () => {
  test('shows how the text would read and what it would compile to, and stores nothing', async () => {
    const draft = await newDraft(us, parties);
    const tiers = [{ bound: '98.7', inclusive: false, percent: '10' }];
    const terms = { ...draft.draft.terms, ...missingTerms, 'uptime.target': '98.7', 'credits.uptimeTiers': tiers };
    const answer = await us.post<AgreementPreview>(`/agreements/${draft.id}/preview`, { ...draft.draft, terms });
    expect(answer).toMatchObject({ status: 200, body: { revision: 1 } });
    expect(answer.body.compiled?.objectives.map(({ target }) => target)).toContain('98.7');
    expect(printedTerm(answer.body, 'uptime.target')).toBe('98.7 %');
    expect((await us.get<AgreementDetail>(`/agreements/${draft.id}`)).body).toEqual(draft);
    expect((await us.get<Page<LogEntry>>(`/log?object=${draft.id}`)).body.items).toHaveLength(1);
  });

  test('a term without a value reads as its label', async () => {
    const draft = await newDraft(us, parties);
    const preview = await us.get<AgreementPreview>(`/agreements/${draft.id}/preview`);
    expect(printedTerm(preview.body, 'accuracy.target')).toBe('[Target]');
  });
});

describe('the list of agreements', () => {
  test('is newest first, in pages of any size, and can be narrowed', async () => {
    const here = await foundOrganisation(app, 'Listing');
    const [one, two] = [await newParties(here), await newParties(here)];
    for (const [at, title] of ['First 100%', 'Second', 'Third'].entries()) {
      app.clock.set(`2026-03-15T12:00:0${at + 1}Z`);
      await newDraft(here, one, { title });
    }
    app.clock.set('2026-03-15T12:00:04Z');
    const frozen = await agreementIn('frozen', here, two, { title: 'Fourth' });
    const titles = async (query: string): Promise<string[]> => {
      const found: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const page: Answer<Page<Agreement>> = await here.get<Page<Agreement>>(`/agreements?${query}${next === '' ? '' : `&cursor=${next}`}`);
        found.push(...page.body.items.map(({ title }) => title));
        next = page.body.next;
      }
      return found;
    };
    for (const limit of [1, 2, 3, 4, 50]) expect(await titles(`limit=${limit}`)).toEqual(['Fourth', 'Third', 'Second', 'First 100%']);
    expect(await titles(`vendor=${one.vendorId}`)).toEqual(['Third', 'Second', 'First 100%']);
    expect(await titles('state=frozen')).toEqual(['Fourth']);
    expect(await titles('search=100%25')).toEqual(['First 100%']);
    expect(await titles('search=e%25d')).toEqual([]);
    expect((await here.get(`/agreements?state=ended`)).status).toBe(422);
    expect((await here.get<Page<Agreement>>('/agreements?state=frozen')).body.items[0]).toMatchObject({ id: frozen.id, openBreaches: 0, state: 'frozen' });
  });
});

/** What a preview prints for a term. */
function printedTerm(preview: AgreementPreview, path: string): string | undefined {
  return preview.clauses
    .flatMap(({ paragraphs }) => paragraphs)
    .flatMap(({ text, values }) => values.filter((value) => value.path === path).map(({ start, end }) => text.slice(start, end)))[0];
}
