import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#libs/wire/accounts.js';
import type { AgreementDetail, AgreementPreview, AgreementTemplate } from '#libs/wire/agreements.js';
import type { Comment, Negotiation, Proposal } from '#libs/wire/negotiation.js';
import { agreementIn, newParties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { always, newestRequest, setRules, submit } from '../../support/approvals.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';

let app: TestApp;
let us: Caller;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
});
afterAll(() => app.stop());

/** A draft that is shared, and a contact of its vendor. */
async function sharedDraft() {
  const parties = await newParties(us);
  const draft = await agreementIn('draft', us, parties);
  const contact = await join(app, us.organisationId, 'vendor-contact', parties.vendorId);
  const shared = await us.put<AgreementDetail>(`/agreements/${draft.id}/sharing`, { shared: true });
  expect(shared).toMatchObject({ status: 200, body: { shared: true } });
  return { agreement: shared.body, id: draft.id, contact };
}

const comment = { clauseId: 'uptime', visibility: 'external', body: 'We can do 99 %.' };
const proposal = { clauseId: 'uptime', terms: { 'uptime.target': '99.2' }, note: 'Our other customers have this' };
const negotiation = async (by: Caller, id: string) => (await by.get<Negotiation>(`/agreements/${id}/negotiation`)).body;
const propose = async (by: Caller, id: string, changes: object = {}) => {
  const answer = await by.post<Proposal>(`/agreements/${id}/negotiation/proposals`, { ...proposal, ...changes });
  expect(answer.status).toBe(201);
  return answer.body;
};
const decide = (by: Caller, id: string, { id: proposalId }: Proposal, decision: string, reason?: string) =>
  by.post<Proposal>(`/agreements/${id}/negotiation/proposals/${proposalId}/decision`, { decision, ...(reason === undefined ? {} : { reason }) });
const targetOf = async (id: string) => (await us.get<AgreementDetail>(`/agreements/${id}`)).body.draft.terms['uptime.target'];

describe('a contact of the vendor', () => {
  test('sees a draft once it is shared, without what we find in it and where we stand', async () => {
    const { id, agreement, contact } = await sharedDraft();
    expect((await contact.get<AgreementDetail>(`/agreements/${id}`)).status).toBe(200);
    expect((await contact.get<AgreementPreview>(`/agreements/${id}/preview`)).body.findings).toEqual([]);
    const { terms } = (await contact.get<AgreementTemplate>(`/agreement-templates/${agreement.templateId}`)).body;
    expect(new Set(terms.flatMap(({ positions }) => Object.values(positions)))).toEqual(new Set([null]));
    for (const path of ['/playbook', '/approvals', '/approval-rules', `/agreements/${id}/approvals`]) expect([path, (await contact.get(path)).status]).toEqual([path, 403]);
  });

  test('no longer sees it once it is kept back', async () => {
    const { id, contact } = await sharedDraft();
    await us.put(`/agreements/${id}/sharing`, { shared: false });
    expect((await contact.get(`/agreements/${id}`)).status).toBe(404);
    expect((await contact.get(`/agreements/${id}/negotiation`)).status).toBe(404);
    expect((await contact.post(`/agreements/${id}/negotiation/comments`, comment)).status).toBe(404);
  });

  test('never sees an internal comment, and writes none', async () => {
    const { id, contact } = await sharedDraft();
    const internal = await us.post<Comment>(`/agreements/${id}/negotiation/comments`, { ...comment, visibility: 'internal', body: 'Leave at 99 %' });
    await us.post(`/agreements/${id}/negotiation/comments`, comment);
    expect((await negotiation(contact, id)).comments.map(({ visibility }) => visibility)).toEqual(['external']);
    expect((await negotiation(us, id)).comments.map(({ visibility }) => visibility)).toEqual(['internal', 'external']);
    expect((await contact.post(`/agreements/${id}/negotiation/comments/${internal.body.id}/resolution`)).status).toBe(404);
    expect((await contact.post(`/agreements/${id}/negotiation/comments`, { ...comment, visibility: 'internal' })).status).toBe(403);
  });

  test('of another vendor sees and does nothing', async () => {
    const { id } = await sharedDraft();
    const offered = await propose(us, id);
    const rival = await join(app, us.organisationId, 'vendor-contact', (await newParties(us)).vendorId);
    expect([
      (await rival.get(`/agreements/${id}`)).status,
      (await rival.get(`/agreements/${id}/negotiation`)).status,
      (await rival.post(`/agreements/${id}/negotiation/comments`, comment)).status,
      (await rival.post(`/agreements/${id}/negotiation/proposals`, proposal)).status,
      (await decide(rival, id, offered, 'accept')).status,
    ]).toEqual([404, 404, 404, 404, 404]);
  });

  test('does not change, freeze, share or sign', async () => {
    const { id, agreement, contact } = await sharedDraft();
    const seen = { 'If-Match': `"r${agreement.revision}"` };
    expect([
      (await contact.put(`/agreements/${id}/draft`, agreement.draft, seen)).status,
      (await contact.post(`/agreements/${id}/versions`, undefined, seen)).status,
      (await contact.put(`/agreements/${id}/sharing`, { shared: false })).status,
    ]).toEqual([403, 403, 403]);
  });
});

