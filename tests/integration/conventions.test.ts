import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '#libs/wire/problem.js';
import { startApp, type TestApp } from '../support/app.js';
import { administratorOf } from '../support/people.js';
import type { Received, Sender } from '../support/requests.js';

let app: TestApp;
let admin: Sender;
let owner: pg.Client;
beforeAll(async () => {
  app = await startApp();
  admin = await administratorOf(app, 'harbour');
  owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await app.stop();
});

const codeOf = ({ body }: Received) => (body as Problem).code;
const vendor = (slug: string) => ({ slug, name: `Vendor ${slug}` });
const count = async (sql: string): Promise<number> => Number((await owner.query<{ n: string }>(`SELECT count(*) n FROM ${sql}`)).rows[0]?.n);

describe('idempotency', () => {
  test('the same request with the same key has one effect and the same answer', async () => {
    const first = await admin('POST', '/vendors', vendor('once'), { 'idempotency-key': 'a1' });
    const second = await admin('POST', '/vendors', vendor('once'), { 'idempotency-key': 'a1' });
    expect([first.status, second.status, second.headers['idempotent-replayed']]).toEqual([201, 201, 'true']);
    expect(second.text).toBe(first.text);
    expect(await count(`vendor WHERE slug = 'once'`)).toBe(1);
  });

  test('twenty identical requests at once have one effect', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => admin('POST', '/vendors', vendor('race'), { 'idempotency-key': 'race-1' })));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(await count(`vendor WHERE slug = 'race'`)).toBe(1);
  });

  test('a key used with other content is refused', async () => {
    await admin('POST', '/vendors', vendor('first'), { 'idempotency-key': 'b1' });
    const other = await admin('POST', '/vendors', vendor('second'), { 'idempotency-key': 'b1' });
    expect([other.status, codeOf(other)]).toEqual([422, 'IDEMPOTENCY_REUSED']);
  });

  test('a refused request may be corrected under the same key', async () => {
    const refused = await admin('POST', '/vendors', { slug: 'Not A Slug', name: 'x' }, { 'idempotency-key': 'c1' });
    const corrected = await admin('POST', '/vendors', vendor('corrected'), { 'idempotency-key': 'c1' });
    expect([refused.status, corrected.status]).toEqual([422, 201]);
  });

  test.each([['with space'], ['a,b'], ['x'.repeat(256)]])('the key %j is refused', async (key) => {
    expect((await admin('POST', '/vendors', vendor('never'), { 'idempotency-key': key })).status).toBe(400);
  });

  test('another organisation’s equal key is its own', async () => {
    const other = await administratorOf(app, 'vale');
    expect((await other('POST', '/vendors', vendor('once'), { 'idempotency-key': 'a1' })).headers['idempotent-replayed']).toBeUndefined();
  });

  test('a secret is not kept for replay', async () => {
    const key = { name: 'stream', scopes: ['events:write'] };
    const first = await admin('POST', '/api-keys', key, { 'idempotency-key': 'k1' });
    const { secret } = first.body as { secret: string };
    const second = await admin('POST', '/api-keys', key, { 'idempotency-key': 'k1' });
    expect([first.status, second.status]).toEqual([201, 409]);
    expect(await count(`idempotency WHERE body LIKE '%${secret}%'`)).toBe(0);
  });
});

describe('the log', () => {
  test('a change and its entry are stored together', async () => {
    const before = await count('log_entry');
    await admin('POST', '/vendors', vendor('logged'));
    expect(await count('log_entry')).toBe(before + 1);
  });

  test('what cannot be logged does not happen', async () => {
    await owner.query('REVOKE INSERT ON log_entry FROM fineprint_app');
    try {
      const answer = await admin('POST', '/vendors', vendor('unlogged'));
      expect([answer.status, codeOf(answer), answer.headers['retry-after'] !== undefined]).toEqual([503, 'LOG_UNAVAILABLE', true]);
    } finally {
      await owner.query('GRANT INSERT ON log_entry TO fineprint_app');
    }
    expect(await count(`vendor WHERE slug = 'unlogged'`)).toBe(0);
  });

  test('a locked log ends in 503 instead of waiting', async () => {
    await owner.query('BEGIN; LOCK TABLE log_entry IN ACCESS EXCLUSIVE MODE');
    const answer = await admin('POST', '/vendors', vendor('waiting'));
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
    ['POST', '/vendors', vendor('x'), { 'Content-Type': 'text/plain' }, 415, 'MEDIA_TYPE'],
    ['POST', '/vendors', vendor('x'), { 'Content-Type': 'application/json; charset=utf-7' }, 415, 'MEDIA_TYPE'],
    ['POST', '/vendors', vendor('x'), { 'content-encoding': 'br' }, 415, 'ENCODING'],
    ['POST', '/vendors', vendor('x'), { 'content-encoding': 'gzip' }, 415, 'ENCODING'],
    ['POST', '/vendors', vendor('x'), { Origin: 'https://evil.example' }, 403, 'ORIGIN_REFUSED'],
    ['POST', '/vendors', vendor('x'), { 'sec-fetch-site': 'cross-site' }, 403, 'ORIGIN_REFUSED'],
    ['DELETE', '/vendors', undefined, {}, 405, 'METHOD_NOT_ALLOWED'],
    ['POST', '/vendors', { name: 'x'.repeat(1_100_000) }, {}, 413, 'BODY_TOO_LARGE'],
  ])('%s %s with %j %j answers %i %s', async (method, path, body, headers, status, code) => {
    const answer = await admin(method, path, body, headers);
    const problem = Problem.parse(answer.body);
    expect([answer.status, problem.code, problem.status]).toEqual([status, code, status]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(problem.requestId).toBe(answer.headers['x-request-id']);
  });

  test('a fault points to its field', async () => {
    const problem = Problem.parse((await admin('POST', '/vendors', { slug: 'UP', name: '' })).body);
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
