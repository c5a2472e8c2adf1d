import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Exclusion, ExclusionList } from '#libs/wire/exclusions.js';
import type { LogPage } from '#libs/wire/log.js';
import type { Problem } from '#libs/wire/problem.js';
import { newParties, type Parties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Answer, type Caller } from '../../support/caller.js';

let app: TestApp;
let owner: pg.Client;
let us: Caller;
let parties: Parties;
let contact: Caller;

beforeAll(async () => {
  app = await startApp();
  owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  us = await foundOrganisation(app);
});
afterAll(async () => {
  await owner.end();
  await app.stop();
});
beforeEach(async () => {
  parties = await newParties(us);
  contact = await join(app, us.organisationId, 'vendor-contact', parties.vendorId);
});

const draft = { from: '2026-03-10T10:00:00Z', to: '2026-03-10T12:00:00Z', reason: 'planned-maintenance', note: 'announced in February' };
const path = (systemId = parties.systemId): string => `/systems/${systemId}/exclusions`;
const listed = async (by: Caller = us): Promise<Exclusion[]> => (await by.get<ExclusionList>(path())).body.items;
async function claim(by: Caller, changes: object = {}): Promise<Exclusion> {
  const answer = await by.post<Exclusion>(path(), { ...draft, ...changes });
  expect(answer.status).toBe(201);
  return answer.body;
}
function decide<Body = Problem>(by: Caller, id: string, decision: string, note?: string, headers = {}): Promise<Answer<Body>> {
  return by.post<Body>(`${path()}/${id}/decision`, { decision, ...(note === undefined ? {} : { note }) }, headers);
}

describe('an exclusion', () => {
  test('that a side claims is read by both, and nobody has decided about it', async () => {
    const claimed = await claim(contact);
    expect(claimed).toEqual({
      id: claimed.id,
      systemId: parties.systemId,
      from: '2026-03-10T10:00:00.000Z',
      to: '2026-03-10T12:00:00.000Z',
      reason: 'planned-maintenance',
      note: 'announced in February',
      state: 'claimed',
      claimedBy: { name: 'Pat vendor-contact', side: 'vendor' },
      claimedAt: '2026-03-15T12:00:00.000Z',
      decidedBy: null,
      decidedAt: null,
      decisionNote: null,
    });
    expect(await listed()).toEqual([claimed]);
    expect(await listed(contact)).toEqual([claimed]);
  });

  test('is accepted by the other side, with a note', async () => {
    const claimed = await claim(contact);
    const accepted = await decide<Exclusion>(us, claimed.id, 'accept', 'agreed by telephone');
    expect(accepted).toMatchObject({
      status: 200,
      body: { ...claimed, state: 'accepted', decidedBy: { name: 'Ada Administrator', side: 'customer' }, decidedAt: '2026-03-15T12:00:00.000Z', decisionNote: 'agreed by telephone' },
    });
    expect(await listed()).toEqual([accepted.body]);
  });

  test('that was disputed may still be accepted, or withdrawn by whoever claimed it', async () => {
    const [one, other] = [await claim(us), await claim(us)];
    for (const { id } of [one, other]) expect(await decide<Exclusion>(contact, id, 'dispute', 'we were up')).toMatchObject({ status: 200, body: { state: 'disputed', decisionNote: 'we were up' } });
    expect(await decide<Exclusion>(contact, one.id, 'accept')).toMatchObject({ status: 200, body: { state: 'accepted', decidedBy: { side: 'vendor' }, decisionNote: null } });
    expect(await decide<Exclusion>(us, other.id, 'withdraw')).toMatchObject({ status: 200, body: { state: 'withdrawn', decidedBy: { side: 'customer' } } });
  });

  test('may overlap another that was accepted', async () => {
    await decide(us, (await claim(contact)).id, 'accept');
    const overlapping = await claim(contact, { from: '2026-03-10T11:00:00Z', to: '2026-03-10T13:00:00Z' });
    expect((await decide(us, overlapping.id, 'accept')).status).toBe(200);
    expect((await listed()).map(({ id }) => id)[0]).toBe(overlapping.id);
  });

  test('and each decision about it stand in the log, with what was and what became', async () => {
    const { id } = await claim(contact);
    await decide(us, id, 'dispute', 'never announced');
    const { body } = await us.get<z.infer<typeof LogPage>>('/log?limit=10');
    const [decided, claimed] = body.items.filter(({ objectId }) => objectId === id);
    expect(claimed).toMatchObject({ action: 'exclusion.claim', objectKind: 'exclusion', detail: { systemId: parties.systemId, from: '2026-03-10T10:00:00.000Z', reason: 'planned-maintenance', side: 'vendor' } });
    expect(decided).toMatchObject({ action: 'exclusion.dispute', detail: { side: 'customer', note: 'never announced' } });
    expect(claimed!.after).toMatch(/^[0-9a-f]{64}$/);
    expect(decided!.before).toBe(claimed!.after);
  });
});

