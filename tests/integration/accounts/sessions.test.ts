import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Organisations, type CreatedOrganisation } from '../../../apps/api/src/accounts/organisations.service.js';
import { Throttle } from '../../../apps/api/src/accounts/throttle.js';
import { hashOfToken } from '../../../apps/api/src/accounts/tokens.js';
import { startApp, type TestApp } from '../../support/app.js';
import { anonymous, browserWith, cookieOf, send, type Received } from '../../support/requests.js';
import { member, organisationOf, password, signedIn } from '../../support/people.js';

let app: TestApp;
let acme: CreatedOrganisation;
let owner: pg.Client;
const email = 'admin@acme.example';

beforeAll(async () => {
  app = await startApp();
  acme = await organisationOf(app, 'acme');
  owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
});

beforeEach(async () => {
  app.clock.set('2026-03-15T12:00:00Z');
  await owner.query('DELETE FROM throttle');
});

afterAll(async () => {
  await owner.end();
  await app.stop();
});

const trySignIn = (body: object, headers = {}): Promise<Received> => anonymous(app)('POST', '/session', body, headers);

/** An attempt for the same person from another address. */
const elsewhere = (): Promise<void> => app.application.get(Throttle, { strict: false }).take(email, '203.0.113.9');

describe('signing in', () => {
  test('answers who one is and sets a cookie that scripts and other sites cannot use', async () => {
    const answer = await trySignIn({ email, password });
    expect(answer).toMatchObject({
      status: 201,
      body: { account: { email, role: 'administrator', state: 'active', vendorId: null }, organisation: { id: acme.publicId, name: 'acme' }, expiresAt: '2026-03-15T12:30:00.000Z' },
    });
    expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(/^fineprint=[\w-]{43}; Path=\/; Expires=Mon, 16 Mar 2026 00:00:00 GMT; HttpOnly; SameSite=Strict$/)]);
    expect(answer.text).not.toContain(cookieOf(answer).split('=')[1]);
  });

  test('takes the e-mail in any case', async () => {
    expect(await trySignIn({ email: 'Admin@ACME.example', password })).toMatchObject({ status: 201 });
  });

  test('makes a new session each time and ends the one this browser had', async () => {
    const first = cookieOf(await trySignIn({ email, password }));
    const second = cookieOf(await trySignIn({ email, password }, { Cookie: first }));
    expect(second).not.toBe(first);
    expect(await browserWith(app, first)('GET', '/session')).toMatchObject({ status: 401 });
    expect(await browserWith(app, second)('GET', '/session')).toMatchObject({ status: 200 });
  });

  test('does not adopt a session id that was planted', async () => {
    const planted = `fineprint=${'A'.repeat(43)}`;
    const cookie = cookieOf(await trySignIn({ email, password }, { Cookie: planted }));
    expect(cookie).not.toBe(planted);
    expect(await browserWith(app, planted)('GET', '/session')).toMatchObject({ status: 401 });
  });

  test('keeps only hashes in the database', async () => {
    const token = cookieOf(await trySignIn({ email, password })).split('=')[1] ?? '';
    const { rows } = await owner.query<{ text: string }>(`SELECT s::text AS text FROM session s UNION ALL SELECT a::text FROM account a UNION ALL SELECT l::text FROM log_entry l`);
    const everything = rows.map((row) => row.text).join('\n');
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(Buffer.from(token).toString('hex'));
    expect(everything).not.toContain(password);
  });

  test('is logged', async () => {
    const admin = await signedIn(app, email);
    expect((await admin('GET', '/log?action=session.start&limit=1')).body).toMatchObject({ items: [{ actor: acme.administrator.id, action: 'session.start' }] });
  });

  test.each([
    ['no e-mail', { password }],
    ['a query instead of an e-mail', { email: { $ne: 1 }, password }],
    ['a list instead of a password', { email, password: [password] }],
    ['an unknown field', { email, password, organisation: 1 }],
    ['a password of ten kilobytes', { email, password: 'x'.repeat(10_000) }],
    ['line breaks in the e-mail', { email: 'admin@acme.example\r\nBcc: x@y.z', password }],
  ])('with %s is not understood', async (_, body) => {
    expect(await trySignIn(body)).toMatchObject({ status: 422, body: { code: 'INVALID' } });
  });

  test('finds the organisation whose password it is when one e-mail belongs to several', async () => {
    const other = await organisationOf(app, 'bold');
    await member(app, acme.organisationId, 'both@example.com', 'legal');
    await app.application.get(Organisations).addMember(other.organisationId, { name: 'Both', email: 'both@example.com', password: 'another 12 lamps', role: 'auditor' });
    expect(await trySignIn({ email: 'both@example.com', password })).toMatchObject({ body: { organisation: { name: 'acme' }, account: { role: 'legal' } } });
    expect(await trySignIn({ email: 'both@example.com', password: 'another 12 lamps' })).toMatchObject({ body: { organisation: { name: 'bold' }, account: { role: 'auditor' } } });
  });
});

