import pg from 'pg';
import { expect, test } from 'vitest';
import { Workers } from '../../../apps/api/src/jobs/workers.service.js';
import { startApp } from '../../support/app.js';
import { foundOrganisation } from '../../support/caller.js';
import { listen } from '../../support/event-source.js';
import { measuredSystem, minutes, push } from '../../support/measured.js';

test('a server that stops tells its streams to end', async () => {
  const app = await startApp();
  const us = await foundOrganisation(app);
  const { systemId } = await measuredSystem(app, us);
  const reader = await listen(app, us.cookie, `/systems/${systemId}/stream`);
  await reader.next();
  const stopped = app.stop();
  expect((await reader.next())?.event).toBe('end');
  expect(await reader.next()).toBeUndefined();
  await stopped;
});

test('a server that stops lets the running job finish', async () => {
  const app = await startApp();
  const us = await foundOrganisation(app);
  const owner = new pg.Client({ connectionString: app.database.ownerUrl });
  const watcher = new pg.Client({ connectionString: app.database.ownerUrl });
  await Promise.all([owner.connect(), watcher.connect()]);
  try {
    const system = await measuredSystem(app, us);
    await push(us, system, minutes('2026-02-10T10:00:00Z', 8, 2));
    await owner.query('BEGIN');
    await owner.query('LOCK TABLE measurement IN SHARE ROW EXCLUSIVE MODE');
    await app.application.get(Workers).start();
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO measurement%'`;
    await expect.poll(async () => (await watcher.query(waiting)).rowCount, { timeout: 20_000, interval: 50 }).toBe(1);
    const closed = app.application.close();
    await owner.query('ROLLBACK');
    await closed;
    expect((await owner.query('SELECT state FROM breach')).rows).toEqual([{ state: 'open' }]);
    expect((await owner.query(`SELECT state::text FROM pgboss.job WHERE name = 'measure'`)).rows).toContainEqual({ state: 'completed' });
  } finally {
    await Promise.all([owner.end(), watcher.end()]);
    await app.database.drop();
  }
});
