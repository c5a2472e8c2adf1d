import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BatchReport } from '#libs/wire/events.js';
import type { LogEntry } from '#libs/wire/log.js';
import type { SystemSlices } from '#libs/wire/slices.js';
import type { System } from '#libs/wire/systems.js';
import type { Vendor } from '#libs/wire/vendors.js';
import { startApp, type TestApp } from '../support/app.js';
import { foundOrganisation, join, type Caller } from '../support/caller.js';

let app: TestApp;
let us: Caller;
let others: Caller;
let vendor: Vendor;
let system: System;
let owner: pg.Client;
let systems = 0;

beforeAll(async () => {
  app = await startApp();
  owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  us = await foundOrganisation(app);
  others = await foundOrganisation(app, 'Another & Co');
  vendor = (await us.post<Vendor>('/vendors', { slug: 'leadmind', name: 'Leadmind' })).body;
});
afterAll(async () => {
  await owner.end();
  await app.stop();
});
beforeEach(async () => {
  systems += 1;
  system = (await us.post<System>('/systems', { slug: `scoring-${systems}`, name: 'Scoring', vendorId: vendor.id })).body;
});

const slices = async () => (await us.get<SystemSlices>(`/systems/${system.id}/slices`)).body;
const declare = (attributes: readonly object[], by = us) => by.put<SystemSlices>(`/systems/${system.id}/slices`, { attributes });
const event = (id: string, segments: object) => ({ id, system: system.slug, version: 'v1', time: '2026-03-01T00:00:00Z', segments });
const send = async (...events: object[]) => (await us.post<BatchReport>('/events', events)).body;
const storedOf = async (id: string) =>
  (await owner.query(`SELECT s.segments FROM event e JOIN system y ON y.number = e.system_number LEFT JOIN slice s ON s.number = e.slice_number WHERE e.key = $1 AND y.id = $2`, [id, system.id])).rows[0]?.segments as unknown;

test('what is declared can be read back, and is logged', async () => {
  const declared = await declare([{ name: 'region', values: ['north', 'south'] }, { name: 'gender', kind: 'group', limit: 5 }]);
  expect(declared).toMatchObject({ status: 200 });
  expect(declared.body).toEqual({
    attributes: [
      { name: 'gender', kind: 'group', declared: true, values: null, limit: 5, seen: [] },
      { name: 'region', kind: 'slice', declared: true, values: ['north', 'south'], limit: 50, seen: [] },
    ],
    combinations: 0,
    combinationLimit: 2_000,
  });
  expect(await slices()).toEqual(declared.body);
  const { body } = await us.get<{ readonly items: readonly LogEntry[] }>('/log?action=system.slices');
  expect(body.items[0]).toMatchObject({ objectKind: 'system', objectId: system.id, detail: { attributes: ['region', 'gender'] } });
});

test('a new declaration stands in the place of the one before, whose attributes stay as undeclared ones', async () => {
  await declare([{ name: 'region', kind: 'group', values: ['north'] }, { name: 'tier' }]);
  expect((await declare([{ name: 'tier', values: ['a'], limit: 7 }])).body.attributes).toMatchObject([
    { name: 'tier', declared: true, values: ['a'], limit: 7 },
    { name: 'region', declared: false, kind: 'slice', values: null },
  ]);
});

describe('at ingest', () => {
  test('a declared value is kept, every other one becomes "other", from the next event on', async () => {
    await send(event('before', { region: 'east' }));
    await declare([{ name: 'region', values: ['north', 'south'] }]);
    expect(await send(event('declared', { region: 'north' }), event('undeclared', { region: 'east' }))).toMatchObject({ accepted: 2 });
    expect([await storedOf('before'), await storedOf('declared'), await storedOf('undeclared')]).toEqual([{ region: 'east' }, { region: 'north' }, { region: 'other' }]);
    expect((await slices()).attributes).toMatchObject([{ name: 'region', seen: ['east', 'north'] }]);
  });

  test('values beyond the limit become "other"', async () => {
    await declare([{ name: 'city', limit: 3 }]);
    const events = Array.from({ length: 10 }, (_, at) => event(`e${at}`, { city: `city ${at}` }));
    expect(await send(...events)).toMatchObject({ accepted: 10 });
    expect([await storedOf('e2'), await storedOf('e3'), await storedOf('e9')]).toEqual([{ city: 'city 2' }, { city: 'other' }, { city: 'other' }]);
    expect(await slices()).toMatchObject({ attributes: [{ seen: ['city 0', 'city 1', 'city 2'] }], combinations: 4 });
    expect(await send(...events.toReversed())).toMatchObject({ accepted: 0, duplicate: 10 });
  });

  test('an attribute that nobody declared is registered, the ninth is left out of the slice', async () => {
    const many = (length: number) => Object.fromEntries(Array.from({ length }, (_, at) => [`a${at}`, 'x']));
    expect(await send(event('eight', many(8)), event('nine', many(9)), event('only the ninth', { a8: 'x' }))).toMatchObject({ accepted: 3 });
    expect((await slices()).attributes.map(({ name, declared }) => [name, declared])).toEqual(Object.keys(many(8)).map((name) => [name, false]));
    expect([await storedOf('nine'), await storedOf('only the ninth')]).toEqual([many(8), null]);
    expect(await send(event('nine', many(9)), event('only the ninth', { a8: 'x' }))).toMatchObject({ duplicate: 2 });
  });

  test('one system uses up no room of another, and has slices of its own', async () => {
    const elsewhere = (await us.post<System>('/systems', { slug: `elsewhere-${systems}`, name: 'Elsewhere', vendorId: vendor.id })).body;
    await declare([{ name: 'city', limit: 1 }]);
    await send(event('here', { city: 'a' }), event('here too', { city: 'b' }), { ...event('there', { city: 'b' }), system: elsewhere.slug });
    expect(await storedOf('here too')).toEqual({ city: 'other' });
    expect((await us.get<SystemSlices>(`/systems/${elsewhere.id}/slices`)).body).toMatchObject({ attributes: [{ name: 'city', declared: false, seen: ['b'] }], combinations: 1 });
  });

  test('combinations beyond 2,000 become "other" in each attribute', async () => {
    await declare([{ name: 'a', limit: 200 }, { name: 'b', limit: 200 }]);
    const events = Array.from({ length: 2_010 }, (_, at) => event(`c${at}`, { a: `${at % 67}`, b: `${Math.floor(at / 67)}` }));
    for (let at = 0; at < events.length; at += 1_000) expect((await send(...events.slice(at, at + 1_000))).rejected).toBe(0);
    expect([await storedOf('c1999'), await storedOf('c2000'), await storedOf('c2009')]).toEqual([{ a: '56', b: '29' }, { a: 'other', b: 'other' }, { a: 'other', b: 'other' }]);
    expect(await slices()).toMatchObject({ combinations: 2_001 });
  });
});

