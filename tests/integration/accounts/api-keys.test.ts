import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '#libs/wire/accounts.js';
import type { ApiKey, IssuedApiKey } from '#libs/wire/api-keys.js';
import { formatApiKey } from '../../../apps/api/src/accounts/api-key-format.js';
import { startApp, type TestApp } from '../../support/app.js';
import { anonymous, programWith, send, type Sender } from '../../support/requests.js';
import { member, organisationOf, program, signedIn } from '../../support/people.js';

let app: TestApp;
let admin: Sender;
let owner: pg.Client;

beforeAll(async () => {
  app = await startApp();
  owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  const { organisationId } = await organisationOf(app, 'acme');
  await member(app, organisationId, 'engineer@acme.example', 'engineer');
});

beforeEach(async () => {
  app.clock.set('2026-03-15T12:00:00Z');
  admin = await signedIn(app, 'admin@acme.example');
});

afterAll(async () => {
  await owner.end();
  await app.stop();
});

test('a key rests while the account of whoever made it is disabled', async () => {
  const { body } = await admin('GET', '/accounts');
  const { id } = (body as { items: Account[] }).items.find((account) => account.email === 'engineer@acme.example') ?? { id: '' };
  const { call } = await program(app, await signedIn(app, 'engineer@acme.example'), ['measurements:read']);
  const statusWhen = async (state: Account['state']): Promise<number> => {
    expect((await admin('PATCH', `/accounts/${id}`, { state })).status).toBe(200);
    return (await call('GET', '/systems')).status;
  };
  expect(await statusWhen('disabled')).toBe(401);
  expect(await statusWhen('active')).toBe(200);
});

describe('a new key', () => {
  test('is shown once, listed by its prefix, and stored as a hash', async () => {
    const answer = await admin('POST', '/api-keys', { name: 'stream', scopes: ['measurements:read', 'events:write', 'events:write'], expiresAt: '2026-04-01T00:00:00+02:00' });
    const { key, secret } = answer.body as IssuedApiKey;
    expect(answer.status).toBe(201);
    expect(key).toMatchObject({ name: 'stream', scopes: ['events:write', 'measurements:read'], createdAt: '2026-03-15T12:00:00.000Z', expiresAt: '2026-03-31T22:00:00.000Z', lastUsedAt: null, revokedAt: null });
    expect(secret.startsWith(`${key.prefix}_`)).toBe(true);
    const list = await admin('GET', '/api-keys');
    expect((list.body as { items: ApiKey[] }).items).toContainEqual(key);
    expect(list.text).not.toContain(secret);
    const { rows } = await owner.query<{ text: string }>(`SELECT k::text AS text FROM api_key k UNION ALL SELECT l::text FROM log_entry l UNION ALL SELECT i::text FROM idempotency i`);
    expect(rows.map((row) => row.text).join('\n')).not.toContain(secret.slice(19));
  });

  test('is not shown again when the request is repeated', async () => {
    const once = { 'Idempotency-Key': 'key-1' };
    const first = await admin('POST', '/api-keys', { name: 'once', scopes: ['events:write'] }, once);
    const again = await admin('POST', '/api-keys', { name: 'once', scopes: ['events:write'] }, once);
    expect(again.status).toBe(409);
    expect(again.text).not.toContain((first.body as IssuedApiKey).secret);
    expect((await owner.query(`SELECT 1 FROM api_key WHERE name = 'once'`)).rowCount).toBe(1);
  });

  test.each([
    ['without a scope', { scopes: [] }],
    ['with a scope that is none', { scopes: ['everything'] }],
    ['without a name', { name: ' ' }],
    ['that has expired', { expiresAt: '2026-03-15T12:00:00Z' }],
    ['that expires on the thirtieth of February', { expiresAt: '2026-02-30T12:00:00Z' }],
    ['for somebody else', { userId: v7() }],
    ['for another organisation', { organisationId: 2 }],
  ])('%s is not valid', async (_, change) => {
    expect(await admin('POST', '/api-keys', { name: 'x', scopes: ['events:write'], ...change })).toMatchObject({ status: 422, body: { code: 'INVALID' } });
  });

  test('can be made by an engineer, and not by a key', async () => {
    const engineer = await signedIn(app, 'engineer@acme.example');
    const { call } = await program(app, engineer, ['events:write', 'outcomes:write', 'measurements:read']);
    expect(await call('POST', '/api-keys', { name: 'child', scopes: ['events:write'] })).toMatchObject({ status: 403, body: { code: 'SCOPE_MISSING' } });
  });
});

