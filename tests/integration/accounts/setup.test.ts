import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SetupCode } from '../../../apps/api/src/accounts/setup-code.js';
import { startApp, type TestApp } from '../../support/app.js';
import { anonymous, browserWith, cookieOf } from '../../support/requests.js';

const form = { organisation: 'Harbour & Vale', name: 'Ada Moss', email: 'Ada@Harbourvale.example', password: 'plum 47 lanterns' };
let app: TestApp;
let code: string;

beforeAll(async () => {
  app = await startApp({ now: '2026-03-15T12:00:00Z' });
  code = (await app.application.get(SetupCode).issue()) ?? '';
});

afterAll(() => app.stop());

describe('on an empty database', () => {
  test('set-up is needed and nobody can sign in', async () => {
    expect((await anonymous(app)('GET', '/setup')).body).toEqual({ needed: true, demonstration: false });
    expect(await anonymous(app)('POST', '/session', { email: 'admin@example.com', password: 'admin' })).toMatchObject({ status: 401 });
  });

  test.each([
    ['a wrong code', { code: 'guess' }, 403, 'SETUP_CODE_WRONG'],
    ['a weak password', { password: 'Harbour12345' }, 422, 'INVALID'],
    ['a short password', { password: 'plum 47 lan' }, 422, 'INVALID'],
    ['an unknown field', { role: 'administrator' }, 422, 'INVALID'],
    ['an address that is none', { email: 'ada' }, 422, 'INVALID'],
    ['line breaks in the name', { name: 'Ada\r\nBcc: x' }, 422, 'INVALID'],
  ])('%s sets nothing up', async (_, change, status, problem) => {
    const answer = await anonymous(app)('POST', '/setup', { ...form, code, ...change });
    expect(answer).toMatchObject({ status, body: { code: problem } });
    expect((await anonymous(app)('GET', '/setup')).body).toMatchObject({ needed: true });
  });

  test('another site cannot set it up through the browser', async () => {
    expect(await anonymous(app)('POST', '/setup', { ...form, code }, { Origin: 'https://evil.example' })).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
  });

  test('the code is good for 24 hours', async () => {
    app.clock.set('2026-03-16T12:00:00Z');
    expect(await anonymous(app)('POST', '/setup', { ...form, code })).toMatchObject({ status: 403, body: { code: 'SETUP_CODE_WRONG' } });
    app.clock.set('2026-03-15T12:00:00Z');
  });

  test('of ten people with the link one sets it up and is signed in; the link is dead afterwards', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => anonymous(app)('POST', '/setup', { ...form, code, email: `ada${index}@harbourvale.example` })));
    const won = answers.filter((answer) => answer.status === 201);
    expect(won).toHaveLength(1);
    expect(new Set(answers.filter((answer) => answer.status !== 201).map((answer) => (answer.body as { code: string }).code))).toEqual(new Set(['ALREADY_SET_UP']));
    const winner = won[0];
    if (!winner) throw new Error('nobody won');
    expect(winner.body).toMatchObject({ account: { name: 'Ada Moss', role: 'administrator', state: 'active' }, organisation: { name: 'Harbour & Vale' } });
    const ada = browserWith(app, cookieOf(winner));
    expect(await ada('GET', '/session')).toMatchObject({ status: 200, body: winner.body as object });
    expect((await ada('GET', '/log')).body).toMatchObject({ items: [{ action: 'organisation.create' }], next: null });
    expect((await ada('GET', '/accounts')).body).toMatchObject({ items: [{ role: 'administrator' }] });
    expect((await anonymous(app)('GET', '/setup')).body).toEqual({ needed: false, demonstration: false });
    expect(await anonymous(app)('POST', '/setup', { ...form, code })).toMatchObject({ status: 409, body: { code: 'ALREADY_SET_UP' } });
    expect(await app.application.get(SetupCode).issue()).toBeNull();
  });
});
