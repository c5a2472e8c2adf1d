import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DataQuality, QualityFinding, QualityTotals } from '#libs/wire/data-quality.js';
import type { System } from '#libs/wire/systems.js';
import type { Vendor } from '#libs/wire/vendors.js';
import { CompactionService } from '../../../apps/api/src/ingestion/compaction.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';
import { program } from '../../support/people.js';
import { browserWith, type Sender } from '../../support/requests.js';

let app: TestApp;
let owner: pg.Client;
let us: Caller;
let others: Caller;
let vendor: Vendor;
let system: System;
let key: Sender;
let keyId: string;
let systems = 0;

beforeAll(async () => {
  app = await startApp();
  owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  us = await foundOrganisation(app);
  others = await foundOrganisation(app, 'Another & Co');
  vendor = (await us.post<Vendor>('/vendors', { slug: 'leadmind', name: 'Leadmind' })).body;
  const made = await program(app, browserWith(app, us.cookie), ['events:write', 'outcomes:write']);
  key = made.call;
  keyId = made.id;
});
afterAll(async () => {
  await owner.end();
  await app.stop();
});
beforeEach(async () => {
  systems += 1;
  system = (await us.post<System>('/systems', { slug: `scoring-${systems}`, name: 'Scoring', vendorId: vendor.id })).body;
});

const event = (id: string, more: object = {}) => ({ id, system: system.slug, version: 'v1', time: '2026-03-15T11:30:00Z', ...more });
const announce = (features: readonly string[] = [], label = 'v1') => us.post(`/systems/${system.id}/versions`, { label, features });
const quality = async (query = '') => (await us.get<DataQuality>(`/systems/${system.id}/data-quality${query}`)).body;
const counted = (found: readonly QualityFinding[]) => Object.fromEntries(found.map(({ finding, count }) => [finding, count]));
const numbers = ({ sent, accepted, duplicate, rejected }: QualityTotals) => ({ sent, accepted, duplicate, rejected });

