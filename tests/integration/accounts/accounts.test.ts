import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Account, Invitation } from '#libs/wire/accounts.js';
import type { CreatedOrganisation } from '../../../apps/api/src/accounts/organisations.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { anonymous, browserWith, cookieOf, type Received, type Sender } from '../../support/requests.js';
import { member, organisationOf, password, signedIn } from '../../support/people.js';

let app: TestApp;
let acme: CreatedOrganisation;
let admin: Sender;

beforeAll(async () => {
  app = await startApp();
  acme = await organisationOf(app, 'acme');
});

beforeEach(async () => {
  app.clock.set('2026-03-15T12:00:00Z');
  admin = await signedIn(app, 'admin@acme.example');
});

afterAll(() => app.stop());

async function invite(email: string, role = 'legal', more: object = {}): Promise<Invitation & { token: string }> {
  const { status, body, text } = await admin('POST', '/accounts', { email, name: 'Somebody New', role, ...more });
  if (status !== 201) throw new Error(text);
  const invitation = body as Invitation;
  return { ...invitation, token: new URL(invitation.link).searchParams.get('token') ?? '' };
}

const accept = (token: string, chosen = password): Promise<Received> => anonymous(app)('POST', '/invitations/accept', { token, password: chosen });

async function accountOf(email: string): Promise<Account> {
  const { items } = (await admin('GET', '/accounts?limit=200')).body as { items: Account[] };
  const account = items.find((item) => item.email === email);
  if (!account) throw new Error(`${email} is not listed`);
  return account;
}

describe('an invitation', () => {
  test('names the person, this installation and its end; the person is listed as invited', async () => {
    const invitation = await invite('new@acme.example');
    expect(invitation).toMatchObject({ account: { email: 'new@acme.example', role: 'legal', state: 'invited', vendorId: null }, expiresAt: '2026-03-22T12:00:00.000Z' });
    expect(new URL(invitation.link)).toMatchObject({ hostname: 'localhost', port: new URL(app.origin).port, pathname: '/invitation' });
    expect(await accountOf('new@acme.example')).toEqual(invitation.account);
  });

  test('does not take its address from the Host header', async () => {
    const answer = await admin('POST', '/accounts', { email: 'host@acme.example', name: 'x', role: 'legal' }, { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' });
    expect(answer.status).toBe(201);
    expect(answer.text).not.toContain('evil');
  });

  test('lets the person choose a password and signs them in; afterwards the front door works', async () => {
    const { token, account } = await invite('joins@acme.example', 'compliance');
    const accepted = await accept(token);
    expect(accepted).toMatchObject({ status: 201, body: { account: { id: account.id, state: 'active', role: 'compliance' }, organisation: { name: 'acme' } } });
    expect((await browserWith(app, cookieOf(accepted))('GET', '/session')).status).toBe(200);
    expect((await (await signedIn(app, 'joins@acme.example'))('GET', '/session')).status).toBe(200);
    expect((await admin('GET', '/log?action=account.accept-invitation')).body).toMatchObject({ items: [{ actor: account.id, objectId: account.id }] });
  });

  test('works once, however often it is sent at the same moment', async () => {
    const { token } = await invite('once@acme.example');
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => accept(token, `plum 4${index} lanterns`)));
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 410, 410, 410, 410, 410, 410, 410]);
    expect(await accept(token)).toMatchObject({ status: 410, body: { code: 'INVITATION_INVALID' } });
  });

  test('ends after seven days', async () => {
    const { token } = await invite('late@acme.example');
    app.clock.set('2026-03-22T12:00:00Z');
    expect(await accept(token)).toMatchObject({ status: 410 });
  });

  test('keeps working after a weak password was refused', async () => {
    const { token } = await invite('weak.person@acme.example');
    expect(await accept(token, 'weak-person-2026')).toMatchObject({ status: 422, body: { errors: [{ pointer: '/password', code: 'PASSWORD_GUESSABLE' }] } });
    expect(await accept(token)).toMatchObject({ status: 201 });
  });

  test('sent again corrects the person, and only the new link works', async () => {
    const first = await invite('again@acme.example', 'legal');
    const second = await invite('again@acme.example', 'auditor', { name: 'Corrected' });
    expect(second.account).toMatchObject({ id: first.account.id, role: 'auditor', name: 'Corrected' });
    expect((await accept(first.token)).status).toBe(410);
    expect((await accept(second.token)).status).toBe(201);
  });

  test('to somebody who has an account is refused', async () => {
    expect(await admin('POST', '/accounts', { email: 'ADMIN@acme.example', name: 'x', role: 'legal' })).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } });
  });

  test('is withdrawn by disabling the person', async () => {
    const { token, account } = await invite('withdrawn@acme.example');
    expect(await admin('PATCH', `/accounts/${account.id}`, { state: 'disabled' })).toMatchObject({ status: 200, body: { state: 'disabled' } });
    expect((await accept(token)).status).toBe(410);
    await admin('PATCH', `/accounts/${account.id}`, { state: 'active' });
    expect((await accept(token)).status).toBe(410);
  });

  test.each([['unknown', 'x'.repeat(43), 410], ['too short', 'x', 422], ['a thousand characters long', 'x'.repeat(1000), 422]])('that is %s is refused', async (_, token, status) => {
    expect((await accept(token)).status).toBe(status);
  });

  test.each([
    ['without a role', { role: undefined }],
    ['with a role that is none', { role: 'root' }],
    ['of a vendor contact without a vendor', { role: 'vendor-contact' }],
    ['of a vendor contact of an unknown vendor', { role: 'vendor-contact', vendorId: v7() }],
    ['of a lawyer with a vendor', { vendorId: v7() }],
    ['with a password chosen by the administrator', { password }],
    ['that says who made it', { organisationId: 2 }],
  ])('%s is not valid', async (_, change) => {
    expect(await admin('POST', '/accounts', { email: 'bad@acme.example', name: 'x', role: 'legal', ...change })).toMatchObject({ status: 422, body: { code: 'INVALID' } });
  });

  test('carries a secret, so a repeated request does not get it again', async () => {
    const once = { 'Idempotency-Key': 'invite-1' };
    const form = { email: 'idempotent@acme.example', name: 'x', role: 'legal' };
    expect((await admin('POST', '/accounts', form, once)).status).toBe(201);
    const second = await admin('POST', '/accounts', form, once);
    expect(second.status).toBe(409);
    expect(second.text).not.toContain('token=');
  });
});

