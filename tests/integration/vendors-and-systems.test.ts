import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogEntry } from '#libs/wire/log.js';
import type { Problem } from '#libs/wire/problem.js';
import type { System, SystemDetail, SystemVersion } from '#libs/wire/systems.js';
import type { Vendor } from '#libs/wire/vendors.js';
import { startApp, type TestApp } from '../support/app.js';
import { foundOrganisation, join, type Answer, type Caller } from '../support/caller.js';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

let app: TestApp;
let us: Caller;
let others: Caller;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  others = await foundOrganisation(app, 'Another & Co');
});
afterAll(() => app.stop());

const absent = '0199c0de-0000-7000-8000-000000000000';
let made = 0;

async function newVendor(by: Caller, name = `Vendor ${++made}`): Promise<Vendor> {
  const answer = await by.post<Vendor>('/vendors', { slug: `vendor-${++made}`, name });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function newSystem(by: Caller, vendorId: string, name = `System ${++made}`): Promise<System> {
  const answer = await by.post<System>('/systems', { slug: `system-${++made}`, name, vendorId });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function namesOf(by: Caller, path: string): Promise<string[]> {
  const names: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const answer: Answer<Page<{ readonly name: string }>> = await by.get<Page<{ readonly name: string }>>(`${path}${next === '' ? '' : `&cursor=${next}`}`);
    expect(answer.status).toBe(200);
    names.push(...answer.body.items.map(({ name }) => name));
    next = answer.body.next;
  }
  return names;
}

describe('vendors', () => {
  test('a new vendor can be read back and has nothing yet', async () => {
    const created = await us.post<Vendor>('/vendors', { slug: 'leadmind', name: 'Leadmind', contactName: 'Vera Vendor', contactEmail: 'Vera@Leadmind.example' });
    expect(created).toMatchObject({
      status: 201,
      body: { slug: 'leadmind', name: 'Leadmind', contactName: 'Vera Vendor', contactEmail: 'vera@leadmind.example', agreements: 0, systems: 0, openBreaches: 0 },
    });
    expect((await us.get(`/vendors/${created.body.id}`)).body).toEqual(created.body);
    expect((await us.get<Page<LogEntry>>('/log?action=vendor.create')).body.items[0]).toMatchObject({ objectKind: 'vendor', objectId: created.body.id, before: null });
  });

  test('a short name is taken once per organisation, not once in the world', async () => {
    await us.post('/vendors', { slug: 'replywise', name: 'Replywise' });
    const again = await us.post('/vendors', { slug: 'replywise', name: 'Replywise again' });
    expect(again).toMatchObject({ status: 409, body: { code: 'SLUG_TAKEN', errors: [{ pointer: '/slug' }] } });
    expect((await others.post('/vendors', { slug: 'replywise', name: 'Replywise' })).status).toBe(201);
  });

  test.each([
    ['a slug with spaces', { slug: 'not a slug', name: 'X' }, '/slug'],
    ['no name', { slug: 'x' }, '/name'],
    ['a name of control characters', { slug: 'x', name: 'a\u0007b' }, '/name'],
    ['a contact without an e-mail address', { slug: 'x', name: 'X', contactEmail: 'nobody' }, '/contactEmail'],
    ['an unknown field', { slug: 'x', name: 'X', organisation: 2 }, ''],
  ])('%s is refused and nothing is stored', async (_, body, pointer) => {
    const before = (await us.get<Page<Vendor>>('/vendors?limit=200')).body.items.length;
    const answer = await us.post('/vendors', body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID' } });
    expect(answer.body.errors[0]?.pointer).toBe(pointer);
    expect((await us.get<Page<Vendor>>('/vendors?limit=200')).body.items).toHaveLength(before);
  });

  test('pages of every size hold every vendor once, by name, whatever the letters', async () => {
    const here = await foundOrganisation(app, 'Paging');
    const names = ['élan', 'Zeta', 'alpha', 'Alpha', '漢字'.repeat(100), 'beta', 'Same', 'Same'];
    for (const name of names) await newVendor(here, name);
    const whole = await namesOf(here, '/vendors?limit=200');
    expect([...whole].toSorted()).toEqual(names.toSorted());
    for (const limit of [1, 2, 3, 7]) expect(await namesOf(here, `/vendors?limit=${limit}`)).toEqual(whole);
  });

  test('a cursor of another list, of another organisation or of nothing is refused', async () => {
    await newVendor(others);
    await newVendor(others);
    const foreign = (await others.get<Page<Vendor>>('/vendors?limit=1')).body.next;
    for (const cursor of [foreign, 'rubbish', Buffer.from('[1,"vendors",1,"\'; drop table vendor"]').toString('base64url')]) {
      expect(await us.get(`/vendors?cursor=${cursor}`)).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
    }
    expect(await others.get(`/systems?cursor=${foreign}`)).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
  });

  test.each([
    ['100%', ['100% sure']],
    ['_', ['under_score']],
    ['\\', ['back\\slash']],
    ['SURE', ['100% sure', 'quite sure']],
    ["' OR 1=1 --", []],
  ])('searching for %s finds what contains it', async (search, expected) => {
    const here = await foundOrganisation(app, 'Searching');
    for (const name of ['100% sure', 'quite sure', 'under_score', 'back\\slash']) await newVendor(here, name);
    expect(await namesOf(here, `/vendors?search=${encodeURIComponent(search)}`)).toEqual(expected);
    expect((await here.get('/vendors?search=%00')).status).toBe(200);
  });
});

describe('systems', () => {
  test('a new system can be read back: no events, no versions, nothing measured', async () => {
    const vendor = await newVendor(us, 'Systemhouse');
    const created = await us.post<System>('/systems', { slug: 'lead-scoring', name: 'Lead scoring', vendorId: vendor.id, region: 'eu-west' });
    expect(created).toMatchObject({
      status: 201,
      body: { slug: 'lead-scoring', vendorId: vendor.id, vendorName: 'Systemhouse', environment: 'live', region: 'eu-west', lastEventAt: null, verdicts: {} },
    });
    expect((await us.get<SystemDetail>(`/systems/${created.body.id}`)).body).toEqual({ ...created.body, versions: [], events: 0, outcomes: 0 });
    expect((await us.get<Page<System>>(`/systems?vendor=${vendor.id}`)).body.items).toEqual([created.body]);
    expect((await us.get<Vendor>(`/vendors/${vendor.id}`)).body.systems).toBe(1);
  });

  test('a short name is taken once', async () => {
    const vendor = await newVendor(us);
    await us.post('/systems', { slug: 'chat', name: 'Chat', vendorId: vendor.id });
    expect(await us.post('/systems', { slug: 'chat', name: 'Chat', vendorId: vendor.id })).toMatchObject({ status: 409, body: { code: 'SLUG_TAKEN' } });
  });

  test('a vendor of another organisation is refused in the same words as one that does not exist', async () => {
    const foreign = await newVendor(others);
    const answers = await Promise.all([foreign.id, absent].map((vendorId) => us.post('/systems', { slug: 'stolen', name: 'Stolen', vendorId })));
    for (const { status, body } of answers) {
      expect([status, body.code, body.detail, body.errors[0]?.pointer]).toEqual([422, 'INVALID', 'There is no such vendor', '/vendorId']);
    }
  });

  test('counts and last event come from what was stored', async () => {
    const vendor = await newVendor(us);
    const system = await newSystem(us, vendor.id);
    await store(us.organisationId, system.id);
    expect((await us.get(`/systems/${system.id}`)).body).toMatchObject({
      lastEventAt: '2026-03-02T10:30:00.000Z',
      events: 12,
      outcomes: 5,
      versions: [{ label: 'v1', announced: false, features: ['age'], firstSeenAt: '2026-03-02T10:00:00.000Z' }],
    });
  });
});

describe('a model version', () => {
  const announce = (by: Caller, system: System, body: unknown) => by.post<SystemVersion & Problem>(`/systems/${system.id}/versions`, body);
  const versionsOf = async (system: System) => (await us.get<SystemDetail>(`/systems/${system.id}`)).body.versions;
  const event = (id: string, { slug }: System, features: Readonly<Record<string, number>>) => ({ id, system: slug, version: '2.0', time: '2026-03-15T11:00:00Z', features });

  test('is announced before its first event, which then keeps the features in their announced order', async () => {
    const system = await newSystem(us, (await newVendor(us)).id);
    expect(await announce(us, system, { label: '2.0', features: ['size', 'age'] })).toMatchObject({
      status: 201,
      body: { label: '2.0', announced: true, firstSeenAt: null, features: ['size', 'age'] },
    });
    await us.post('/events', event('first', system, { age: 3, height: 2 }));
    expect(await versionsOf(system)).toEqual([{ label: '2.0', announced: true, firstSeenAt: '2026-03-15T12:00:00.000Z', features: ['size', 'age', 'height'], featureKinds: [null, 'numeric', 'numeric'] }]);
  });

  test('that simply appeared is unannounced until it is announced, and keeps its features', async () => {
    const system = await newSystem(us, (await newVendor(us)).id);
    await us.post('/events', event('appeared', system, { age: 3 }));
    const [appeared] = await versionsOf(system);
    expect(appeared).toMatchObject({ announced: false, features: ['age'] });
    expect((await announce(us, system, { label: '2.0', features: ['size', 'age'] })).status).toBe(201);
    expect(await versionsOf(system)).toEqual([{ ...appeared, announced: true, features: ['age', 'size'], featureKinds: ['numeric', null] }]);
    await us.post('/events', event('later', system, { age: 4, size: 1 }));
    expect((await versionsOf(system))[0]?.features).toEqual(['age', 'size']);
  });

  test('that is announced is logged', async () => {
    const system = await newSystem(us, (await newVendor(us)).id);
    await announce(us, system, { label: '3.0' });
    expect((await us.get<Page<LogEntry>>('/log?action=system.announce')).body.items[0]).toMatchObject({ objectKind: 'system', objectId: system.id, before: null, detail: { label: '3.0' } });
  });

  test.each([
    ['without a label', { features: [] }, '/label'],
    ['with an empty label', { label: ' ' }, '/label'],
    ['with a feature named by a line break', { label: '2.0', features: ['a\nb'] }, '/features/0'],
    ['with more features than are kept', { label: '2.0', features: Array.from({ length: 257 }, (_, at) => `f${at}`) }, '/features'],
    ['that says it is announced', { label: '2.0', announced: false }, ''],
  ])('%s is refused', async (_, body, pointer) => {
    const system = await newSystem(us, (await newVendor(us)).id);
    expect(await announce(us, system, body)).toMatchObject({ status: 422, body: { code: 'INVALID', errors: [{ pointer }] } });
    expect(await versionsOf(system)).toEqual([]);
  });

  test('whose announced and seen features together are too many is refused', async () => {
    const system = await newSystem(us, (await newVendor(us)).id);
    await us.post('/events', event('wide', system, { age: 3 }));
    const features = Array.from({ length: 256 }, (_, at) => `f${at}`);
    expect(await announce(us, system, { label: '2.0', features })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/features', code: 'FEATURE_LIMIT' }] } });
  });

  test.each([
    ['legal', 201],
    ['procurement', 201],
    ['engineer', 201],
    ['compliance', 403],
    ['auditor', 403],
    ['vendor-contact', 403],
  ] as const)('is announced by %s: %i', async (role, status) => {
    const vendor = await newVendor(us);
    const system = await newSystem(us, vendor.id);
    const caller = await join(app, us.organisationId, role, role === 'vendor-contact' ? vendor.id : undefined);
    expect((await announce(caller, system, { label: '2.0' })).status).toBe(status);
  });

  test('of another organisation is announced as little as that of a system that does not exist', async () => {
    const foreign = await newSystem(others, (await newVendor(others)).id);
    for (const id of [foreign.id, absent]) expect((await us.post(`/systems/${id}/versions`, { label: '2.0' })).status).toBe(404);
  });
});

describe('who may see and do what', () => {
  test('things of another organisation and things that do not exist are answered alike', async () => {
    const vendor = await newVendor(others);
    const system = await newSystem(others, vendor.id);
    for (const [foreign, missing] of [[`/vendors/${vendor.id}`, `/vendors/${absent}`], [`/systems/${system.id}`, `/systems/${absent}`]] as const) {
      const [a, b] = await Promise.all([us.get(foreign), us.get(missing)]);
      expect(a.status).toBe(404);
      expect(b.status).toBe(404);
      expect({ ...a.body, instance: '', requestId: '' }).toEqual({ ...b.body, instance: '', requestId: '' });
    }
  });

  test("a vendor's contact sees the own vendor and its systems, and no other", async () => {
    const [own, rival] = [await newVendor(us, 'Own'), await newVendor(us, 'Rival')];
    const [ownSystem, rivalSystem] = [await newSystem(us, own.id), await newSystem(us, rival.id)];
    const contact = await join(app, us.organisationId, 'vendor-contact', own.id);
    expect((await contact.get<Page<Vendor>>('/vendors')).body.items.map(({ id }) => id)).toEqual([own.id]);
    expect((await contact.get<Page<System>>('/systems')).body.items.map(({ id }) => id)).toEqual([ownSystem.id]);
    expect((await contact.get(`/vendors/${own.id}`)).status).toBe(200);
    expect((await contact.get(`/systems/${ownSystem.id}`)).status).toBe(200);
    expect((await contact.get(`/vendors/${rival.id}`)).status).toBe(404);
    expect((await contact.get(`/systems/${rivalSystem.id}`)).status).toBe(404);
    expect((await contact.post('/systems', { slug: 'mine', name: 'Mine', vendorId: own.id })).status).toBe(403);
  });

  test.each([
    ['legal', 201, 201],
    ['procurement', 201, 201],
    ['engineer', 403, 201],
    ['compliance', 403, 403],
    ['auditor', 403, 403],
  ] as const)('%s: a new vendor answers %i, a new system %i, and both may be read', async (role, vendorStatus, systemStatus) => {
    const vendor = await newVendor(us);
    const caller = await join(app, us.organisationId, role);
    expect((await caller.post('/vendors', { slug: `by-${role}`, name: role })).status).toBe(vendorStatus);
    expect((await caller.post('/systems', { slug: `by-${role}`, name: role, vendorId: vendor.id })).status).toBe(systemStatus);
    expect((await caller.get('/vendors')).status).toBe(200);
    expect((await caller.get('/systems')).status).toBe(200);
  });
});

async function store(organisationId: number, systemId: string): Promise<void> {
  const client = new pg.Client({ connectionString: app.database.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ number: number }>(`SELECT number FROM system WHERE organisation_id = $1 AND id = $2`, [organisationId, systemId]);
    const number = rows[0]?.number;
    const version = await client.query<{ number: number }>(
      `INSERT INTO system_version (organisation_id, system_number, label, features, first_seen_at) VALUES ($1, $2, 'v1', '{age}', '2026-03-02T10:00:00Z') RETURNING number`,
      [organisationId, number],
    );
    const versionNumber = version.rows[0]?.number;
    for (const at of ['2026-03-02T10:30:00Z', '2026-03-02T10:10:00Z']) {
      await client.query(`INSERT INTO event (organisation_id, system_number, version_number, status, at, id) VALUES ($1, $2, $3, 0, $4, gen_random_uuid())`, [organisationId, number, versionNumber, at]);
    }
    for (const events of [5, 7]) {
      await client.query(
        `INSERT INTO interval (hour, organisation_id, system_number, version_number, events, errors, decided, true_positive, false_positive, false_negative, true_negative, minutes, latency)
         VALUES ('2026-03-02T10:00:00Z', $1, $2, $3, $4, 0, 0, 1, 0, 1, $5, '', '')`,
        [organisationId, number, versionNumber, events, events === 5 ? 1 : 0],
      );
    }
  } finally {
    await client.end();
  }
}
