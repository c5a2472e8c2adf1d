import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Recomputation } from '#libs/wire/measurements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, type Caller } from '../../support/caller.js';
import { measure, measuredSystem, type Measured } from '../../support/measured.js';

/** In no order of time. */
const latencyOf = (at: number): number => 100 + ((at * 171) % 400) * 0.337;

let app: TestApp;
let us: Caller;
let system: Measured;
let objectives: Readonly<Record<string, string>>;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  system = await measuredSystem(app, us);
  const events = Array.from({ length: 400 }, (_, at) => ({
    id: `e-${at}`,
    system: system.slug,
    version: 'v1',
    time: new Date(Date.parse('2026-03-05T00:10:00Z') + at * 600_000).toISOString(),
    latencyMs: latencyOf(at),
    decision: at % 2 === 0,
    status: at % 50 === 0 ? 'error' : 'ok',
  }));
  expect((await us.post<{ readonly accepted: number }>('/events', events)).body.accepted).toBe(400);
  await measure(app, system);
  const { series } = (await us.get<{ readonly series: readonly { readonly objective: { readonly id: string; readonly definition: { readonly metric: string } } }[] }>(`/systems/${system.systemId}/objectives`)).body;
  objectives = Object.fromEntries(series.map(({ objective }) => [objective.definition.metric, objective.id]));
}, 60_000);
afterAll(() => app.stop());

const of = (metric: string, window = '2026-03-01T00:00:00Z') => us.get<Recomputation>(`/systems/${system.systemId}/objectives/${objectives[metric]}/recomputation?window=${window}`);

describe('a window measured again from every raw event', () => {
  test('agrees with the intervals, down to the hash of the inputs', async () => {
    const { status, body } = await of('availability');
    expect(status).toBe(200);
    expect(body).toMatchObject({ method: 'exact', events: 400, agrees: true, bound: '0' });
    expect(body.recomputed.value).toBe(body.fromIntervals.value);
    expect(body.exactValue).toBe(body.recomputed.value);
  });

  test('gives a percentile without the rounding to three digits, which lies within the stated bound', async () => {
    const latency = Object.keys(objectives).find((metric) => metric.startsWith('latency'))!;
    const { body } = await of(latency);
    expect(body.agrees).toBe(true);
    const difference = Number(body.fromIntervals.value) - Number(body.exactValue);
    expect(difference).toBeGreaterThanOrEqual(0);
    expect(difference).toBeLessThanOrEqual(Number(body.bound));
  });

  test('notices intervals that somebody changed', async () => {
    const owner = new pg.Client({ connectionString: app.database.ownerUrl });
    await owner.connect();
    await owner.query('ALTER TABLE interval NO FORCE ROW LEVEL SECURITY');
    await owner.query('ALTER TABLE interval_day NO FORCE ROW LEVEL SECURITY');
    await owner.query('DELETE FROM interval_day');
    await owner.query('DELETE FROM interval WHERE ctid IN (SELECT ctid FROM interval ORDER BY hour LIMIT 1)');
    await owner.query('ALTER TABLE interval FORCE ROW LEVEL SECURITY');
    await owner.end();
    const { body } = await of('availability');
    expect(body).toMatchObject({ agrees: false, events: 400 });
    expect(body.fromIntervals.sampleSize).toBeLessThan(400);
  });

  test.each([
    ['a start at which no window begins', '2026-03-02T00:00:00Z', '/window'],
    ['a window that has not begun', '2026-05-01T00:00:00Z', '/window'],
    ['no instant', 'yesterday', '/window'],
  ])('%s is refused', async (_, window, pointer) => {
    expect(await of('availability', window)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  test('an objective of another system is not found', async () => {
    expect((await us.get(`/systems/${system.systemId}/objectives/${system.systemId}/recomputation?window=2026-03-01T00:00:00Z`)).status).toBe(404);
  });
});
