import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IngestReport } from '#libs/wire/events.js';
import { startApp, type TestApp } from '../../support/app.js';
import { organisationOf, program, signedIn } from '../../support/people.js';
import type { Sender } from '../../support/requests.js';

let app: TestApp;
let administrator: Sender;
let key: string;

beforeAll(async () => {
  app = await startApp();
  await organisationOf(app, 'here');
  administrator = await signedIn(app, 'admin@here.example');
  const vendor = await administrator('POST', '/vendors', { name: 'Leadmind', slug: 'leadmind' });
  await administrator('POST', '/systems', { slug: 'scoring', name: 'Scoring', vendorId: (vendor.body as { id: string }).id });
  key = (await program(app, administrator, ['events:write', 'outcomes:write'])).secret;
});
afterAll(() => app.stop());

const event = (id: string, more: object = {}) => ({ id, system: 'scoring', version: 'v1', time: '2026-03-01T10:20:30Z', score: 0.5, decision: true, ...more });
const line = (id: string, more?: object) => `${JSON.stringify(event(id, more))}\n`;

async function post(path: string, body: string | Uint8Array, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.origin}/api/v1${path}`, { method: 'POST', body: body as BodyInit, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson', ...headers } });
  return { status: response.status, type: response.headers.get('content-type'), body: (await response.json()) as Record<string, unknown> };
}

const json = { 'content-type': 'application/json' };

describe('POST /events', () => {
  test('takes one event, then knows it', async () => {
    const body = JSON.stringify(event('single'));
    expect(await post('/events', body, json)).toMatchObject({ status: 200, body: { sent: 1, accepted: 1, results: [{ line: 1, id: 'single', result: 'accepted', rejection: null }] } });
    expect(await post('/events', body, json)).toMatchObject({ status: 200, body: { sent: 1, duplicate: 1, results: [{ result: 'duplicate' }] } });
  });

  test('answers for each of 1,000, one of them bad', async () => {
    const items = Array.from({ length: 1_000 }, (_, at) => event(`thousand ${at}`, at === 500 ? { score: 7 } : {}));
    const { status, body } = await post('/events', JSON.stringify(items), json);
    expect(status).toBe(200);
    expect(body).toMatchObject({ sent: 1_000, accepted: 999, rejected: 1, rejections: [{ line: 501, field: 'score', code: 'FIELD_RANGE' }] });
    expect(body['results']).toHaveLength(1_000);
  });

  test.each([
    ['half of a surrogate pair', 'user', '"\\ud800"'],
    ['a NUL character', 'user', '"\\u0000"'],
    ['a NUL character in the name of its system', 'system', '"\\u0000"'],
    ['a key with half of a surrogate pair', '\\udfff', '1'],
  ])('takes the others when one of them has %s', async (what, field, text) => {
    const { [field as 'system']: _, ...rest } = event(`${what} 2`);
    const bad = `${JSON.stringify(rest).slice(0, -1)},"${field}":${text}}`;
    const { status, body } = await post('/events', `[${JSON.stringify(event(`${what} 1`))},${bad},${JSON.stringify(event(`${what} 3`))}]`, json);
    expect(status).toBe(200);
    expect(body).toMatchObject({ sent: 3, accepted: 2, rejected: 1, rejections: [{ line: 2, id: null, code: 'NOT_JSON' }], results: [{ result: 'accepted' }, { result: 'rejected' }, { result: 'accepted' }] });
  });

  test('takes the other outcomes when one of them has text that cannot be stored', async () => {
    const outcome = { event: 'single', system: 'scoring', outcome: 'positive', time: '2026-03-02T00:00:00Z' };
    const { status, body } = await post('/outcomes', `[${JSON.stringify(outcome)},{"event":"\\u0000"}]`, json);
    expect([status, body]).toMatchObject([200, { sent: 2, accepted: 1, rejected: 1, rejections: [{ line: 2, code: 'NOT_JSON' }] }]);
  });

  const refusals: [string, string, Record<string, string>, number, string][] = [
    ['an empty body', '', json, 422, 'INVALID'],
    ['null', 'null', json, 422, 'INVALID'],
    ['an empty list', '[]', json, 422, 'INVALID'],
    ['1,001 events', JSON.stringify(Array(1_001).fill(event('x'))), json, 422, 'INVALID'],
    ['a bare NaN', '[{"id":"a","score":NaN}]', json, 400, 'JSON_INVALID'],
    ['truncated JSON', '[{"id":"a"', json, 400, 'JSON_INVALID'],
    ['a repeated key', '{"id":"a","score":0.1,"score":0.9}', json, 400, 'JSON_DUPLICATE_KEY'],
    ['40,000 levels', '['.repeat(40_000), json, 400, 'JSON_TOO_DEEP'],
    ['JSON as plain text', '{}', { 'content-type': 'text/plain' }, 415, 'MEDIA_TYPE'],
    ['JSON in UTF-7', '{}', { 'content-type': 'application/json; charset=utf-7' }, 415, 'MEDIA_TYPE'],
    ['9 MB', `"${'x'.repeat(9 * 1_048_576)}"`, json, 413, 'BODY_TOO_LARGE'],
  ];
  test.each(refusals)('refuses %s with a problem', async (_, body, headers, status, code) => {
    expect(await post('/events', body, headers)).toMatchObject({ status, body: { code }, type: expect.stringContaining('application/problem+json') });
  });
});

describe('POST /events/import', () => {
  test('names a line that is not JSON in the middle of many; the others stay', async () => {
    const lines = Array.from({ length: 25_000 }, (_, at) => (at === 12_345 ? 'not JSON\n' : line(`many ${at}`)));
    expect(await post('/events/import', lines.join(''))).toMatchObject({
      status: 200,
      body: { sent: 25_000, accepted: 24_999, duplicate: 0, rejected: 1, truncated: false, rejections: [{ line: 12_346, code: 'NOT_JSON' }] },
    });
    expect(await post('/events/import', gzipSync(lines.join('')) as Uint8Array, { 'content-encoding': 'gzip' })).toMatchObject({ body: { accepted: 0, duplicate: 24_999, rejected: 1 } });
  });

  test('lists the first 1,000 rejections and counts all', async () => {
    const { body } = await post('/events/import', '{}\n'.repeat(12_000));
    expect(body).toMatchObject({ sent: 12_000, rejected: 12_000, truncated: true });
    expect(body['rejections']).toHaveLength(1_000);
  });

  test('answers a CSV without a column with the name of the column', async () => {
    expect(await post('/events/import', 'id,system,time\na,b,c\n', { 'content-type': 'text/csv' })).toMatchObject({
      status: 422,
      body: { code: 'INVALID', detail: expect.stringContaining('the column "version" is missing'), errors: [{ pointer: '/version', code: 'COLUMN_MISSING' }] },
    });
  });

  test('keeps the whole lines of a connection that is cut, and lives on', async () => {
    const body = line('cut 1') + line('cut 2') + line('cut 3').slice(0, 20);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(app.origin).port), '127.0.0.1', () => {
        socket.write(`POST /api/v1/events/import HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n${body}`, () => setTimeout(() => socket.destroy(), 200));
      });
      socket.on('close', () => resolve());
    });
    await expect.poll(async () => (await post('/events/import', line('cut 1') + line('cut 2'))).body, { timeout: 5_000 }).toMatchObject({ duplicate: 2 });
    expect(await post('/events/import', line('cut 3'))).toMatchObject({ body: { accepted: 1 } });
  });

  test.each([
    ['a CSV without columns', { 'content-type': 'text/csv' }, 'id,time\n', 422],
    ['another media type', { 'content-type': 'application/xml' }, '', 415],
    ['damaged packing', { 'content-encoding': 'gzip' }, 'plain', 400],
  ])('refuses %s while 20 MB are still on their way, and the connection goes on', async (_, headers, start, status) => {
    expect(await post('/events/import', start + line('late').repeat(150_000), headers)).toMatchObject({ status });
    expect(await post('/events/import', line('after a refusal'))).toMatchObject({ status: 200 });
  });

  test.each([
    ['no credentials', { authorization: '' }, 401],
    ['a key that is wrong', { authorization: 'Bearer fp_live_aaaaaaaaaa_wrong' }, 401],
    ['another media type', { 'content-type': 'application/json' }, 415],
    ['an unknown packing', { 'content-encoding': 'br' }, 415],
  ])('refuses %s', async (_, headers, status) => {
    expect(await post('/events/import', line('refused'), headers)).toMatchObject({ status });
  });

  test('refuses a key without the scope, a revoked key, and a person who may not ingest', async () => {
    const reader = await program(app, administrator, ['measurements:read']);
    expect(await post('/events/import', line('refused'), { authorization: `Bearer ${reader.secret}` })).toMatchObject({ status: 403 });
    const revoked = await program(app, administrator, ['events:write']);
    await administrator('DELETE', `/api-keys/${revoked.id}`);
    expect(await post('/events/import', line('refused'), { authorization: `Bearer ${revoked.secret}` })).toMatchObject({ status: 401, body: { code: 'KEY_INVALID' } });
  });

  test('another organisation\'s system does not exist', async () => {
    await organisationOf(app, 'elsewhere');
    const other = await program(app, await signedIn(app, 'admin@elsewhere.example'), ['events:write']);
    const { body } = await post('/events/import', line('foreign'), { authorization: `Bearer ${other.secret}` });
    expect((body as IngestReport).rejections).toEqual([{ line: 1, id: 'foreign', field: 'system', code: 'SYSTEM_UNKNOWN', detail: 'there is no system "scoring"' }]);
  });
});

test('outcomes come alone and as a stream', async () => {
  await post('/events', JSON.stringify([event('o1'), event('o2')]), json);
  const outcome = (id: string, value = 'positive') => ({ event: id, system: 'scoring', outcome: value, time: '2026-03-02T00:00:00Z' });
  expect(await post('/outcomes', JSON.stringify(outcome('o1')), json)).toMatchObject({ status: 200, body: { accepted: 1 } });
  const lines = [outcome('o1'), outcome('o1', 'negative'), outcome('o2', 'negative'), outcome('o3')].map((one) => JSON.stringify(one)).join('\n');
  expect(await post('/outcomes/import', lines)).toMatchObject({
    status: 200,
    body: { sent: 4, accepted: 3, duplicate: 1, rejected: 0, pending: 1, restated: 1, rejections: [] },
  });
});
