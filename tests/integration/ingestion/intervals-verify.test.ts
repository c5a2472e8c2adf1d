import { spawn } from 'node:child_process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IntervalReport } from '#libs/wire/intervals.js';
import { inProject } from '../../../apps/api/src/project-root.js';
import { startApp, type TestApp } from '../../support/app.js';
import { member, organisationOf, program, signedIn } from '../../support/people.js';
import type { Sender } from '../../support/requests.js';

let app: TestApp;
let owner: pg.Client;
let administrator: Sender;
let engineer: Sender;
let organisationId: number;
let systemId: string;
let key: string;

beforeAll(async () => {
  app = await startApp();
  owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  ({ organisationId } = await organisationOf(app, 'here'));
  administrator = await signedIn(app, 'admin@here.example');
  engineer = await member(app, organisationId, 'engineer@here.example', 'engineer');
  const vendor = await administrator('POST', '/vendors', { name: 'Leadmind', slug: 'leadmind' });
  const vendorId = (vendor.body as { id: string }).id;
  systemId = ((await administrator('POST', '/systems', { slug: 'scoring', name: 'Scoring', vendorId })).body as { id: string }).id;
  await administrator('POST', '/systems', { slug: 'scoring-two', name: 'Another', vendorId });
  const items = Array.from({ length: 100 }, (_, at) => ({ id: `e${at}`, system: 'scoring', version: 'v1', time: new Date(Date.UTC(2026, 2, 1) + at * 600_000).toISOString(), score: at / 100 }));
  await administrator('POST', '/events', items);
  key = (await program(app, administrator, ['intervals:recount'])).secret;
});
afterAll(async () => {
  await owner.end();
  await app.stop();
});

const damage = () => owner.query(`UPDATE interval SET scores = '' WHERE hour = '2026-03-01T05:00:00Z'`);
const address = (action: string, id = systemId): string => `/systems/${id}/intervals/${action}`;
const logged = async () => {
  const { rows } = await owner.query<{ action: string; actor_kind: string; detail: string }>(`SELECT action, actor_kind, detail FROM log_entry WHERE action LIKE 'intervals.%' ORDER BY id`);
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as { readonly day: string; readonly differing: number } }));
};

