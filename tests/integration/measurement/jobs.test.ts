import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { JobQueue } from '../../../apps/api/src/jobs/job-queue.service.js';
import { Sweep } from '../../../apps/api/src/jobs/sweep.service.js';
import { Workers } from '../../../apps/api/src/jobs/workers.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, type Caller } from '../../support/caller.js';
import { measure, measuredSystem, minutes, push, windowAt, type Measured } from '../../support/measured.js';

const february = '2026-02-01T00:00:00.000Z';
const soon = { timeout: 20_000, interval: 100 };

let app: TestApp;
let us: Caller;
let owner: pg.Client;

beforeAll(async () => {
  app = await startApp();
  owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await app.stop();
});
// A test that moves the clock ends its own sessions.
beforeEach(async () => {
  app.clock.set('2026-03-15T12:00:00Z');
  us = await foundOrganisation(app);
});

const finalityOf = async (system: Measured): Promise<string> => {
  const window = await windowAt(app, system, 'uptime.availability', february);
  return window?.id === null ? 'not stored' : `${window?.verdict} ${window?.finality}`;
};

describe('the sweep', () => {
  const due = async (system: Measured): Promise<boolean> => {
    const jobs = await app.application.get(Sweep).of(system.organisationId);
    return jobs.some(({ systemNumber }) => systemNumber === system.systemNumber);
  };

  test('finds a system whose window became final, from that instant on, until it is measured', async () => {
    const system = await measuredSystem(app, us, {}, { effectiveFrom: '2026-03-01' });
    app.clock.set('2026-04-01T22:59:59.999Z');
    expect(await due(system)).toBe(false);
    app.clock.set('2026-04-01T23:00:00.000Z');
    expect(await due(system)).toBe(true);
    await measure(app, system);
    expect(await due(system)).toBe(false);
    // Accuracy waits ten days for its outcomes.
    app.clock.set('2026-04-10T23:00:00.000Z');
    expect(await due(system)).toBe(true);
  });

  test('finds a system whose hours changed, until it is measured', async () => {
    const system = await measuredSystem(app, us);
    await measure(app, system);
    expect(await due(system)).toBe(false);
    await push(us, system, minutes('2026-03-10T10:00:00Z', 1, 0));
    expect(await due(system)).toBe(true);
    await measure(app, system);
    expect(await due(system)).toBe(false);
  });

  test('asks for nothing more once an agreement has ended and all its windows are stored', async () => {
    const system = await measuredSystem(app, us, {}, { effectiveFrom: '2025-01-01', effectiveUntil: '2025-02-10' });
    expect(await due(system)).toBe(true);
    expect(await measure(app, system)).toBe(6);
    app.clock.set('2027-01-01T00:00:00.000Z');
    expect(await due(system)).toBe(false);
  });

  test('clears idempotency keys after a day', async () => {
    const parties = { slug: 'swept', name: 'Swept' };
    await us.post('/vendors', parties, { 'idempotency-key': 'to-be-swept' });
    const kept = async (): Promise<number | null> => (await owner.query(`SELECT 1 FROM idempotency WHERE key = 'to-be-swept'`)).rowCount;
    await app.application.get(Sweep).of(us.organisationId);
    expect(await kept()).toBe(1);
    app.clock.set('2026-03-16T12:00:00.001Z');
    await app.application.get(Sweep).of(us.organisationId);
    expect(await kept()).toBe(0);
  });
});

