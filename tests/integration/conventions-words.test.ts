import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { organisationOf, signedIn } from '../support/people.js';
import type { Sender } from '../support/requests.js';

let app: TestApp;
let admin: Sender;
beforeAll(async () => {
  app = await startApp();
  await organisationOf(app, 'harbour');
  admin = await signedIn(app, 'admin@harbour.example');
});
afterAll(() => app.stop());

test.each([
  ['GET', '/vendors/not-a-uuid', undefined, /^The id in the address: Invalid UUID/],
  ['GET', '/vendors?colour=red', undefined, /^The query: .*colour/],
  ['GET', '/vendors?limit=0', undefined, /^\/limit: /],
  ['POST', '/vendors', { slug: 'x', name: 'x', colour: 'red' }, /^The body: .*colour/],
  ['POST', '/events', Array.from({ length: 1_001 }, () => ({})), /more than 1000 members.*several requests/],
])('%s %s says where the fault is', async (method, path, body, words) => {
  expect(await admin(method, path, body)).toMatchObject({ status: 422, body: { code: 'INVALID', detail: expect.stringMatching(words) as string } });
});
