import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { organisationOf, signedIn } from '../support/people.js';
import type { Received, Sender } from '../support/requests.js';

let app: TestApp;
let admin: Sender;
let owner: pg.Client;
let watcher: pg.Client;
beforeAll(async () => {
  app = await startApp();
  // Every refusal here is reported as an error of the server, which it is meant to be.
  app.application.useLogger(false);
  await organisationOf(app, 'harbour');
  admin = await signedIn(app, 'admin@harbour.example');
  owner = new pg.Client({ connectionString: app.database.ownerUrl });
  watcher = new pg.Client({ connectionString: app.database.ownerUrl });
  await Promise.all([owner.connect(), watcher.connect()]);
});
beforeEach(() => owner.query('BEGIN; LOCK TABLE log_entry IN ACCESS EXCLUSIVE MODE'));
afterAll(async () => {
  await Promise.all([owner.end(), watcher.end()]);
  await app.database.drop();
});

const change = (slug: string): Promise<Received> => admin('POST', '/vendors', { slug, name: slug });
const waitingForLock = async (): Promise<number | null> =>
  (await watcher.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).rowCount;

test('a locked log is answered within five seconds, however many wait for it, and reading goes on meanwhile', async () => {
  const began = performance.now();
  const waiting = Promise.all(Array.from({ length: 30 }, (_, at) => change(`waiting-${at}`)));
  await expect.poll(waitingForLock, { interval: 20 }).toBe(10);
  expect((await admin('GET', '/vendors')).status).toBe(200);
  const readAfter = performance.now() - began;
  const statuses = new Set((await waiting).map((answer) => answer.status));
  const answeredAfter = performance.now() - began;
  await owner.query('ROLLBACK');
  expect(statuses).toEqual(new Set([503]));
  expect(answeredAfter).toBeLessThan(5_000);
  expect(readAfter).toBeLessThan(3_000);
  expect((await watcher.query('SELECT 1 FROM vendor')).rowCount).toBe(0);
});

test('a server that stops lets a request that waits finish, then closes', async () => {
  const answer = change('finishes');
  await expect.poll(waitingForLock, { interval: 20 }).toBe(1);
  const closed = app.application.close();
  await owner.query('ROLLBACK');
  expect((await answer).status).toBe(201);
  await closed;
  await expect(admin('GET', '/health/live')).rejects.toThrow();
});