describe('guessing', () => {
  test('gets the same answer for a wrong password, an unknown e-mail, an open invitation and a disabled account', async () => {
    const admin = await signedIn(app, email);
    await admin('POST', '/accounts', { email: 'invited@acme.example', name: 'I', role: 'legal' });
    await member(app, acme.organisationId, 'gone@acme.example', 'legal');
    const { items } = (await admin('GET', '/accounts')).body as { items: { id: string; email: string }[] };
    await admin('PATCH', `/accounts/${items.find((account) => account.email === 'gone@acme.example')?.id}`, { state: 'disabled' });
    const answers = await Promise.all([
      trySignIn({ email, password: 'wrong' }),
      trySignIn({ email: 'nobody@acme.example', password }),
      trySignIn({ email: 'invited@acme.example', password }),
      trySignIn({ email: 'gone@acme.example', password }),
    ]);
    const seen = answers.map(({ status, body, headers }) => ({ status, body: { ...(body as object), requestId: '' }, cookie: headers['set-cookie'] }));
    expect(seen[0]).toMatchObject({ status: 401, body: { code: 'CREDENTIALS_WRONG' }, cookie: undefined });
    expect(new Set(seen.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('is stopped after five failures for a quarter of an hour, and says for how long', async () => {
    await member(app, acme.organisationId, 'target@acme.example', 'legal');
    for (let guess = 0; guess < 5; guess += 1) expect((await trySignIn({ email: 'target@acme.example', password: `guess ${guess}` })).status).toBe(401);
    app.clock.set('2026-03-15T12:05:00Z');
    const refused = await trySignIn({ email: 'target@acme.example', password });
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' }, headers: { 'retry-after': '600' } });
    expect((await trySignIn({ email, password })).status).toBe(201);
    app.clock.set('2026-03-15T12:15:00Z');
    expect((await trySignIn({ email: 'target@acme.example', password })).status).toBe(201);
  });

  test('all at once lets no more than five reach the password', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, guess) => trySignIn({ email: 'burst@acme.example', password: `guess ${guess}` })));
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(25);
  });

  test('one person from one address does not shut that person out elsewhere', async () => {
    for (let guess = 0; guess < 5; guess += 1) await trySignIn({ email, password: `guess ${guess}` });
    expect((await trySignIn({ email, password })).status).toBe(429);
    await expect(elsewhere()).resolves.toBeUndefined();
  });

  test('one person from everywhere is stopped after a hundred failures, and sessions go on', async () => {
    const admin = await signedIn(app, email);
    await trySignIn({ email, password: 'guess' });
    await owner.query('UPDATE throttle SET attempts = 100');
    await expect(elsewhere()).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect((await admin('GET', '/session')).status).toBe(200);
    app.clock.set('2026-03-15T12:15:00Z');
    expect((await trySignIn({ email, password })).status).toBe(201);
  });

  test('many people from one address slows the others there, and locks nobody out', async () => {
    await trySignIn({ email: 'nobody@acme.example', password: 'guess' });
    await owner.query('UPDATE throttle SET attempts = 1000000');
    expect((await trySignIn({ email, password })).status).toBe(201);
  });

  test('does not start anew through another forwarded address', async () => {
    for (let guess = 0; guess < 5; guess += 1) await trySignIn({ email: 'forwarded@acme.example', password: 'guess' }, { 'X-Forwarded-For': `203.0.113.${guess}` });
    expect((await trySignIn({ email: 'forwarded@acme.example', password: 'guess' }, { 'X-Forwarded-For': '203.0.113.99' })).status).toBe(429);
    const { rows } = await owner.query(`SELECT count(*)::int AS rows FROM throttle`);
    expect(rows).toEqual([{ rows: 3 }]);
  });

  test('a right password starts the count anew', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let guess = 0; guess < 4; guess += 1) await trySignIn({ email, password: 'guess' });
      expect((await trySignIn({ email, password })).status).toBe(201);
    }
  });

  test('leaves nothing behind once its window is over', async () => {
    await trySignIn({ email: 'nobody@nowhere.example', password: 'guess' });
    app.clock.set('2026-03-16T12:00:00Z');
    await trySignIn({ email, password });
    const { rows } = await owner.query(`SELECT count(*)::int AS old FROM throttle WHERE window_start < '2026-03-16T00:00:00Z'`);
    expect(rows).toEqual([{ old: 0 }]);
  });
});

