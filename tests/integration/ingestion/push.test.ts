import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inProject } from '../../../apps/api/src/project-root.js';
import { startApp, type TestApp } from '../../support/app.js';
import { organisationOf, program, signedIn } from '../../support/people.js';

let app: TestApp;
let key: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fineprint-push-'));
  app = await startApp();
  await organisationOf(app, 'here');
  const administrator = await signedIn(app, 'admin@here.example');
  const vendor = await administrator('POST', '/vendors', { name: 'Leadmind', slug: 'leadmind' });
  await administrator('POST', '/systems', { slug: 'scoring', name: 'Scoring', vendorId: (vendor.body as { id: string }).id });
  key = (await program(app, administrator, ['events:write', 'outcomes:write'])).secret;
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true });
});

async function fineprint(args: readonly string[], { input = '', environment = {} } = {}) {
  const child = spawn(process.execPath, ['--conditions=source', '--import', '@oxc-node/core/register', inProject('apps/cli/src/main.ts'), ...args], {
    cwd: inProject('.'),
    env: { PATH: process.env['PATH'], FINEPRINT_KEY: key, FINEPRINT_URL: app.origin, ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(input);
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

const event = (id: string, more: object = {}) => ({ id, system: 'scoring', version: 'v1', time: '2026-03-01T10:20:30Z', score: 0.5, ...more });
const ndjson = (...events: object[]) => events.map((one) => `${JSON.stringify(one)}\n`).join('');

async function fileOf(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('fineprint push', () => {
  test('says what became of a file, and its exit code agrees', async () => {
    const file = await fileOf('mixed.ndjson', `${ndjson(event('a'))}\n${ndjson(event('b', { score: 2 }))}broken\n`);
    expect(await fineprint(['push', file])).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^sent 3 accepted 1 duplicate 0 rejected 2\n {2}line 3 \(b\): score: .* \[FIELD_RANGE\]\n {2}line 4: .* \[NOT_JSON\]\n$/),
    });
    const clean = await fileOf('clean.ndjson.gz', gzipSync(ndjson(event('a'), event('c'))));
    expect(await fineprint(['push', clean])).toMatchObject({ code: 0, stdout: 'sent 2 accepted 1 duplicate 1 rejected 0\n' });
    expect(existsSync(`${clean}.fineprint-push.json`)).toBe(false);
  });

  test('prints one JSON object with --json', async () => {
    const file = await fileOf('json.ndjson', ndjson(event('j')));
    const { code, stdout } = await fineprint(['push', file, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ sent: 1, accepted: 1, duplicate: 0, rejected: 0, pending: 0, restated: 0, rejections: [], truncated: false, resumedAfter: 0 });
  });

  test('reads standard input', async () => {
    expect(await fineprint(['push', '-', '--format', 'ndjson', '--system', 'scoring'], { input: ndjson({ ...event('stdin'), system: undefined }) })).toMatchObject({ code: 0, stdout: expect.stringContaining('accepted 1') });
  });

  test('maps the columns of a CSV by flags and by a file, and outcomes later than their events', async () => {
    const csv = await fileOf('bank.csv', 'row;when;p;said;y;delay\r\n1;2026-03-01T00:00:00Z;0.25;1;1;24.5\r\n2;2026-03-01T00:00:00Z;0,5;1;0;1\r\n3;2026-03-01T00:00:00Z;0.75;0;0;1\r\n');
    const flags = ['--system', 'scoring', '--version', 'v9', '--map', 'id=bank-{row}', '--map', 'time=when', '--map', 'score=p', '--map', 'decision=said', '--map', 'segments.day==sunday'];
    expect(await fineprint(['push', csv, ...flags])).toMatchObject({ code: 1, stdout: expect.stringContaining('sent 3 accepted 2 duplicate 0 rejected 1\n  line 3 (bank-2): score') });
    const mapping = await fileOf('outcomes.json', JSON.stringify({ fields: { event: { template: 'bank-{row}' }, system: { value: 'scoring' }, outcome: { column: 'y', positive: ['1'] }, time: { column: 'when', plusHours: 'delay' } } }));
    expect(await fineprint(['push', csv, '--outcomes', '--mapping', mapping])).toMatchObject({ code: 0, stdout: expect.stringContaining('sent 3 accepted 3 duplicate 0 rejected 0\n  1 of the accepted outcomes wait for their events') });
  });

  test('checks a file without sending it', async () => {
    const file = await fileOf('dry.ndjson', ndjson(event('dry'), event('dry 2', { colour: 1 })));
    const { code, stdout } = await fineprint(['push', file, '--dry-run'], { environment: { FINEPRINT_KEY: '' } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'checked 2 valid 1 rejected 1, nothing was sent\n  line 2 (dry 2): "colour" is not a field [FIELD_UNKNOWN]\n' });
  });

  const refusals: [string, readonly string[], Record<string, string>, string][] = [
    ['without a key', ['FILE'], { FINEPRINT_KEY: '' }, 'An API key is needed'],
    ['with a wrong key', ['FILE'], { FINEPRINT_KEY: 'fp_live_x' }, 'KEY_INVALID'],
    ['of a file that is not there', ['nowhere.csv'], {}, 'There is no file nowhere.csv'],
    ['of a file of unknown format', ['README'], {}, 'Say --format csv or --format ndjson'],
    ['to no address', ['FILE', '--server', 'nowhere'], {}, 'an address such as http://'],
    ['with an unknown field', ['FILE', '--map', 'scoer=x'], {}, '"scoer" is not a field of an event'],
    ['with a mapping file that is not there', ['FILE', '--mapping', 'nowhere.json'], {}, 'There is no mapping file nowhere.json'],
    ['with an unknown option', ['FILE', '--fast'], {}, "unknown option '--fast'"],
    ['in pieces of no lines', ['FILE', '--batch', '0'], {}, 'a whole number from 1'],
  ];
  test.each(refusals)('%s says why and ends with 2', async (_, args, environment, reason) => {
    const file = await fileOf('refused.ndjson', ndjson(event('refused')));
    const { code, stderr } = await fineprint(['push', ...args.map((arg) => (arg === 'FILE' ? file : arg))], { environment });
    expect(stderr).toContain(reason);
    expect(code).toBe(2);
  });

  test('names an unknown column and those that exist', async () => {
    const file = await fileOf('columns.csv', 'id,system,version,time\n');
    expect(await fineprint(['push', file, '--map', 'score=p'])).toMatchObject({ code: 2, stderr: 'There is no column "p". The file has the columns id, system, version, time.\n' });
  });

  test('has help for every command', async () => {
    expect(await fineprint(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('push') });
    expect(await fineprint(['push', '--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('--map <field=column>') });
  });
});

/** A server that stands before ours and misbehaves for some requests. */
async function inFrontOf(misbehave: (request: number) => RequestListener | undefined) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const trouble = misbehave(requests);
    if (trouble) {
      trouble(request, response);
      return;
    }
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { authorization = '', 'content-type': type = '' } = request.headers;
      void fetch(`${app.origin}${request.url}`, { method: 'POST', body: Buffer.concat(pieces), headers: { authorization, 'content-type': type } }).then(async (answer) => {
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    stop: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
  };
}

describe('a push that is interrupted', () => {
  test('waits as long as the server asks and tries again', async () => {
    const troubles: Record<number, RequestListener> = {
      1: (_, response) => response.writeHead(503, { 'retry-after': '0' }).end(),
      2: (_, response) => response.writeHead(429, { 'retry-after': '1' }).end(),
      4: (request) => request.socket.destroy(),
    };
    const front = await inFrontOf((request) => troubles[request]);
    const file = await fileOf('again.ndjson', ndjson(...Array.from({ length: 3 }, (_, at) => event(`again ${at}`))));
    expect(await fineprint(['push', file, '--batch', '1', '--server', front.address])).toMatchObject({
      code: 0,
      stdout: 'sent 3 accepted 3 duplicate 0 rejected 0\n',
      stderr: expect.stringContaining('Trying again in 1 s.'),
    });
    expect(front.requests()).toBe(6);
    await front.stop();
  });

  test('goes on where it stopped, with the counts of before', async () => {
    const front = await inFrontOf((request) => (request >= 3 ? (_, response) => response.writeHead(403, { 'content-type': 'text/plain' }).end('no') : undefined));
    const file = await fileOf('resume.ndjson', ndjson(...Array.from({ length: 50 }, (_, at) => event(`resume ${at}`, at === 3 ? { score: 9 } : {}))));
    const args = ['push', file, '--batch', '10', '--server', front.address];
    expect(await fineprint(args)).toMatchObject({ code: 2, stderr: expect.stringContaining('403') });
    const kept = JSON.parse(await readFile(`${file}.fineprint-push.json`, 'utf8')) as { done: unknown };
    expect(kept.done).toEqual({ records: 20, accepted: 19, duplicate: 0, rejected: 1, pending: 0, restated: 0 });
    await front.stop();

    const other = await fineprint(['push', file, '--dry-run']);
    expect(other.stdout).toContain('checked 50 valid 49');
    const healed = await inFrontOf(() => undefined);
    await writeFile(`${file}.fineprint-push.json`, (await readFile(`${file}.fineprint-push.json`, 'utf8')));
    const again = await fineprint(['push', file, '--batch', '10', '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ sent: 50, accepted: 30, duplicate: 19, rejected: 1, resumedAfter: 0 });
    await healed.stop();
  });
});