describe('a request with a key', () => {
  test('is let in where its scopes reach, without an Origin, and refused elsewhere', async () => {
    const { call } = await program(app, admin, ['measurements:read']);
    expect((await call('GET', '/systems')).status).toBe(200);
    expect(await call('GET', '/vendors')).toMatchObject({ status: 403, body: { code: 'SCOPE_MISSING' } });
    expect(await call('GET', '/session')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await call('DELETE', '/session')).toMatchObject({ status: 403 });
  });

  test('is refused from the moment the key is revoked', async () => {
    const { call, id } = await program(app, admin, ['measurements:read']);
    expect(await admin('DELETE', `/api-keys/${id}`)).toMatchObject({ status: 200, body: { id, revokedAt: '2026-03-15T12:00:00.000Z' } });
    expect(await call('GET', '/systems')).toMatchObject({ status: 401, body: { code: 'KEY_INVALID' } });
    app.clock.set('2026-03-15T12:10:00Z');
    expect((await admin('DELETE', `/api-keys/${id}`)).body).toMatchObject({ revokedAt: '2026-03-15T12:00:00.000Z' });
  });

  test('is refused from the moment the key expires', async () => {
    const { body } = await admin('POST', '/api-keys', { name: 'short', scopes: ['measurements:read'], expiresAt: '2026-03-15T12:10:00Z' });
    const call = programWith(app, (body as IssuedApiKey).secret);
    app.clock.set('2026-03-15T12:09:59Z');
    expect((await call('GET', '/systems')).status).toBe(200);
    app.clock.set('2026-03-15T12:10:00Z');
    expect(await call('GET', '/systems')).toMatchObject({ status: 401, body: { code: 'KEY_INVALID' } });
  });

  test('leaves its time on the key, at most once a minute', async () => {
    const { call, id } = await program(app, admin, ['measurements:read']);
    const used = async (instant: string): Promise<string | null | undefined> => {
      app.clock.set(instant);
      await call('GET', '/systems');
      return ((await admin('GET', '/api-keys')).body as { items: ApiKey[] }).items.find((key) => key.id === id)?.lastUsedAt;
    };
    expect(await used('2026-03-15T12:05:00Z')).toBe('2026-03-15T12:05:00.000Z');
    expect(await used('2026-03-15T12:05:59Z')).toBe('2026-03-15T12:05:00.000Z');
    expect(await used('2026-03-15T12:06:00Z')).toBe('2026-03-15T12:06:00.000Z');
  });

  test.each<[string, (secret: string) => Record<string, string | string[]>, number]>([
    ['without a key after Bearer', () => ({ Authorization: 'Bearer ' }), 401],
    ['with another scheme', (secret) => ({ Authorization: `Basic ${Buffer.from(secret).toString('base64')}` }), 401],
    ['with the key alone', (secret) => ({ Authorization: secret }), 401],
    ['with a wrong checksum', (secret) => ({ Authorization: `Bearer ${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}` }), 401],
    ['with the key in lower case', (secret) => ({ Authorization: `Bearer ${secret.toLowerCase()}` }), 401],
    ['with the key twice in one header', (secret) => ({ Authorization: `Bearer ${secret}, Bearer ${secret}` }), 401],
    ['with two headers', (secret) => ({ Authorization: [`Bearer ${secret}`, `Bearer ${secret}`] }), 400],
    ['with a key and a session', (secret) => ({ Authorization: `Bearer ${secret}`, Cookie: 'fineprint=x' }), 400],
    ['naming another organisation', (secret) => ({ Authorization: `Bearer ${secret}`, 'X-Organisation': '2' }), 200],
    ['with bearer in lower case', (secret) => ({ Authorization: `bearer ${secret}` }), 200],
  ])('%s', async (_, headersOf, status) => {
    const { secret } = await program(app, admin, ['measurements:read']);
    expect((await send(app, 'GET', '/systems', { headers: headersOf(secret) })).status).toBe(status);
  });

  test('that carries the key in its address is refused, even beside a right header', async () => {
    const { secret, call } = await program(app, admin, ['measurements:read']);
    expect(await anonymous(app)('GET', `/systems?api_key=${secret}`)).toMatchObject({ status: 401, body: { code: 'KEY_INVALID' } });
    const answer = await call('GET', `/systems?key=${secret}`);
    expect(answer).toMatchObject({ status: 401, body: { code: 'KEY_INVALID' } });
    expect(answer.text).not.toContain(secret);
  });

  test('with a well-formed key that nobody made is refused, a thousand times without harm', async () => {
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => programWith(app, formatApiKey(randomBytes(40)).text)('GET', '/systems')));
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([401]));
    }
    expect((await admin('GET', '/session')).status).toBe(200);
  });

  test('with the right id and another secret is refused', async () => {
    const { secret } = await program(app, admin, ['measurements:read']);
    const random = randomBytes(40);
    const forged = formatApiKey(random).text;
    await owner.query(`UPDATE api_key SET lookup = $1 WHERE lookup = $2`, [forged.slice(8, 18), secret.slice(8, 18)]);
    expect(await programWith(app, forged)('GET', '/systems')).toMatchObject({ status: 401, body: { code: 'KEY_INVALID' } });
  });
});