describe('an event sent again is compared with what was sent, not with what it was mapped to', () => {
  const both = { a: 'x', region: 'east' };
  const lives: [string, readonly object[], readonly object[]][] = [
    ['when its value was declared meanwhile', [{ name: 'region', values: ['north'] }], [{ name: 'region', values: ['north', 'east'] }]],
    ['when its value is no longer declared', [{ name: 'region' }], [{ name: 'region', values: ['north'] }]],
    ['when nothing changed', [{ name: 'region', values: ['north'] }], [{ name: 'region', values: ['north'] }]],
  ];
  test.each(lives)('%s: the same is a duplicate, another value a conflict', async (_, before, after) => {
    await declare(before);
    expect(await send(event('again', both))).toMatchObject({ accepted: 1 });
    await declare(after);
    expect(await send(event('again', both))).toMatchObject({ accepted: 0, duplicate: 1 });
    for (const segments of [{ ...both, region: 'west' }, { ...both, region: 'other' }, { region: 'east' }, {}]) {
      expect(await send(event('again', segments))).toMatchObject({ rejected: 1, rejections: [{ code: 'CONTENT_CONFLICT' }] });
    }
  });
});

describe('what is refused, and where', () => {
  test.each([
    ['an attribute twice', [{ name: 'region' }, { name: 'region' }], '/attributes/1/name'],
    ['seventeen attributes', Array.from({ length: 17 }, (_, at) => ({ name: `a${at}` })), '/attributes'],
    ['no name', [{ name: '' }], '/attributes/0/name'],
    ['a value twice', [{ name: 'region', values: ['a', 'a'] }], '/attributes/0/values'],
    ['a value with the name of what is not kept apart', [{ name: 'region', values: ['north', 'other'] }], '/attributes/0/values'],
    ['no values', [{ name: 'region', values: [] }], '/attributes/0/values'],
    ['a limit of 201', [{ name: 'region', limit: 201 }], '/attributes/0/limit'],
    ['another kind', [{ name: 'region', kind: 'secret' }], '/attributes/0/kind'],
    ['an unknown field', [{ name: 'region', colour: 'red' }], '/attributes/0'],
  ])('%s', async (_, attributes, pointer) => {
    const answer = await us.put(`/systems/${system.id}/slices`, { attributes });
    expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID' } });
    expect(answer.body.errors[0]?.pointer).toBe(pointer);
    expect((await slices()).attributes).toEqual([]);
  });

  test.each(['compliance', 'auditor', 'vendor-contact'] as const)('a declaration by %s', async (role) => {
    const caller = await join(app, us.organisationId, role, role === 'vendor-contact' ? vendor.id : undefined);
    expect((await declare([{ name: 'region' }], caller)).status).toBe(403);
    expect((await caller.get(`/systems/${system.id}/slices`)).status).toBe(200);
    expect((await slices()).attributes).toEqual([]);
  });

  test('another organisation and another vendor, in the words of a system that does not exist', async () => {
    const stranger = await join(app, us.organisationId, 'vendor-contact', (await us.post<Vendor>('/vendors', { slug: `other-${systems}`, name: 'Other' })).body.id);
    expect(await declare([{ name: 'region' }], others)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await others.get(`/systems/${system.id}/slices`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await stranger.get(`/systems/${system.id}/slices`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
});
