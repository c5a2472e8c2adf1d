import { request, type ClientRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { organisationOf, program, signedIn } from '../../support/people.js';
import type { Sender } from '../../support/requests.js';

let app: TestApp;
let owner: pg.Client;
let administrator: Sender;

beforeAll(async () => {
  app = await startApp();
  // The stop of the server is reported as an error, which here it is meant to be.
  app.application.useLogger(false);
  owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  await organisationOf(app, 'here');
  administrator = await signedIn(app, 'admin@here.example');
  const vendor = await administrator('POST', '/vendors', { name: 'Leadmind', slug: 'leadmind' });
  await administrator('POST', '/systems', { slug: 'scoring', name: 'Scoring', vendorId: (vendor.body as { id: string }).id });
});
afterAll(async () => {
  await owner.end();
  await app.stop();
});

const lines = (prefix: string, length: number) => Array.from({ length }, (_, at) => `${JSON.stringify({ id: `${prefix} ${at}`, system: 'scoring', version: 'v1', time: '2026-03-01T10:20:30Z' })}\n`).join('');
const stored = async (): Promise<number> => (await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM event')).rows[0]!.n;

/** An import whose body is written by the test, piece by piece. */
function openImport(secret: string): { readonly sending: ClientRequest; readonly answer: Promise<{ readonly status: number; readonly body: unknown }> } {
  const sending = request(`${app.origin}/api/v1/events/import`, { method: 'POST', headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/x-ndjson' } });
  const answer = new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', (response) => void text(response).then((body) => resolve({ status: response.statusCode ?? 0, body: JSON.parse(body) }), reject));
  });
  return { sending, answer };
}

test('a key that is revoked while its import is open stops it at the next chunk, and the answer says what stays', async () => {
  const { id, secret } = await program(app, administrator, ['events:write']);
  const before = await stored();
  const { sending, answer } = openImport(secret);
  sending.write(lines('revoked', 10_000));
  await expect.poll(stored, { timeout: 10_000 }).toBe(before + 10_000);
  await administrator('DELETE', `/api-keys/${id}`);
  sending.end(lines('too late', 10_000));
  expect(await answer).toMatchObject({ status: 401, body: { code: 'KEY_INVALID', detail: expect.stringContaining('10000 lines of this request were taken in') } });
  expect(await stored()).toBe(before + 10_000);
});

test('no limit of the server cuts an import off, however long it lasts', () => {
  expect(app.application.getHttpServer()).toMatchObject({ requestTimeout: 0 });
});

test('a server that is told to stop stores what came, and says what stays', async () => {
  const { secret } = await program(app, administrator, ['events:write']);
  const before = await stored();
  const { sending, answer } = openImport(secret);
  sending.write(lines('stopped', 10_100));
  await expect.poll(stored, { timeout: 10_000 }).toBe(before + 10_000);
  const closing = app.application.close();
  const { status, body } = await answer;
  const { detail } = body as { detail: string };
  expect({ status, detail }).toEqual({ status: 503, detail: expect.stringMatching(/^The server is stopping\. 10\d\d\d lines of this request were taken in \(10\d\d\d accepted/) });
  await closing;
  expect(await stored()).toBe(before + Number(/(\d+) lines/.exec(detail)?.[1]));
});
