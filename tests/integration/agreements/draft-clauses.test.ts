import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgreementDetail, AgreementDraft, AgreementPreview } from '#libs/wire/agreements.js';
import { agreementIn, freeze, ifMatch, missingTerms, newDraft, newParties, saveTerms, type Parties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, type Caller } from '../../support/caller.js';

let app: TestApp;
let us: Caller;
let parties: Parties;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  parties = await newParties(us);
});
afterAll(() => app.stop());

const plain = (...ids: readonly string[]) => ids.map((id) => ({ id, wording: null }));
const save = (agreement: AgreementDetail, draft: Partial<AgreementDraft>) =>
  us.put<AgreementDetail>(`/agreements/${agreement.id}/draft`, { ...agreement.draft, ...draft }, ifMatch(agreement.revision));

describe('the clauses of a draft', () => {
  test('are at first those of its template, none in special wording', async () => {
    const { draft } = await newDraft(us, parties, { templateId: 'ai-crm-light' });
    expect(draft.clauses).toEqual(plain('ownership', 'uptime', 'latency', 'credits'));
  });

  test('can be left out, added and ordered; the preview and the terms asked for follow', async () => {
    const agreement = await newDraft(us, parties);
    const saved = await save(agreement, { clauses: plain('latency', 'ownership') });
    expect(saved).toMatchObject({ status: 200, body: { draft: { clauses: plain('latency', 'ownership') } } });
    const preview = await us.get<AgreementPreview>(`/agreements/${agreement.id}/preview`);
    expect(preview.body.clauses.map(({ id }) => id)).toEqual(['latency', 'ownership']);
    expect(new Set(preview.body.terms.map((path) => path.split('.')[0]))).toEqual(new Set(['ownership', 'latency']));
    expect(preview.body.compiled?.objectives.map(({ key }) => key)).toEqual(['latency.percentile']);
  });

  test('keep the values of a clause that is left out, which have no effect until it is back', async () => {
    const complete = await saveTerms(us, await newDraft(us, parties), missingTerms);
    const without = (await save(complete, { clauses: plain('ownership', 'uptime') })).body;
    expect(without.draft.terms['accuracy.target']).toBe('30');
    const frozen = await freeze(us, without);
    expect(frozen.draft.terms['accuracy.target']).toBe('30');
    const version = await us.get<AgreementPreview>(`/agreements/${frozen.id}/versions/1/clauses`);
    expect(version.body.terms.some((path) => path.startsWith('accuracy.'))).toBe(false);
  });

  test('may have special wording, which is what a version freezes', async () => {
    const complete = await agreementIn('draft', us, parties);
    const wording = 'Nothing of ours is trained on: {{ownership.trainingUse}}; outputs are of {{ownership.outputs}}.';
    const [, ...others] = complete.draft.clauses ?? [];
    const frozen = await freeze(us, (await save(complete, { clauses: [{ id: 'ownership', wording }, ...others] })).body);
    const { body } = await us.get<AgreementPreview>(`/agreements/${frozen.id}/versions/1/clauses`);
    expect(body.clauses[0]?.paragraphs.map(({ text }) => text)).toEqual(['Nothing of ours is trained on: never; outputs are of the Customer.']);
    expect(body.compiled?.clocks.map(({ key }) => key)).not.toContain('ownership.returnDays');
  });

  test.for([
    ['a clause that is not there', [{ id: 'nowhere', wording: null }], '/clauses/0/id', 'there is no clause nowhere'],
    ['a clause twice', plain('uptime', 'uptime'), '/clauses', 'listed twice'],
    ['wording that calls a helper', [{ id: 'ownership', wording: 'One\nTwo {{lookup a b}}' }], '/clauses/0/wording', 'Line 2'],
    ['wording that is markup', [{ id: 'ownership', wording: '<script>' }], '/clauses/0/wording', 'Line 1'],
  ] as const)('%s is refused with its place and reason, saved or previewed', async ([, clauses, pointer, reason]) => {
    const agreement = await newDraft(us, parties);
    const refused = { status: 422, body: { code: 'TEMPLATE_REFUSED', errors: [{ pointer, detail: expect.stringContaining(reason) }] } };
    expect(await save(agreement, { clauses: [...clauses] })).toMatchObject(refused);
    expect(await us.post(`/agreements/${agreement.id}/preview`, { ...agreement.draft, clauses })).toMatchObject(refused);
    expect((await us.get<AgreementDetail>(`/agreements/${agreement.id}`)).body).toEqual(agreement);
  });

  test('are not necessary to say: a draft saved without them has those of its template', async () => {
    const agreement = await newDraft(us, parties);
    const { clauses: _, ...parameters } = agreement.draft;
    const saved = await us.put<AgreementDetail>(`/agreements/${agreement.id}/draft`, parameters, ifMatch(1));
    expect(saved.body.draft.clauses).toBeUndefined();
    const preview = await us.get<AgreementPreview>(`/agreements/${agreement.id}/preview`);
    expect(preview.body.clauses.map(({ id }) => id)).toEqual(['ownership', 'uptime', 'latency', 'accuracy', 'credits']);
  });
});
