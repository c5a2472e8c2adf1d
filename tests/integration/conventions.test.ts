import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '#libs/wire/problem.js';
import { startApp, type TestApp } from '../support/app.js';
import { newOrganisation, type SignedIn } from '../support/signed-in.js';

let app: TestApp;
let admin: SignedIn;
let owner: pg.Client;
beforeAll(async () => {
  app = await startApp();
  admin = await newOrganisation(app, 'Harbour');
  owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await app.stop();
});

const vendor = (slug: string) => ({ slug, name: `Vendor ${slug}` });
const count = async (sql: string): Promise<number> => Number((await owner.query<{ n: string }>(`SELECT count(*) n FROM ${sql}`)).rows[0]?.n);

describe('idempotency', () => {
  test('the same request with the same key has one effect and the same answer', async () => {
    const first = await admin.send('POST', '/vendors', vendor('once'), { 'idempotency-key': 'a1' });
    const second = await admin.send('POST', '/vendors', vendor('once'), { 'idempotency-key': 'a1' });
    expect([first.status, second.status, second.headers.get('idempotent-replayed')]).toEqual([201, 201, 'true']);
    expect(await second.text()).toBe(await first.text());
    expect(await count(`vendor WHERE slug = 'once'`)).toBe(1);
  });

  test('twenty identical requests at once have one effect', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => admin.send('POST', '/vendors', vendor('race'), { 'idempotency-key': 'race-1' })));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(await count(`vendor WHERE slug = 'race'`)).toBe(1);
  });

  test('a key used with other content is refused', async () => {
    await admin.send('POST', '/vendors', vendor('first'), { 'idempotency-key': 'b1' });
    const other = await admin.send('POST', '/vendors', vendor('second'), { 'idempotency-key': 'b1' });
    expect([other.status, (await other.json() as Problem).code]).toEqual([422, 'IDEMPOTENCY_REUSED']);
  });

  test('a refused request may be corrected under the same key', async () => {
    const refused = await admin.send('POST', '/vendors', { slug: 'Not A Slug', name: 'x' }, { 'idempotency-key': 'c1' });
    const corrected = await admin.send('POST', '/vendors', vendor('corrected'), { 'idempotency-key': 'c1' });
    expect([refused.status, corrected.status]).toEqual([422, 201]);
  });

  test.each([['with space'], ['a,b'], ['x'.repeat(256)]])('the key %j is refused', async (key) => {
    expect((await admin.send('POST', '/vendors', vendor('never'), { 'idempotency-key': key })).status).toBe(400);
  });

  test('another organisation’s equal key is its own', async () => {
    const other = await newOrganisation(app, 'Vale');
    expect((await other.send('POST', '/vendors', vendor('once'), { 'idempotency-key': 'a1' })).headers.get('idempotent-replayed')).toBeNull();
  });

  test('a secret is not kept for replay', async () => {
    const key = { name: 'stream', scopes: ['events:write'] };
    const first = await admin.send('POST', '/api-keys', key, { 'idempotency-key': 'k1' });
    const { secret } = (await first.json()) as { secret: string };
    const second = await admin.send('POST', '/api-keys', key, { 'idempotency-key': 'k1' });
    expect([first.status, second.status]).toEqual([201, 409]);
    expect(await count(`idempotency WHERE body LIKE '%${secret}%'`)).toBe(0);
  });
});

describe('the log', () => {
  test('a change and its entry are stored together', async () => {
    const before = await count('log_entry');
    await admin.send('POST', '/vendors', vendor('logged'));
    expect(await count('log_entry')).toBe(before + 1);
  });

  test('what cannot be logged does not happen', async () => {
    await owner.query('REVOKE INSERT ON log_entry FROM fineprint_app');
    try {
      const answer = await admin.send('POST', '/vendors', vendor('unlogged'));
      expect([answer.status, (await answer.json() as Problem).code, answer.headers.has('retry-after')]).toEqual([503, 'LOG_UNAVAILABLE', true]);
    } finally {
      await owner.query('GRANT INSERT ON log_entry TO fineprint_app');
    }
    expect(await count(`vendor WHERE slug = 'unlogged'`)).toBe(0);
  });

  test('a locked log ends in 503 instead of waiting', async () => {
    await owner.query('BEGIN; LOCK TABLE log_entry IN ACCESS EXCLUSIVE MODE');
    const answer = await admin.send('POST', '/vendors', vendor('waiting'));
    await owner.query('ROLLBACK');
    expect(answer.status).toBe(503);
    expect(await count(`vendor WHERE slug = 'waiting'`)).toBe(0);
  });
});

describe('problems', () => {
  test.each([
    ['GET', '/nothing', undefined, {}, 404, 'NOT_FOUND'],
    ['GET', '/vendors/not-a-uuid', undefined, {}, 422, 'INVALID'],
    ['GET', '/vendors?limit=0', undefined, {}, 422, 'INVALID'],
    ['GET', '/vendors?limit=1&limit=2', undefined, {}, 422, 'INVALID'],
    ['GET', '/vendors?sort=name', undefined, {}, 422, 'INVALID'],
    ['GET', '/vendors?cursor=zzz', undefined, {}, 400, 'CURSOR_INVALID'],
    ['POST', '/vendors', { ...vendor('x'), organisationId: 7 }, {}, 422, 'INVALID'],
    ['POST', '/vendors', { slug: 'x' }, {}, 422, 'INVALID'],
    ['POST', '/vendors', vendor('x'), { 'content-type': 'text/plain' }, 415, 'MEDIA_TYPE'],
    ['POST', '/vendors', vendor('x'), { 'content-type': 'application/json; charset=utf-7' }, 415, 'MEDIA_TYPE'],
    ['POST', '/vendors', vendor('x'), { 'content-encoding': 'br' }, 415, 'ENCODING'],
    ['POST', '/vendors', vendor('x'), { 'content-encoding': 'gzip' }, 415, 'ENCODING'],
    ['POST', '/vendors', vendor('x'), { origin: 'https://evil.example' }, 403, 'ORIGIN_REFUSED'],
    ['POST', '/vendors', vendor('x'), { 'sec-fetch-site': 'cross-site' }, 403, 'ORIGIN_REFUSED'],
    ['DELETE', '/vendors', undefined, {}, 404, 'NOT_FOUND'],
    ['POST', '/vendors', { name: 'x'.repeat(1_100_000) }, {}, 413, 'BODY_TOO_LARGE'],
  ])('%s %s with %j %j answers %i %s', async (method, path, body, headers, status, code) => {
    const answer = await admin.send(method, path, body, headers);
    const problem = Problem.parse(await answer.json());
    expect([answer.status, problem.code, problem.status]).toEqual([status, code, status]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(problem.requestId).toBe(answer.headers.get('x-request-id'));
  });

  test('a fault points to its field', async () => {
    const problem = Problem.parse(await (await admin.send('POST', '/vendors', { slug: 'UP', name: '' })).json());
    expect(problem.errors.map((fault) => fault.pointer).toSorted()).toEqual(['/name', '/slug']);
  });

  test.each([['/api/v1/health/live'], ['/api/v1/nothing'], ['/api/v1/vendors'], ['/'], ['/agreements/x']])('%s carries the security headers', async (path) => {
    const { headers } = await fetch(app.origin + path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});
