import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Problem } from '#libs/wire/problem.js';
import { startApp, type TestApp } from '../support/app.js';
import { administratorOf } from '../support/people.js';
import type { Sender } from '../support/requests.js';

let app: TestApp;
let admin: Sender;
beforeAll(async () => {
  app = await startApp();
  admin = await administratorOf(app, 'harbour');
});
afterAll(() => app.stop());

/** What a caller is told who announces a body and does not send it. */
async function answerBeforeTheBody(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': 8_000_000 };
    const outgoing = request(`${app.origin}/api/v1${path}`, { method: 'POST', headers }, (incoming) => {
      resolve(incoming.statusCode);
      outgoing.destroy();
    });
    outgoing.on('error', reject);
    outgoing.write('[');
  });
}

test.each(['/events', '/vendors', '/outcomes/import'])('%s turns a stranger away before reading what he sends', async (path) => {
  expect(await answerBeforeTheBody(path)).toBe(401);
});

test.each(['/session', '/setup', '/invitations/accept'])('%s, which strangers may send to, reads 16 KiB', async (path) => {
  const send = (length: number): Promise<Response> =>
    fetch(`${app.origin}/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"x":"${'x'.repeat(length - 8)}"}` });
  expect((await send(16_384)).status).toBe(422);
  expect((await send(16_385)).status).toBe(413);
});

test.each([
  ['a list', `[${'{},'.repeat(1_000)}{}]`],
  ['an object', `{${Array.from({ length: 1_001 }, (_, at) => `"k${at}":1`).join()}}`],
])('%s of more than 1,000 members is refused, and the answer says so', async (_, body) => {
  const answer = await admin('POST', '/events', JSON.parse(body));
  expect(Problem.parse(answer.body)).toMatchObject({ status: 422, code: 'INVALID', detail: expect.stringContaining('more than 1000 members') as string });
});

test('a packed body that unpacks to more than 200 times its size is refused', async () => {
  const { secret } = (await admin('POST', '/api-keys', { name: 'stream', scopes: ['events:write'] })).body as { secret: string };
  const headers = { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
  const answer = await fetch(`${app.origin}/api/v1/events`, { method: 'POST', headers, body: gzipSync(Buffer.alloc(8_000_000, ' ')) });
  expect(Problem.parse(await answer.json())).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
});
