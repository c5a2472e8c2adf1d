import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAlive, startOf, until } from '../../apps/api/src/database/embedded/processes.js';
import { postmasterOf } from '../../apps/api/src/database/embedded/postmaster.js';
import { type EmbeddedDatabase, startEmbedded } from '../../apps/api/src/database/embedded/server.js';
import { type TemporaryDirectory, temporaryDirectory } from '../support/temporary-directory.js';

let folder: TemporaryDirectory;
let data: string;

beforeAll(async () => {
  folder = await temporaryDirectory('fineprint-embedded-');
  data = join(folder.path, 'data');
});
afterAll(() => folder.remove());

const start = (environment: NodeJS.ProcessEnv = {}): Promise<EmbeddedDatabase> => startEmbedded({ dataDirectory: data, environment });

/** Runs one query, trying again while the server is away. */
async function rows(url: string, sql: string): Promise<readonly unknown[]> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query(sql)).rows;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function started(): Promise<{ readonly child: ChildProcess; readonly ownerUrl: string }> {
  const program = fileURLToPath(new URL('../support/embedded-child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=source', '--import', '@oxc-node/core/register', program, data], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { ownerUrl: string }) };
}

const postmasterPid = (): number => postmasterOf(join(data, 'pg'))?.pid ?? 0;