describe('what is noticed is counted for its system and source:', () => {
  const cases: [string, () => Promise<unknown>, readonly (() => object)[], Record<string, number>][] = [
    ['nothing', () => announce(), [() => event('a'), () => event('b')], {}],
    ['an unannounced version', async () => undefined, [() => event('a'), () => event('b')], { 'unannounced-version': 2 }],
    ['an item sent again, and one that contradicts', () => announce(), [() => event('a'), () => event('a'), () => event('a', { score: 1 })], { duplicate: 1, CONTENT_CONFLICT: 1 }],
    ['an item that is not taken', () => announce(), [() => event('a', { score: 2 }), () => event('b', { colour: 1 })], { FIELD_RANGE: 1, FIELD_UNKNOWN: 1 }],
    ['a clock ahead of ours, within five minutes and beyond', () => announce(), [() => event('a', { time: '2026-03-15T12:04:00Z' }), () => event('b', { time: '2026-03-15T12:06:00Z' })], { 'clock-ahead': 2, TIME_FUTURE: 1 }],
    ['what arrives more than a day late', () => announce(), [() => event('a', { time: '2026-03-14T11:59:59Z' }), () => event('b', { time: '2026-03-14T12:00:00Z' })], { 'late-arrival': 1 }],
    ['features that are no finite numbers', () => announce(), [() => event('a', { features: { x: 'NaN', y: 'inf', z: 1 } })], { 'feature-not-finite': 2, 'feature-missing': 2 }],
    ['features of an announced version that are missing', () => announce(['x', 'y', 'z']), [() => event('a', { features: { x: 1, y: null } }), () => event('b')], { 'feature-missing': 5 }],
    ['labels beyond 200', () => announce(), Array.from({ length: 203 }, (_, at) => () => event(`a${at}`, { features: { city: `c${at}` } })), { 'category-overflow': 3 }],
    [
      'segments that are not kept',
      async () => {
        await announce();
        await us.put(`/systems/${system.id}/slices`, { attributes: [{ name: 'region', values: ['north'] }, { name: 'city', limit: 1 }, ...Array.from({ length: 6 }, (_, at) => ({ name: `a${at}` }))] });
      },
      [() => event('a', { segments: { region: 'north', city: 'x' } }), () => event('b', { segments: { region: 'south', city: 'y', extra: 'z' } })],
      { 'slice-undeclared-value': 1, 'slice-overflow': 1, 'slice-undeclared-attribute': 1 },
    ],
  ];
  test.each(cases)('%s', async (_, prepare, events, expected) => {
    await prepare();
    await key('POST', '/events', events.map((one) => one()));
    const { findings, totals } = await quality();
    expect(counted(findings)).toEqual(expected);
    expect(totals).toHaveLength(1);
    expect(totals[0]).toMatchObject({ source: { kind: 'api-key', id: keyId, name: 'for events:write outcomes:write' }, kind: 'event', sent: events.length, lastSeenAt: '2026-03-15T12:00:00.000Z' });
  });

  test('users beyond 100,000', async () => {
    await announce();
    await owner.query(`INSERT INTO licensed_user (organisation_id, system_number, number, label) SELECT s.organisation_id, s.number, n, 'user ' || n FROM system s, generate_series(1, 100000) AS n WHERE s.id = $1`, [system.id]);
    await key('POST', '/events', [event('a', { user: 'newcomer' }), event('b', { user: 'user 7' })]);
    expect(counted((await quality()).findings)).toEqual({ 'user-overflow': 1 });
  });

  test('of outcomes, apart from those of events', async () => {
    await announce();
    await key('POST', '/events', [event('a')]);
    const outcome = { event: 'a', system: system.slug, outcome: 'positive', time: '2026-03-15T11:45:00Z' };
    await key('POST', '/outcomes', [outcome, outcome, { ...outcome, outcome: 'yes' }]);
    const { totals, findings } = await quality();
    expect(totals.map(({ kind, ...rest }) => [kind, numbers({ kind, ...rest })])).toEqual([
      ['event', { sent: 1, accepted: 1, duplicate: 0, rejected: 0 }],
      ['outcome', { sent: 3, accepted: 1, duplicate: 1, rejected: 1 }],
    ]);
    expect(findings.map(({ kind, finding }) => [kind, finding])).toEqual([['outcome', 'FIELD_RANGE'], ['outcome', 'duplicate']]);
  });

  test('each source for itself', async () => {
    await announce();
    const engineer = await join(app, us.organisationId, 'engineer');
    await key('POST', '/events', [event('a'), event('a')]);
    await engineer.post('/events', [event('b'), event('c', { score: 2 })]);
    const { totals, findings } = await quality();
    expect(totals.map(({ source, ...rest }) => [source.name, numbers({ source, ...rest })])).toEqual([
      ['for events:write outcomes:write', { sent: 2, accepted: 1, duplicate: 1, rejected: 0 }],
      ['Pat engineer', { sent: 2, accepted: 1, duplicate: 0, rejected: 1 }],
    ]);
    expect(findings.map(({ source, finding }) => [source.kind, finding])).toEqual([['api-key', 'duplicate'], ['account', 'FIELD_RANGE']]);
  });
});

test('what names no system that there is, is shown for the organisation and for no system', async () => {
  const before = counted((await us.get<DataQuality>('/data-quality')).body.findings);
  const answer = await key('POST', '/events', [event('a', { system: 'nowhere' }), 7, event('b', { system: 'nowhere', score: 2 }), event('c')]);
  expect(answer.body).toMatchObject({ accepted: 1, rejected: 3 });
  const { findings, totals } = (await us.get<DataQuality>('/data-quality')).body;
  const after = counted(findings);
  expect([after['SYSTEM_UNKNOWN']! - (before['SYSTEM_UNKNOWN'] ?? 0), after['NOT_AN_OBJECT']! - (before['NOT_AN_OBJECT'] ?? 0), after['FIELD_RANGE']! - (before['FIELD_RANGE'] ?? 0)]).toEqual([1, 1, 1]);
  expect(totals[0]).toMatchObject({ accepted: 0, duplicate: 0 });
  expect(counted((await quality()).findings)).toEqual({ 'unannounced-version': 1 });
});

