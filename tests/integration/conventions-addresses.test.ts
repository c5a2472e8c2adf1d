import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Problem } from '#libs/wire/problem.js';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

/** Asks for a path exactly as it is written. */
async function ask(method: string, path: string): Promise<{ readonly status: number; readonly allow: string | undefined; readonly problem: Problem }> {
  const { hostname, port } = new URL(app.origin);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, allow: incoming.headers.allow, problem: Problem.parse(JSON.parse(text)) }));
    });
    outgoing.on('error', reject).end();
  });
}

test.each(['/api', '/api/', '/API/v1/vendors', '/Api/V1/vendors', '//api/v1/vendors', '/api//v1/vendors', '/api%2fv1/vendors', '/api/v2/vendors', '/api/v1', '/api/v1/nothing', '/api/v1/'])(
  '%s is no address, and the answer is a problem that names it',
  async (path) => {
    expect(await ask('GET', path)).toMatchObject({ status: 404, problem: { code: 'NOT_FOUND', instance: path } });
  },
);

test.each([
  ['PUT', '/api/v1/vendors', 'GET, HEAD, POST'],
  ['DELETE', '/api/v1/vendors', 'GET, HEAD, POST'],
  ['OPTIONS', '/api/v1/vendors', 'GET, HEAD, POST'],
  ['PATCH', '/api/v1/session?x=1', 'DELETE, GET, HEAD, POST'],
  ['GET', '/api/v1/events/import', 'POST'],
  ['POST', '/api/v1/vendors/0198c0de-0000-7000-8000-000000000000', 'GET, HEAD'],
])('%s %s is answered with what the address takes: %s', async (method, path, allow) => {
  expect(await ask(method, path)).toMatchObject({ status: 405, allow, problem: { code: 'METHOD_NOT_ALLOWED', instance: path.split('?')[0] } });
});