describe('a session', () => {
  test('ends after half an hour without a request', async () => {
    const admin = await signedIn(app, email);
    app.clock.set('2026-03-15T12:29:59Z');
    expect((await admin('GET', '/session')).status).toBe(200);
    app.clock.set('2026-03-15T12:59:58Z');
    expect((await admin('GET', '/session')).body).toMatchObject({ expiresAt: '2026-03-15T13:29:58.000Z' });
    app.clock.set('2026-03-15T13:29:58Z');
    expect(await admin('GET', '/session')).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  });

  test('ends after twelve hours, however busy', async () => {
    const admin = await signedIn(app, email);
    for (let minute = 20; minute < 720; minute += 20) {
      app.clock.set(new Date(Date.UTC(2026, 2, 15, 12, minute)).toISOString());
      expect((await admin('GET', '/session')).status).toBe(200);
    }
    app.clock.set('2026-03-16T00:00:00Z');
    expect((await admin('GET', '/session')).status).toBe(401);
  });

  test('writes "last seen" at most once a minute', async () => {
    const cookie = cookieOf(await trySignIn({ email, password }));
    const tokenHash = hashOfToken(cookie.split('=')[1] ?? '');
    const seen = async (instant: string): Promise<unknown> => {
      app.clock.set(instant);
      await browserWith(app, cookie)('GET', '/session');
      const { rows } = await owner.query(`SELECT last_seen_at AS seen FROM session WHERE token_hash = $1`, [tokenHash]);
      return rows[0]?.seen;
    };
    expect(await seen('2026-03-15T12:00:59Z')).toEqual(new Date('2026-03-15T12:00:00Z'));
    expect(await seen('2026-03-15T12:01:00Z')).toEqual(new Date('2026-03-15T12:01:00Z'));
  });

  test('ends when one signs out, and the browser is told to forget', async () => {
    const admin = await signedIn(app, email);
    const answer = await admin('DELETE', '/session');
    expect(answer).toMatchObject({ status: 204, text: '', headers: { 'clear-site-data': '"cache", "storage"' } });
    expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(/^fineprint=; Path=\/; Expires=Thu, 01 Jan 1970/)]);
    expect((await admin('GET', '/session')).status).toBe(401);
  });

  test('one signing out leaves the other sessions of the person alone', async () => {
    const [desk, phone] = [await signedIn(app, email), await signedIn(app, email)];
    await desk('DELETE', '/session');
    expect((await phone('GET', '/session')).status).toBe(200);
  });

  test.each([
    ['of no session', `fineprint=${'x'.repeat(43)}`],
    ['empty', 'fineprint='],
    ['of eight kilobytes', `fineprint=${'x'.repeat(8000)}`],
    ['under the name for https', `__Host-fineprint=${'x'.repeat(43)}`],
  ])('a cookie %s is nobody', async (_, cookie) => {
    expect(await browserWith(app, cookie)('GET', '/session')).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  });

  test('a cookie sent twice is refused, even when one is right', async () => {
    const cookie = cookieOf(await trySignIn({ email, password }));
    expect(await browserWith(app, `${cookie}; fineprint=planted`)('GET', '/session')).toMatchObject({ status: 400, body: { code: 'MALFORMED' } });
  });
});

describe('a change through a signed-in browser', () => {
  const change = { name: 'a key', scopes: ['events:write'] };

  test.each<[string, Record<string, string>, number]>([
    ['from this installation by address', { Origin: 'own' }, 201],
    ['from this installation by name', { Origin: 'own-name' }, 201],
    ['that says same-origin', { Origin: 'own', 'Sec-Fetch-Site': 'same-origin' }, 201],
    ['from another site', { Origin: 'https://evil.example' }, 403],
    ['from another port', { Origin: 'http://127.0.0.1:1' }, 403],
    ['from the same name over https', { Origin: 'own-https' }, 403],
    ['from a sandboxed page', { Origin: 'null' }, 403],
    ['without an origin', {}, 403],
    ['that says cross-site', { Origin: 'own', 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['that says same-site', { Origin: 'own', 'Sec-Fetch-Site': 'same-site' }, 403],
    ['to a rebound name', { Origin: 'rebound', Host: 'rebound' }, 403],
  ])('%s: %o', async (_, headers, status) => {
    const { port } = new URL(app.origin);
    const meaning: Record<string, string> = { own: app.origin, 'own-name': `http://localhost:${port}`, 'own-https': `https://127.0.0.1:${port}`, rebound: `http://evil.example:${port}` };
    const cookie = cookieOf(await trySignIn({ email, password }));
    const actual = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, name === 'Host' ? `evil.example:${port}` : (meaning[value] ?? value)]));
    const answer = await send(app, 'POST', '/api-keys', { body: change, headers: { Cookie: cookie, ...actual } });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body).toMatchObject({ code: 'ORIGIN_REFUSED' });
  });

  test.each([['GET', '/session'], ['GET', '/accounts']])('reading needs no origin: %s %s', async (method, path) => {
    const cookie = cookieOf(await trySignIn({ email, password }));
    expect((await send(app, method, path, { headers: { Cookie: cookie } })).status).toBe(200);
  });

  test.each([['/session', { email, password }], ['/setup', {}], ['/invitations/accept', { token: 'x'.repeat(43), password }]])(
    'another site cannot sign a browser in through %s',
    async (path, body) => {
      const form = { code: 'x', organisation: 'x', name: 'x', email, password };
      const answer = await anonymous(app)('POST', path, path === '/setup' ? form : body, { Origin: 'https://evil.example' });
      expect(answer).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
    },
  );

  test('a form of another site cannot carry a body', async () => {
    const cookie = cookieOf(await trySignIn({ email, password }));
    const answer = await fetch(`${app.origin}/api/v1/api-keys`, { method: 'POST', headers: { Cookie: cookie, Origin: app.origin, 'Content-Type': 'text/plain' }, body: JSON.stringify(change) });
    expect(answer.status).toBe(415);
  });
});