test('the totals of all systems and of none are those of the batches', async () => {
  await key('POST', '/events', [event('a'), event('a'), 'x', event('b', { system: 'nowhere' })]);
  await key('POST', '/outcomes', [{ event: 'a', system: system.slug, outcome: 'negative', time: '2026-03-15T11:45:00Z' }, 'x']);
  const { rows: batches } = await owner.query(`SELECT kind, sum(sent)::int AS sent, sum(accepted)::int AS accepted, sum(duplicate)::int AS duplicate, sum(rejected)::int AS rejected
    FROM ingest_batch WHERE organisation_id = $1 GROUP BY kind ORDER BY kind`, [us.organisationId]);
  const every = await Promise.all([...(await us.get<{ items: System[] }>('/systems?limit=200')).body.items.map(({ id }) => `/systems/${id}/data-quality`), '/data-quality'].map(async (path) => (await us.get<DataQuality>(path)).body.totals));
  const totals = ['event', 'outcome'].map((kind) => {
    const rows = every.flat().filter((row) => row.kind === kind);
    const sum = (count: 'sent' | 'accepted' | 'duplicate' | 'rejected') => rows.reduce((total, row) => total + row[count], 0);
    return { kind, sent: sum('sent'), accepted: sum('accepted'), duplicate: sum('duplicate'), rejected: sum('rejected') };
  });
  expect(totals).toEqual(batches);
});

test('only the days that are asked for are counted, both included; without a last day it is today', async () => {
  await announce();
  await key('POST', '/events', [event('a')]);
  app.clock.set('2026-03-17T12:00:00Z');
  await key('POST', '/events', [event('b')]);
  app.clock.set('2026-03-15T12:00:00Z');
  const sent = async (query: string) => (await quality(query)).totals.map((totals) => totals.sent);
  expect(await Promise.all(['?from=2026-03-15&to=2026-03-15', '?from=2026-03-16&to=2026-03-17', '?from=2026-03-15&to=2026-03-17', '?from=2026-03-16&to=2026-03-16', ''].map(sent))).toEqual([[1], [1], [2], [], [1]]);
  expect(await quality()).toMatchObject({ from: '2026-02-14', to: '2026-03-15' });
});

test('adding up the rows of a day changes no count', async () => {
  for (let at = 0; at < 150; at += 1) await key('POST', '/events', [event(`m${at}`), event(`m${at}`)]);
  const [before, elsewhere] = [await quality(), (await us.get<DataQuality>('/data-quality')).body];
  const rows = async () => Number((await owner.query('SELECT count(*) FROM data_quality WHERE organisation_id = $1', [us.organisationId])).rows[0].count);
  expect(await rows()).toBeGreaterThan(300);
  const { number } = (await owner.query('SELECT number FROM system WHERE id = $1', [system.id])).rows[0] as { number: number };
  await app.application.get(CompactionService).compact(us.organisationId, number);
  expect(await rows()).toBeLessThan(200);
  expect([await quality(), (await us.get<DataQuality>('/data-quality')).body]).toEqual([before, elsewhere]);
});

describe('what is refused', () => {
  test.each([['?from=yesterday'], ['?from=2026-03-02&to=2026-03-01'], ['?days=3'], ['?to=1999-01-01']])('a question such as %s', async (query) => {
    expect((await us.get(`/systems/${system.id}/data-quality${query}`)).status).toBe(422);
    expect((await us.get(`/data-quality${query}`)).status).toBe(422);
  });

  test('a key that may only send', async () => {
    expect((await key('GET', `/systems/${system.id}/data-quality`)).status).toBe(403);
    expect((await key('GET', '/data-quality')).status).toBe(403);
  });

  test('another organisation, in the words of a system that does not exist; it sees its own only', async () => {
    await key('POST', '/events', ['x']);
    expect(await others.get(`/systems/${system.id}/data-quality`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect((await others.get<DataQuality>('/data-quality')).body).toMatchObject({ totals: [], findings: [] });
  });

  test("a vendor's contact, but for the systems of the own vendor; what names no system is nobody's", async () => {
    const contact = await join(app, us.organisationId, 'vendor-contact', vendor.id);
    const stranger = await join(app, us.organisationId, 'vendor-contact', (await us.post<Vendor>('/vendors', { slug: 'other', name: 'Other' })).body.id);
    await key('POST', '/events', ['x', event('a')]);
    expect((await contact.get<DataQuality>(`/systems/${system.id}/data-quality`)).body.totals).toHaveLength(1);
    expect((await contact.get<DataQuality>('/data-quality')).body.totals).toEqual([]);
    expect((await stranger.get(`/systems/${system.id}/data-quality`)).status).toBe(404);
  });
});
