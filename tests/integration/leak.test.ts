import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { abilityOfRole, abilityOfScopes } from '#libs/access/ability.js';
import type { Action, Subject } from '#libs/access/policy.js';
import { roles, type Role } from '#libs/wire/accounts.js';
import { scopes, type Scope } from '#libs/wire/api-keys.js';
import { openApiDocument } from '../../apps/api/src/http/openapi.js';
import { inProject } from '../../apps/api/src/project-root.js';
import { startApp, type TestApp } from '../support/app.js';
import { member, organisationOf, program, signedIn } from '../support/people.js';
import { anonymous, programWith, type Received, type Sender } from '../support/requests.js';
import { routeTable, type RouteRow } from '../support/route-table.js';
import { canary, membersOf, nothingPlanted, plantOrganisation, stateOf, type Planted, type PlantedOrganisation } from '../support/two-organisations.js';

let app: TestApp;
let owner: pg.Client;
let ours: PlantedOrganisation;
let stranger: Sender;
let otherContact: Sender;
let members: ReadonlyMap<Role, Sender>;
const keys = new Map<Scope, Sender>();
let revoked: Sender;

beforeAll(async () => {
  app = await startApp();
  owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  ours = await plantOrganisation(app, owner);
  members = await membersOf(app, ours.organisationId, roles, ours.planted.vendor);
  for (const scope of scopes) keys.set(scope, (await program(app, ours.administrator, [scope])).call);
  const { secret, id } = await program(app, ours.administrator, scopes);
  await ours.administrator('DELETE', `/api-keys/${id}`);
  revoked = programWith(app, secret);
  await organisationOf(app, 'strangers');
  stranger = await signedIn(app, 'admin@strangers.example');
  const other = await ours.administrator('POST', '/vendors', { slug: 'other', name: 'Other vendor' });
  otherContact = await member(app, ours.organisationId, 'contact@other.example', 'vendor-contact', (other.body as { id: string }).id);
}, 120_000);

afterAll(async () => {
  await owner.end();
  await app.stop();
});

interface Paths {
  readonly paths: Readonly<Record<string, object>>;
}