describe('a comment', () => {
  test('is resolved once, by either side', async () => {
    const { id, contact } = await sharedDraft();
    const { body } = await us.post<Comment>(`/agreements/${id}/negotiation/comments`, comment);
    const path = `/agreements/${id}/negotiation/comments/${body.id}/resolution`;
    expect(await contact.post(path)).toMatchObject({ status: 200, body: { resolvedBy: { side: 'vendor' } } });
    expect(await us.post(path)).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
  });

  test.each([
    ['about a clause that is not there', { clauseId: 'no-such-clause' }, 422],
    ['without words', { body: ' ' }, 422],
    ['with control characters', { body: 'a\u0000b' }, 400],
    ['that is longer than a page', { body: 'x'.repeat(5_001) }, 422],
    ['for nobody', { visibility: 'secret' }, 422],
  ])('%s is refused', async (_, changes, status) => {
    const { id } = await sharedDraft();
    expect((await us.post(`/agreements/${id}/negotiation/comments`, { ...comment, ...changes })).status).toBe(status);
  });
});

describe('a proposal', () => {
  test('of the vendor changes the draft when we accept it, and not before', async () => {
    const { id, agreement, contact } = await sharedDraft();
    const offered = await propose(contact, id);
    expect(await targetOf(id)).toBe('99.5');
    expect(await decide(us, id, offered, 'accept')).toMatchObject({ status: 200, body: { state: 'accepted', decidedBy: { side: 'customer' } } });
    expect((await us.get<AgreementDetail>(`/agreements/${id}`)).body).toMatchObject({ revision: agreement.revision + 1, draft: { terms: { 'uptime.target': '99.2' } } });
  });

  test('of ours changes the draft when the vendor accepts it', async () => {
    const { id, contact } = await sharedDraft();
    await decide(contact, id, await propose(us, id, { terms: { 'uptime.target': '99.3' } }), 'accept');
    expect(await targetOf(id)).toBe('99.3');
  });

  test('is declined with a reason, and changes nothing', async () => {
    const { id, contact } = await sharedDraft();
    const offered = await propose(contact, id);
    expect((await decide(us, id, offered, 'decline')).status).toBe(422);
    expect(await decide(us, id, offered, 'decline', 'Too low')).toMatchObject({ status: 200, body: { state: 'declined', reason: 'Too low' } });
    expect(await targetOf(id)).toBe('99.5');
    expect(await decide(us, id, offered, 'accept')).toMatchObject({ status: 409, body: { code: 'PROPOSAL_STATE' } });
  });

  test('is not decided by the side that made it, which may take it back', async () => {
    const { id, contact } = await sharedDraft();
    const offered = await propose(contact, id);
    expect(await decide(contact, id, offered, 'accept')).toMatchObject({ status: 409, body: { code: 'PROPOSAL_SIDE' } });
    expect(await decide(us, id, offered, 'withdraw')).toMatchObject({ status: 409, body: { code: 'PROPOSAL_SIDE' } });
    expect(await decide(contact, id, offered, 'withdraw')).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
  });

  test('that is accepted makes an approval void, and whoever accepted it does not approve', async () => {
    const { id, contact } = await sharedDraft();
    const lawyer = await join(app, us.organisationId, 'legal');
    const offered = await propose(contact, id);
    await setRules(us, [always]);
    await submit(us, (await us.get<AgreementDetail>(`/agreements/${id}`)).body);
    await decide(lawyer, id, offered, 'accept');
    expect((await newestRequest(us, id)).outcome).toBe('invalidated');
    await submit(us, (await us.get<AgreementDetail>(`/agreements/${id}`)).body);
    const { digest } = await newestRequest(us, id);
    expect(await lawyer.post(`/agreements/${id}/approvals/decision`, { decision: 'approve', digest })).toMatchObject({ status: 403, body: { code: 'FOUR_EYES' } });
    await setRules(us, []);
  });

  test.each([
    ['about a clause that is not there', { clauseId: 'no-such-clause' }, 'INVALID'],
    ['with neither words nor values', { terms: {} }, 'INVALID'],
    ['with a value out of bounds', { terms: { 'uptime.target': '100.0001' } }, 'TERM_INVALID'],
    ['with an unknown term', { terms: { 'uptime.mood': '1' } }, 'TERM_INVALID'],
    ['with words that run code', { wording: '{{constructor.constructor}}' }, 'TEMPLATE_REFUSED'],
    ['with words that no longer say what is measured', { wording: 'We shall do our best.' }, 'TEMPLATE_REFUSED'],
  ])('%s is refused', async (_, changes, code) => {
    const { id, contact } = await sharedDraft();
    expect(await contact.post(`/agreements/${id}/negotiation/proposals`, { ...proposal, ...changes })).toMatchObject({ status: 422, body: { code } });
  });

  test('is not made about what is frozen', async () => {
    const parties = await newParties(us);
    const frozen = await agreementIn('frozen', us, parties);
    expect(await us.post(`/agreements/${frozen.id}/negotiation/proposals`, proposal)).toMatchObject({ status: 409, body: { code: 'AGREEMENT_NOT_DRAFT' } });
    const contact = await join(app, us.organisationId, 'vendor-contact', parties.vendorId);
    expect((await contact.post(`/agreements/${frozen.id}/negotiation/comments`, comment)).status).toBe(403);
  });
});

test.each<[Role, readonly number[]]>([
  ['legal', [200, 201, 201]],
  ['procurement', [200, 201, 201]],
  ['compliance', [200, 201, 403]],
  ['auditor', [200, 403, 403]],
  ['engineer', [200, 403, 403]],
])('%s reads, comments, proposes: %j', async (role, expected) => {
  const { id } = await sharedDraft();
  const caller = await join(app, us.organisationId, role);
  expect([
    (await caller.get(`/agreements/${id}/negotiation`)).status,
    (await caller.post(`/agreements/${id}/negotiation/comments`, comment)).status,
    (await caller.post(`/agreements/${id}/negotiation/proposals`, proposal)).status,
  ]).toEqual(expected);
});

test('another organisation sees and does nothing', async () => {
  const { id } = await sharedDraft();
  const others = await foundOrganisation(app);
  expect([(await others.get(`/agreements/${id}/negotiation`)).status, (await others.post(`/agreements/${id}/negotiation/comments`, comment)).status, (await others.post(`/agreements/${id}/negotiation/proposals`, proposal)).status]).toEqual([404, 404, 404]);
});