describe('disabling an account', () => {
  test('ends its sessions and its sign-in at once, and enabling brings back the sign-in but not the sessions', async () => {
    const person = await member(app, acme.organisationId, 'leaver@acme.example', 'legal');
    const { id } = await accountOf('leaver@acme.example');
    expect((await admin('PATCH', `/accounts/${id}`, { state: 'disabled' })).body).toMatchObject({ id, state: 'disabled' });
    expect((await person('GET', '/session')).status).toBe(401);
    expect((await anonymous(app)('POST', '/session', { email: 'leaver@acme.example', password })).status).toBe(401);
    expect((await admin('PATCH', `/accounts/${id}`, { state: 'active' })).body).toMatchObject({ id, state: 'active' });
    expect((await person('GET', '/session')).status).toBe(401);
    expect((await anonymous(app)('POST', '/session', { email: 'leaver@acme.example', password })).status).toBe(201);
  });

  test('is impossible for the last administrator; of two who disable each other at once, one stays', async () => {
    const { administrator } = acme;
    expect(await admin('PATCH', `/accounts/${administrator.id}`, { state: 'disabled' })).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect(await admin('PATCH', `/accounts/${administrator.id}`, { role: 'legal' })).toMatchObject({ status: 409 });
    const bold = await organisationOf(app, 'bold');
    const first = await signedIn(app, 'admin@bold.example');
    const second = await member(app, bold.organisationId, 'second@bold.example', 'administrator');
    const { items } = (await first('GET', '/accounts')).body as { items: Account[] };
    const secondId = items.find((item) => item.email === 'second@bold.example')?.id;
    const answers = await Promise.all([first('PATCH', `/accounts/${secondId}`, { state: 'disabled' }), second('PATCH', `/accounts/${bold.administrator.id}`, { state: 'disabled' })]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const states = await Promise.all([first('GET', '/session'), second('GET', '/session')]);
    expect(states.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 401]);
  });
});

describe('a new role', () => {
  test('counts from the next request on: the session ends, and the next one has the new rights', async () => {
    const person = await member(app, acme.organisationId, 'mover@acme.example', 'engineer');
    expect((await person('GET', '/api-keys')).status).toBe(200);
    const { id } = await accountOf('mover@acme.example');
    await admin('PATCH', `/accounts/${id}`, { role: 'procurement' });
    expect((await person('GET', '/api-keys')).status).toBe(401);
    const again = await signedIn(app, 'mover@acme.example');
    expect(await again('GET', '/api-keys')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });

  test('is not for oneself to choose', async () => {
    const person = await member(app, acme.organisationId, 'climber@acme.example', 'engineer');
    const { id } = await accountOf('climber@acme.example');
    expect(await person('PATCH', `/accounts/${id}`, { role: 'administrator' })).toMatchObject({ status: 403 });
    expect((await accountOf('climber@acme.example')).role).toBe('engineer');
  });

  test.each([{ role: 'root' }, { state: 'invited' }, { email: 'x@y.example' }, { passwordHash: 'x' }, { id: v7() }, { vendorId: v7() }, { role: 'vendor-contact' }])('%o is not a change of an account', async (change) => {
    const { id } = await accountOf('admin@acme.example');
    expect(await admin('PATCH', `/accounts/${id}`, change)).toMatchObject({ status: 422 });
  });
});

test('people are listed page by page, in order, each once', async () => {
  const seen: string[] = [];
  let path: string | null = '/accounts?limit=3';
  while (path !== null) {
    const { items, next } = (await admin('GET', path)).body as { items: Account[]; next: string | null };
    expect(items.length).toBeLessThanOrEqual(3);
    seen.push(...items.map((item) => item.email));
    path = next === null ? null : `/accounts?limit=3&cursor=${next}`;
  }
  const { items } = (await admin('GET', '/accounts?limit=200')).body as { items: Account[] };
  expect(seen).toEqual(items.map((item) => item.email));
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(6);
});

test.each(['limit=0', 'limit=201', 'limit=abc', 'cursor=garbage', 'cursor=', 'limit=1&limit=2', 'sort=password_hash', 'filter[a]=1'])('a list asked with ?%s is refused', async (query) => {
  const answer = await admin('GET', `/accounts?${query}`);
  expect([400, 422]).toContain(answer.status);
});