describe('sent again with the same idempotency key', () => {
  test('a claim is made once', async () => {
    const send = () => us.post<Exclusion>(path(), draft, { 'idempotency-key': `claim-${parties.systemId}` });
    const [first, again] = [await send(), await send()];
    expect([again.status, again.text, again.headers['idempotent-replayed']]).toEqual([201, first.text, 'true']);
    expect(await listed()).toHaveLength(1);
  });

  test('a decision is made once', async () => {
    const { id } = await claim(contact);
    const send = () => decide<Exclusion>(us, id, 'accept', undefined, { 'idempotency-key': `decide-${id}` });
    const [first, again] = [await send(), await send()];
    expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
  });
});

describe('what is refused', () => {
  test('a side that accepts or disputes what it claimed itself, and one that withdraws what the other claimed', async () => {
    const [ours, theirs] = [await claim(us), await claim(contact)];
    const colleague = await join(app, us.organisationId, 'legal');
    for (const [by, { id }, decision] of [[us, ours, 'accept'], [colleague, ours, 'accept'], [us, ours, 'dispute'], [contact, theirs, 'accept'], [us, theirs, 'withdraw']] as const) {
      expect(await decide(by, id, decision)).toMatchObject({ status: 409, body: { code: 'EXCLUSION_SIDE' } });
    }
    expect((await listed()).map(({ state }) => state)).toEqual(['claimed', 'claimed']);
  });

  test('a decision about what is accepted or withdrawn', async () => {
    const [accepted, withdrawn] = [await claim(contact), await claim(contact)];
    await decide(us, accepted.id, 'accept');
    await decide(contact, withdrawn.id, 'withdraw');
    for (const { id } of [accepted, withdrawn]) {
      expect(await decide(us, id, 'dispute')).toMatchObject({ status: 409, body: { code: 'EXCLUSION_STATE' } });
      expect(await decide(contact, id, 'withdraw')).toMatchObject({ status: 409, body: { code: 'EXCLUSION_STATE' } });
    }
  });

  test.each(['procurement', 'engineer', 'auditor'] as const)('a claim and a decision by the role %s, who may read', async (role) => {
    const claimed = await claim(contact);
    const caller = await join(app, us.organisationId, role);
    expect(await listed(caller)).toEqual([claimed]);
    expect(await caller.post(path(), draft)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await decide(caller, claimed.id, 'accept')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await listed()).toEqual([claimed]);
  });

  test.each(['compliance', 'legal'] as const)('not those of the role %s', async (role) => {
    const caller = await join(app, us.organisationId, role);
    expect((await caller.post(path(), draft)).status).toBe(201);
    expect((await decide(caller, (await claim(contact)).id, 'accept')).status).toBe(200);
  });

  test('everything by another organisation and by the contact of another vendor, as for a system that does not exist', async () => {
    const claimed = await claim(contact);
    const rivals = await newParties(us);
    const strangers = [await foundOrganisation(app, 'Another & Co'), await join(app, us.organisationId, 'vendor-contact', rivals.vendorId)];
    for (const stranger of strangers) {
      for (const answer of [await stranger.get(path()), await stranger.post(path(), draft), await decide(stranger, claimed.id, 'accept')]) {
        expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
      }
    }
    for (const answer of [await us.get(path(v7())), await us.post(path(v7()), draft)]) expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await listed()).toEqual([claimed]);
  });

  test('a decision about what does not exist, or belongs to another system', async () => {
    const claimed = await claim(us);
    const other = await newParties(us);
    expect(await decide(us, v7(), 'withdraw')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await us.post(`${path(other.systemId)}/${claimed.id}/decision`, { decision: 'withdraw' })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  test.each([
    ['half a minute', { from: '2026-03-10T10:00:30Z' }, '/from', 'NOT_A_WHOLE_MINUTE'],
    ['an end that is the start', { to: draft.from }, '/to', 'NOT_AFTER_START'],
    ['more than 31 days', { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:01:00Z' }, '/to', 'TOO_LONG'],
    ['the far future', { from: '2027-06-01T00:00:00Z', to: '2027-06-01T01:00:00Z' }, '/to', 'TOO_FAR_AHEAD'],
    ['the time before there were events', { from: '1999-12-31T23:00:00Z', to: '2000-01-01T00:00:00Z' }, '/from', 'TOO_EARLY'],
    ['a time without a zone', { from: '2026-03-10T10:00:00' }, '/from', 'INVALID_FORMAT'],
    ['an unknown reason', { reason: 'holidays' }, '/reason', 'INVALID_VALUE'],
    ['a note with a mark that turns its direction', { note: 'planned \u202E\u2066' }, '/note', 'INVALID_FORMAT'],
    ['no note', { note: '  ' }, '/note', 'TOO_SMALL'],
    ['an unknown field', { state: 'accepted' }, '', 'UNRECOGNIZED_KEYS'],
  ])('a claim with %s, by name', async (_, changes, pointer, code) => {
    const answer = await us.post(path(), { ...draft, ...changes });
    expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID', errors: [{ pointer, code }] } });
    expect(await listed()).toEqual([]);
  });
});

test('of twenty decisions at once one is made', async () => {
  const { id } = await claim(contact);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => decide(us, id, at % 2 === 0 ? 'accept' : 'dispute')));
  const made = answers.filter(({ status }) => status === 200);
  // An acceptance that comes after a dispute is a second decision, and as good as the first.
  const { rows } = await owner.query<{ decision: string }>(`SELECT decision FROM exclusion_decision WHERE exclusion_id = $1 ORDER BY sequence`, [id]);
  expect(made).toHaveLength(rows.length);
  expect([['accepted'], ['disputed'], ['disputed', 'accepted']]).toContainEqual(rows.map(({ decision }) => decision));
  expect(answers.filter(({ status }) => status !== 200).every(({ status, body }) => status === 409 && ['CONFLICT', 'EXCLUSION_STATE'].includes(body.code))).toBe(true);
});

describe('the database keeps out', () => {
  const insert = (changes: Readonly<Record<string, string>>): Promise<unknown> => {
    const row = { starts_at: draft.from, ends_at: draft.to, reason: 'other', side: 'vendor', claimed_at: '2026-03-15T12:00:00Z', ...changes };
    return owner.query(
      `INSERT INTO exclusion (organisation_id, id, system_number, starts_at, ends_at, reason, note, side, claimed_by, claimed_at)
       SELECT organisation_id, gen_random_uuid(), number, $2, $3, $4, 'x', $5, 'x', $6 FROM system WHERE id = $1`,
      [parties.systemId, row.starts_at, row.ends_at, row.reason, row.side, row.claimed_at],
    );
  };

  test.each([
    ['a start off the minute', { starts_at: '2026-03-10T10:00:00.001Z' }],
    ['an end off the minute', { ends_at: '2026-03-10T10:30:59Z' }],
    ['an end that is the start', { ends_at: draft.from }],
    ['more than 31 days', { ends_at: '2026-04-10T10:01:00Z' }],
    ['what is more than a year ahead', { claimed_at: '2025-03-09T11:59:00Z' }],
    ['what was before 2000', { starts_at: '1999-12-31T23:59:00Z', ends_at: '2000-01-01T00:00:00Z' }],
    ['an unknown reason', { reason: 'holidays' }],
    ['an unknown side', { side: 'auditor' }],
  ])('%s', async (_, changes) => {
    await expect(insert(changes)).rejects.toMatchObject({ code: '23514' });
  });

  test('nothing else', async () => {
    await insert({});
    expect(await listed()).toMatchObject([{ reason: 'other', state: 'claimed' }]);
  });
});