/** "GET /vendors/{id}" for every operation of an OpenAPI document. */
const routesOf = ({ paths }: Paths): string[] =>
  Object.entries(paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`));

const committed = routesOf(JSON.parse(readFileSync(inProject('apps/api/openapi.json'), 'utf8')) as Paths);
const rows = committed.flatMap((route) => (routeTable[route] ? [{ route, row: routeTable[route] }] : []));
const guarded = rows.filter(({ row }) => row.needs !== 'nothing' && !row.endsSession);
const withObject = guarded.filter(({ row }) => row.of !== undefined);
const lists = rows.filter(({ row }) => row.shows);
const permission = (row: RouteRow): [Action, Subject] => row.needs.split(' ') as [Action, Subject];

/** Sends a route's request about the things of `planted`. */
function call(sender: Sender, route: string, row: RouteRow, planted: Planted, body: unknown = row.body?.(planted)): Promise<Received> {
  const [method = '', path = ''] = route.split(' ');
  const values = [...(row.of?.(planted) ?? [])];
  return sender(method, `${path.replaceAll(/\{\w+\}/g, () => values.shift() ?? 'none')}${row.query === undefined ? '' : `?${row.query}`}`, body, row.headers ?? {});
}

/** The same request with nothing in it that could have an effect: objects that do not exist, and an empty body. */
function probe(sender: Sender, route: string, row: RouteRow): Promise<Received> {
  return call(sender, route, row, nothingPlanted(), route.startsWith('GET') || route.startsWith('DELETE') ? undefined : {});
}

/** What a client can see of an answer, without what names this one request. */
function visible({ status, headers, body }: Received): unknown {
  return { status, type: headers['content-type'], body: { ...(body as object), instance: '', requestId: '' } };
}

test('every route stands in the committed OpenAPI document and in the table of routes, and nothing else does', () => {
  const existing = routesOf(openApiDocument(app.application)).toSorted();
  expect(committed.toSorted()).toEqual(existing);
  expect(Object.keys(routeTable).toSorted()).toEqual(existing);
});

test('every route about one object is tried with a foreign one; templates and terms ship with the product and belong to nobody', () => {
  expect(rows.filter(({ route, row }) => route.includes('{') && row.of === undefined).map(({ route }) => route)).toEqual(['GET /agreement-templates/{id}', 'GET /playbook/{path}', 'PUT /playbook/{path}']);
});

describe('without credentials', () => {
  test.each(guarded)('$route is refused', async ({ route, row }) => {
    expect(await probe(anonymous(app), route, row)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  });

  test('signing out is refused', async () => {
    expect((await anonymous(app)('DELETE', '/session')).status).toBe(401);
  });

  test.each(rows.filter(({ row }) => row.needs === 'nothing'))('$route is open, and tells nothing about an organisation', async ({ route, row }) => {
    const answer = await probe(anonymous(app), route, row);
    expect([401, 403]).not.toContain(answer.status);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toContain(canary);
  });
});

describe('with a revoked key', () => {
  test.each(guarded)('$route is refused', async ({ route, row }) => {
    expect(await probe(revoked, route, row)).toMatchObject({ status: 401, body: { code: 'KEY_INVALID' } });
  });
});

describe.each(scopes)('with a key for %s', (scope) => {
  test.each(guarded)('$route', async ({ route, row }) => {
    const answer = await probe(keys.get(scope) ?? anonymous(app), route, row);
    if (row.needs === 'a session') expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    else if (abilityOfScopes([scope]).can(...permission(row))) expect([200, 404, 415, 422]).toContain(answer.status);
    else expect(answer).toMatchObject({ status: 403, body: { code: 'SCOPE_MISSING' } });
  });
});

describe.each(roles)('as %s', (role) => {
  test.each(guarded)('$route', async ({ route, row }) => {
    const answer = await probe(members.get(role) ?? anonymous(app), route, row);
    const isAllowed = row.needs === 'a session' || abilityOfRole(role, ours.planted.vendor).can(...permission(row));
    if (isAllowed) expect([200, 404, 415, 422]).toContain(answer.status);
    else expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});

describe('an administrator of another organisation', () => {
  test('changes nothing here, whatever is tried', async () => {
    const before = await stateOf(owner, ours.organisationId);
    for (const { route, row } of withObject) await call(stranger, route, row, ours.planted);
    expect(await stateOf(owner, ours.organisationId)).toEqual(before);
  });

  test.each(withObject)('$route answers about ours as about nothing', async ({ route, row }) => {
    const foreign = await call(stranger, route, row, ours.planted);
    expect(foreign).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(visible(foreign)).toEqual(visible(await call(stranger, route, row, nothingPlanted())));
  });

  test.each(lists)('$route shows nothing of ours', async ({ route, row }) => {
    const answer = await call(stranger, route, row, ours.planted);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(canary);
    for (const id of Object.values(ours.planted)) expect(answer.text).not.toContain(id);
  });

  const references: readonly (readonly [string, string, (planted: Planted) => unknown])[] = [
    ['POST', '/systems', ({ vendor }) => ({ slug: 'mine', name: 'Mine', vendorId: vendor })],
    ['POST', '/accounts', ({ vendor }) => ({ email: 'x@y.example', name: 'x', role: 'vendor-contact', vendorId: vendor })],
    ['POST', '/agreements', ({ vendor, system }) => ({ vendorId: vendor, systemIds: [system], templateId: 'ai-crm-standard', title: 'x', effectiveFrom: '2026-01-01', zone: 'Europe/Lisbon' })],
  ];

  test.each(references)('%s %s refuses a reference to ours as one to nothing', async (method, path, body) => {
    const foreign = await stranger(method, path, body(ours.planted));
    expect(foreign.status).toBeGreaterThanOrEqual(400);
    const nothing = nothingPlanted();
    const anonymised = (answer: Received, planted: Planted): string =>
      Object.values(planted).reduce((text, id) => text.replaceAll(id, 'id'), JSON.stringify(visible(answer)));
    expect(anonymised(foreign, ours.planted)).toBe(anonymised(await stranger(method, path, body(nothing)), nothing));
  });

  test.each(['/systems?vendor=', '/agreements?vendor=', '/breaches?vendor='])('GET %s with our vendor is an empty list', async (path) => {
    expect(await stranger('GET', path + ours.planted.vendor)).toMatchObject({ status: 200, body: { items: [], next: null } });
  });

  test('events and outcomes for our system are rejected as for a system that nobody has', async () => {
    const event = (system: string) => [{ id: 'e1', system, version: 'v1', time: '2026-03-15T11:00:00Z', score: 0.5 }];
    const outcome = (system: string) => [{ event: 'e1', system, outcome: 'positive', time: '2026-03-15T11:30:00Z' }];
    for (const [path, body] of [['/events', event], ['/outcomes', outcome]] as const) {
      const foreign = await stranger('POST', path, body(ours.planted.slug));
      const nothing = await stranger('POST', path, body('no-such-system'));
      expect(foreign.body).toMatchObject({ sent: 1, accepted: 0, rejected: 1 });
      expect(foreign.text.replaceAll(ours.planted.slug, 'x')).toBe(nothing.text.replaceAll('no-such-system', 'x'));
    }
  });

  test('may use every short name that we use', async () => {
    expect((await stranger('POST', '/vendors', { slug: `vendor-${canary}`, name: 'Mine' })).status).toBe(201);
  });
});

describe('the contact of another vendor in the same organisation', () => {
  const forContacts = withObject.filter(({ row }) => abilityOfRole('vendor-contact', null).can(...permission(row)));

  test.each(forContacts)('$route answers about our vendor’s as about nothing', async ({ route, row }) => {
    const foreign = await call(otherContact, route, row, ours.planted);
    expect(foreign).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(visible(foreign)).toEqual(visible(await call(otherContact, route, row, nothingPlanted())));
  });

  test.each(lists.filter(({ row }) => abilityOfRole('vendor-contact', null).can(...permission(row))))('$route shows nothing of our vendor', async ({ route, row }) => {
    const answer = await call(otherContact, route, row, ours.planted);
    expect(answer.status).toBe(200);
    for (const id of Object.values(ours.planted)) expect(answer.text).not.toContain(id);
  });

  test.each(forContacts)('$route is there for our own vendor’s contact', async ({ route, row }) => {
    // 409: what is active takes no proposals, but it is there.
    expect([200, 201, 409]).toContain((await call(members.get('vendor-contact') ?? anonymous(app), route, row, ours.planted)).status);
  });
});

describe('our own administrator', () => {
  test.each(lists)('$route shows ours', async ({ route, row }) => {
    expect((await call(ours.administrator, route, row, ours.planted)).text).toContain(canary);
  });

  // Last, because these requests have effects.
  test.each(withObject)('$route finds ours', async ({ route, row }) => {
    const answer = await call(ours.administrator, route, row, ours.planted);
    expect([200, 201, 409, 412], answer.text.slice(0, 300)).toContain(answer.status);
  });
});