describe('starting and stopping', () => {
  test('the first start makes a database that only the password opens', async () => {
    const database = await start();
    await rows(database.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS n');
    const stranger = new URL(database.ownerUrl);
    stranger.password = 'guess';
    const client = new Client({ connectionString: stranger.href });
    await expect(client.connect()).rejects.toThrow('password authentication failed');
    await client.end();
    expect((await stat(join(data, 'pg-password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(data, 'pg'))).mode & 0o777).toBe(0o700);
    expect(existsSync(join(data, 'pg-home'))).toBe(false);
    expect(await rows(database.ownerUrl, `SELECT current_database() AS name, current_setting('fsync') AS fsync`)).toEqual([{ name: 'fineprint', fsync: 'on' }]);
    expect(await rows(database.ownerUrl, `SELECT datname FROM pg_database WHERE datname <> 'fineprint' AND datallowconn AND has_database_privilege('pg_monitor', oid, 'CONNECT')`)).toEqual([]);
    await database.stop();
  });

  test('a first start that was interrupted is begun anew', async () => {
    const interrupted = join(folder.path, 'interrupted');
    await mkdir(join(interrupted, 'pg.tmp'), { recursive: true });
    await writeFile(join(interrupted, 'pg.tmp', 'half'), 'a file of a half cluster');
    const database = await startEmbedded({ dataDirectory: interrupted, environment: {} });
    expect(await rows(database.ownerUrl, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await database.stop();
  });

  test('stopping ends the server, gives the directory back and may be said twice', async () => {
    const database = await start();
    const pid = postmasterPid();
    await Promise.all([database.stop(), database.stop()]);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(data, 'fineprint.lock'))).toBe(false);
  });

  test('a second start finds the rows of the first', async () => {
    const database = await start();
    expect(await rows(database.ownerUrl, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await database.stop();
  });

  test('a pinned port is used', async () => {
    const free = await listening();
    await free.close();
    const database = await start({ FINEPRINT_PG_PORT: String(free.port) });
    expect(new URL(database.ownerUrl).port).toBe(String(free.port));
    await database.stop();
  });
});

describe('after a kill', () => {
  test('a killed server comes back on its port with every committed row', async () => {
    const database = await start();
    const pid = postmasterPid();
    await rows(database.ownerUrl, 'INSERT INTO kept VALUES (2)');
    process.kill(pid, 'SIGKILL');
    expect(await until(() => ![pid, 0].includes(postmasterPid()) && postmasterOf(join(data, 'pg'))?.isReady === true, 15_000)).toBe(true);
    expect(await rows(database.ownerUrl, 'SELECT n FROM kept ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
    await database.stop();
  });

  test('a server that cannot come back yet is tried again until it can', async () => {
    const said: string[] = [];
    const database = await startEmbedded({ dataDirectory: data, environment: {}, onProgress: (line) => said.push(line) });
    const needed = join(data, 'pg', 'global', 'pg_control');
    await rename(needed, `${needed}.away`);
    process.kill(postmasterPid(), 'SIGKILL');
    expect(await until(() => said.some((line) => line.includes('next attempt')), 15_000)).toBe(true);
    await rename(`${needed}.away`, needed);
    expect(await rows(database.ownerUrl, 'SELECT n FROM kept ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
    await database.stop();
  });

  test('a server that outlived its killed parent is replaced, with every committed row', async () => {
    const { child, ownerUrl } = await started();
    await rows(ownerUrl, 'INSERT INTO kept VALUES (3)');
    const survivor = postmasterPid();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(survivor)).toBe(true);
    const database = await start();
    expect(isAlive(survivor)).toBe(false);
    expect(await rows(database.ownerUrl, 'SELECT n FROM kept ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    await database.stop();
  });

  test('a program that exits without stopping leaves no server behind', async () => {
    const { child } = await started();
    const pid = postmasterPid();
    child.stdin?.write('exit\n');
    await once(child, 'exit');
    expect(await until(() => !isAlive(pid), 15_000)).toBe(true);
  });

  test.each([
    ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, start: 'long ago' })],
    ['of a process whose number another one has now', JSON.stringify({ pid: process.pid, start: 'long ago' })],
    ['that was cut off while it was written', '{"pid":'],
  ])('a lock %s is taken over', async (_, lock) => {
    await writeFile(join(data, 'fineprint.lock'), lock);
    const database = await start();
    expect(JSON.parse(readFileSync(join(data, 'fineprint.lock'), 'utf8'))).toEqual({ pid: process.pid, start: startOf(process.pid) });
    await database.stop();
  });

  test('a process file that names a stranger neither stops the start nor the stranger', async () => {
    // PostgreSQL ignores other users' processes by itself: this one belongs to the user that runs the server.
    const { uid, gid } = await stat(join(data, 'pg'));
    const stranger = spawn('sleep', ['600'], { uid, gid });
    await writeFile(join(data, 'pg', 'postmaster.pid'), `${stranger.pid}\n${join(data, 'pg')}\n`);
    const database = await start();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    await database.stop();
    stranger.kill();
  });
});

describe('refusals say what to do', () => {
  test('a directory that a living process uses', async () => {
    const { child } = await started();
    await expect(start()).rejects.toMatchObject({
      code: 'DATA_DIRECTORY_IN_USE',
      detail: expect.stringMatching(new RegExp(`process ${child.pid}.*${data}.*FINEPRINT_DATA`)),
    });
    child.stdin?.write('exit\n');
    await once(child, 'exit');
  });

  test('a directory that this process uses already', async () => {
    const database = await start();
    await expect(start()).rejects.toMatchObject({ code: 'DATA_DIRECTORY_IN_USE' });
    expect(await rows(database.ownerUrl, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await database.stop();
  });

  test('a pinned port that is taken, and the next start works', async () => {
    const other = await listening();
    await expect(start({ FINEPRINT_PG_PORT: String(other.port) })).rejects.toMatchObject({
      code: 'DATABASE_PORT_TAKEN',
      detail: expect.stringMatching(new RegExp(`${other.port} is taken.*FINEPRINT_PG_PORT`)),
    });
    await other.close();
    const database = await start({ FINEPRINT_PG_PORT: String(other.port) });
    await database.stop();
  });

  test.each(['0', '65536', 'auto', '-1', '54 32'])('a pinned port "%s"', async (port) => {
    await expect(start({ FINEPRINT_PG_PORT: port })).rejects.toMatchObject({ code: 'DATABASE_PORT_TAKEN', detail: expect.stringContaining(`"${port}"`) });
  });

  test('a data directory that cannot be made', async () => {
    const file = join(folder.path, 'file');
    await writeFile(file, '');
    await expect(startEmbedded({ dataDirectory: join(file, 'data'), environment: {} })).rejects.toMatchObject({
      code: 'DATA_DIRECTORY_UNUSABLE',
      detail: expect.stringMatching(/ENOTDIR.*FINEPRINT_DATA/),
    });
  });

  test('a lost or wrong password file', async () => {
    const file = join(data, 'pg-password');
    await rename(file, `${file}.right`);
    await expect(start()).rejects.toMatchObject({ code: 'DATA_DIRECTORY_UNUSABLE', detail: expect.stringContaining(`${file} is missing`) });
    await writeFile(file, 'wrong');
    await expect(start()).rejects.toMatchObject({ code: 'DATA_DIRECTORY_UNUSABLE', detail: expect.stringContaining('not the password of this database') });
    await rename(`${file}.right`, file);
    await (await start()).stop();
  });

  test('a database of another major version', async () => {
    const file = join(data, 'pg', 'PG_VERSION');
    await writeFile(file, '17\n');
    await expect(start()).rejects.toMatchObject({ code: 'DATA_DIRECTORY_UNUSABLE', detail: expect.stringMatching(/PostgreSQL 17; .* 18/) });
    await writeFile(file, '18\n');
    await (await start()).stop();
  });
});

test('a data directory under a folder that is closed to other users works', async () => {
  const closed = join(folder.path, 'closed');
  await mkdir(closed, { mode: 0o700 });
  const options = { dataDirectory: join(closed, 'data'), environment: {} };
  const first = await startEmbedded(options);
  await rows(first.ownerUrl, 'CREATE TABLE kept AS SELECT 7 AS n');
  await first.stop();
  const second = await startEmbedded(options);
  expect(await rows(second.ownerUrl, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  await second.stop();
  const elsewhere = join(closed, 'data', 'pg-home');
  if (existsSync(elsewhere)) await rm(realpathSync(elsewhere), { recursive: true });
});

/** A listener on a free port of 127.0.0.1. */
async function listening(): Promise<{ readonly port: number; readonly close: () => Promise<unknown> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () => once(server.close(), 'close'),
  };
}