async function fineprint(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--conditions=source', '--import', '@oxc-node/core/register', inProject('apps/cli/src/main.ts'), ...args], {
    cwd: inProject('.'),
    env: { PATH: process.env['PATH'], FINEPRINT_KEY: key, FINEPRINT_URL: app.origin, ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

describe('verifying intervals', () => {
  test('says what differs, rebuilding repairs it, and the log has both, day by day', async () => {
    await damage();
    const wrong = { days: 1, events: 100, intervals: 17, differing: 1, differences: [{ hour: '2026-03-01T05:00:00.000Z', version: 'v1' }], next: null };
    const verified = await administrator('POST', address('verify'), {});
    expect(verified).toMatchObject({ status: 200, body: { ...wrong, repaired: false } });
    expect(await administrator('POST', address('rebuild'), {})).toMatchObject({ status: 200, body: { ...wrong, repaired: true } });
    expect((await administrator('POST', address('verify'), {})).body as IntervalReport).toMatchObject({ differing: 0, differences: [] });
    expect((await logged()).map(({ action, actor_kind, detail }) => [action, actor_kind, detail.day, detail.differing])).toEqual([
      ['intervals.verify', 'account', '2026-03-01T00:00:00.000Z', 1],
      ['intervals.rebuild', 'account', '2026-03-01T00:00:00.000Z', 1],
      ['intervals.verify', 'account', '2026-03-01T00:00:00.000Z', 0],
    ]);
  });

  test.each(['verify', 'rebuild'])('%s is for administrators and keys that an administrator gave the scope', async (action) => {
    expect(await engineer('POST', address(action), {})).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    const reader = await program(app, administrator, ['measurements:read']);
    expect(await reader.call('POST', address(action), {})).toMatchObject({ status: 403, body: { code: 'SCOPE_MISSING' } });
    const keeper = await program(app, administrator, ['intervals:recount']);
    expect(await keeper.call('POST', address(action), {})).toMatchObject({ status: 200 });
    expect(await keeper.call('POST', '/vendors', { name: 'X', slug: 'x' })).toMatchObject({ status: 403 });
  });

  test('an engineer cannot make a key with the scope', async () => {
    expect(await engineer('POST', '/api-keys', { name: 'sly', scopes: ['events:write', 'intervals:recount'] })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await engineer('POST', '/api-keys', { name: 'fair', scopes: ['events:write', 'measurements:read'] })).toMatchObject({ status: 201 });
  });

  test('a key loses the scope with its maker’s role, and keeps what streams need', async () => {
    const second = await member(app, organisationId, 'second@here.example', 'administrator');
    const keeper = await program(app, second, ['intervals:recount', 'events:write']);
    expect(await keeper.call('POST', address('verify'), {})).toMatchObject({ status: 200 });
    const { rows } = await owner.query<{ id: string }>(`SELECT id FROM account WHERE email = 'second@here.example'`);
    expect(await administrator('PATCH', `/accounts/${rows[0]!.id}`, { role: 'engineer' })).toMatchObject({ status: 200 });
    expect(await keeper.call('POST', address('verify'), {})).toMatchObject({ status: 403, body: { code: 'SCOPE_MISSING' } });
    expect(await keeper.call('POST', '/events', { id: 'e0', system: 'scoring', version: 'v1', time: '2026-03-01T00:00:00Z', score: 0 })).toMatchObject({ status: 200, body: { duplicate: 1 } });
    expect(await administrator('PATCH', `/accounts/${rows[0]!.id}`, { role: 'administrator' })).toMatchObject({ status: 200 });
    expect(await keeper.call('POST', address('verify'), {})).toMatchObject({ status: 200 });
  });

  test('of a system that is not there is not found, and a range is two instants', async () => {
    expect(await administrator('POST', address('verify', '0195c000-0000-7000-8000-000000000000'), {})).toMatchObject({ status: 404 });
    expect(await administrator('POST', address('verify'), { from: 'yesterday' })).toMatchObject({ status: 422 });
  });
});

describe('fineprint intervals verify', () => {
  test('looks at every system and says that all is well', async () => {
    const { code, stdout } = await fineprint(['intervals', 'verify']);
    expect({ code, lines: stdout.trimEnd().split('\n') }).toEqual({
      code: 0,
      lines: ['scoring-two: 0 events in 0 intervals of 0 days: as its events say', 'scoring: 100 events in 17 intervals of 1 days: as its events say'],
    });
  });

  test('exits with 1 when something differs, with 0 once it is repaired', async () => {
    await damage();
    const found = await fineprint(['intervals', 'verify', '--system', 'scoring', '--json']);
    expect({ code: found.code, ...(JSON.parse(found.stdout) as object) }).toMatchObject({ code: 1, systems: [{ system: 'scoring', differing: 1, differences: [{ hour: '2026-03-01T05:00:00.000Z', version: 'v1' }], repaired: false }] });
    expect(await fineprint(['intervals', 'verify', '--system', 'scoring', '--repair'])).toMatchObject({ code: 0, stdout: expect.stringContaining('1 intervals and the sums of 0 days differed and are repaired') });
    expect(await fineprint(['intervals', 'verify', '--system', 'scoring'])).toMatchObject({ code: 0 });
  });

  test.each([
    ['without a key', ['intervals', 'verify'], { FINEPRINT_KEY: '' }, /API key is needed/],
    ['with a key that is none', ['intervals', 'verify'], { FINEPRINT_KEY: 'fp_nonsense' }, /The server refuses/],
    ['of a system that is not there', ['intervals', 'verify', '--system', 'nowhere'], {}, /no system "nowhere"/],
    ['of a server that is not there', ['intervals', 'verify', '--server', 'http://127.0.0.1:9'], {}, /cannot be reached/],
  ])('%s: exits with 2 and says why', async (_, args, environment, reason) => {
    expect(await fineprint(args, environment)).toMatchObject({ code: 2, stderr: expect.stringMatching(reason) });
  });
});