describe('a window that cannot be measured', () => {
  const spoil = (system: Measured) =>
    owner.query(`UPDATE objective SET definition = jsonb_set(definition, '{method}', '{}') WHERE system_id = $1 AND definition->>'key' = 'latency.percentile'`, [system.systemId]);
  const mend = (system: Measured) =>
    owner.query(`UPDATE objective SET definition = jsonb_set(definition, '{method}', '{"percentile": "95"}') WHERE system_id = $1 AND definition->>'key' = 'latency.percentile'`, [system.systemId]);
  const stored = async (system: Measured): Promise<string[]> =>
    (await owner.query<{ row: string }>(
      `SELECT o.key || ' ' || m.sequence AS row FROM measurement m JOIN objective o ON o.id = m.objective_id WHERE o.system_id = $1 AND m.window_start = $2 ORDER BY 1`,
      [system.systemId, february],
    )).rows.map(({ row }) => row);
  const isDue = async (system: Measured): Promise<boolean> =>
    (await app.application.get(Sweep).of(system.organisationId)).some(({ systemNumber }) => systemNumber === system.systemNumber);
  const errors: string[] = [];

  beforeEach(() => {
    errors.length = 0;
    app.application.useLogger({ log: () => undefined, warn: () => undefined, error: (message: string) => errors.push(message) });
  });

  test('does not hold back the others, is named in the log of the server, and is tried again', async () => {
    const system = await measuredSystem(app, us);
    await push(us, system, minutes('2026-02-10T10:00:00Z', 8, 2));
    await spoil(system);
    await measure(app, system);
    expect(await stored(system)).toEqual(['accuracy.precision 1', 'uptime.availability 1']);
    expect(errors).toContainEqual(expect.stringMatching(/latency\.percentile .*2026-02-01T00:00:00\.000Z.*TERM_INVALID/));
    expect(await isDue(system)).toBe(true);
    await mend(system);
    await measure(app, system);
    expect(await stored(system)).toEqual(['accuracy.precision 1', 'latency.percentile 1', 'uptime.availability 1']);
    expect(await isDue(system)).toBe(false);
  });

  test('is tried again also when it was stored before and no longer fits its events', async () => {
    const system = await measuredSystem(app, us);
    await push(us, system, minutes('2026-02-10T10:00:00Z', 8, 2, { latencyMs: 100 }));
    await measure(app, system);
    await spoil(system);
    await push(us, system, minutes('2026-02-11T10:00:00Z', 8, 2, { latencyMs: 900 }));
    await measure(app, system);
    expect(await stored(system)).toContain('uptime.availability 2');
    expect(await isDue(system)).toBe(true);
    await mend(system);
    await measure(app, system);
    expect(await stored(system)).toContain('latency.percentile 2');
    expect(await isDue(system)).toBe(false);
  });

  test('is tried again although later ones of its objective are stored', async () => {
    const system = await measuredSystem(app, us);
    await measure(app, system);
    await owner.query(`DELETE FROM measurement WHERE window_start < $2 AND objective_id IN (SELECT id FROM objective WHERE system_id = $1)`, [system.systemId, february]);
    expect(await isDue(system)).toBe(true);
    await measure(app, system);
    expect(await isDue(system)).toBe(false);
  });
});

describe('the workers', () => {
  test('take up at their start what was left undone', async () => {
    const backlog = await measuredSystem(app, us);
    await push(us, backlog, minutes('2026-02-10T10:00:00Z', 8, 2));
    await app.application.get(Workers).start();
    await expect.poll(() => finalityOf(backlog), soon).toBe('breached final');
  });

  test('measure a system after its agreement is activated and after each batch, without being asked', async () => {
    const system = await measuredSystem(app, us);
    await expect.poll(() => finalityOf(system), soon).toBe('not-measured final');
    await push(us, system, minutes('2026-02-10T10:00:00Z', 9, 1));
    await expect.poll(() => finalityOf(system), soon).toBe('met restated');
  });

  test('compact the intervals of a system also when measuring it fails', async () => {
    const system = await measuredSystem(app, us);
    const rows = async (): Promise<number> =>
      (await owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM interval WHERE organisation_id = $1 AND system_number = $2`, [system.organisationId, system.systemNumber])).rows[0]!.n;
    await owner.query(`UPDATE objective SET definition = jsonb_set(definition, '{window}', '{"kind": "calendar-month", "zone": "Moon/Sea"}') WHERE system_id = $1`, [system.systemId]);
    for (let batch = 0; batch < 40; batch++) await push(us, system, minutes('2026-02-10T10:00:00Z', 1, 0));
    await expect.poll(rows, soon).toBeLessThan(40);
  });

  test('let requests for one system collapse while one is waiting', async () => {
    const job = { organisationId: us.organisationId, systemNumber: 999_999 };
    await Promise.all(Array.from({ length: 50 }, () => app.application.get(JobQueue).sendMeasure(job)));
    const { rows } = await owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'measure' AND singleton_key = $1`, [`${us.organisationId}:999999`]);
    expect(rows[0]!.n).toBeLessThan(10);
  });

  test('repeat a job whose connection was cut in the middle, and end the same', async () => {
    const system = await measuredSystem(app, us);
    await expect.poll(() => finalityOf(system), soon).toBe('not-measured final');
    // The job waits for this lock in the middle of its transaction, and its connection is cut there.
    await owner.query('BEGIN');
    await owner.query(`LOCK TABLE measurement IN SHARE ROW EXCLUSIVE MODE`);
    await push(us, system, minutes('2026-02-10T10:00:00Z', 8, 2));
    const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO measurement%'`;
    const other = new pg.Client({ connectionString: app.database.ownerUrl });
    await other.connect();
    await expect.poll(async () => (await other.query(waiting)).rowCount, soon).toBe(1);
    await other.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) AS waiting`);
    await other.end();
    await owner.query('ROLLBACK');
    await expect.poll(() => finalityOf(system), soon).toBe('breached restated');
    const { rows } = await owner.query(`SELECT state FROM breach WHERE system_id = $1`, [system.systemId]);
    expect(rows).toEqual([{ state: 'open' }]);
  });
});
