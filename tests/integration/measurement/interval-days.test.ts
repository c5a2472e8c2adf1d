import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { measureWindow } from '../../../apps/api/src/measurement/window-measurer.js';
import { windowReader } from '../../../apps/api/src/measurement/window-reader.js';
import { actorOf, present, startIngestion, type Ingestion } from '../../support/ingestion.js';

const now = new Date(present);
const window = { start: '2026-03-09T22:00:00.000Z', end: '2026-03-15T22:00:00.000Z', partial: false };
const latency: ObjectiveDefinition = {
  key: 'latency',
  label: 'Latency',
  metric: 'latency-percentile',
  method: { percentile: '95' },
  direction: 'at-most',
  target: '300',
  unit: 'milliseconds',
  window: { kind: 'calendar-month', zone: 'UTC' },
  minimumSample: 1,
  coverageFloor: null,
  maturityDays: 0,
  graceHours: 0,
  tiers: [],
  source: { clauseId: 'latency', termPath: 'latency', termHash: '' },
};

let ingestion: Ingestion;
let system: { organisationId: number; systemNumber: number };
let sent = 0;

beforeAll(async () => {
  ingestion = await startIngestion();
  const { rows } = await ingestion.owner.query<{ number: number }>(`SELECT number FROM system WHERE organisation_id = 1 AND slug = 'scoring'`);
  system = { organisationId: 1, systemNumber: rows[0]!.number };
  for (const day of ['10', '11', '12', '13', '14', '15']) await store(`2026-03-${day}T01:00:00Z`, 40);
});
afterAll(() => ingestion.stop());

async function store(from: string, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, at) => ({
    id: `e-${++sent}`,
    system: 'scoring',
    version: `v${at % 3}`,
    time: new Date(Date.parse(from) + at * 900_000).toISOString(),
    status: at % 7 === 0 ? ('error' as const) : ('ok' as const),
    latencyMs: 10 + at * 7,
  }));
  expect(await ingestion.intake.batch(actorOf(1), ingestion.events, events)).toMatchObject({ accepted: count });
}

const compact = () => ingestion.compaction.compact(1, system.systemNumber);
const rolled = async () =>
  (await ingestion.owner.query<{ day: string }>(`SELECT to_char(day AT TIME ZONE 'UTC', 'MM-DD') AS day, row_count, last_id FROM interval_day ORDER BY day`)).rows;
const read = () => ingestion.database.inOrganisation(1, (manager) => windowReader(manager, system, now)('latency-percentile', window));

test('days that ended are rolled up once, the present day is not', async () => {
  await compact();
  const days = await rolled();
  expect(days.map(({ day }) => day)).toEqual(['03-10', '03-11', '03-12', '03-13', '03-14']);
  await compact();
  expect(await rolled()).toEqual(days);
});

test('a window has the same totals and the same hash of its inputs from roll-ups as from hours', async () => {
  await compact();
  const fromDays = await read();
  await ingestion.owner.query('DELETE FROM interval_day');
  const fromHours = await read();
  expect(fromDays).toEqual(fromHours);
  expect(fromHours.latencyEvents).toBeGreaterThan(150);
  expect(measureWindow(latency, window, fromDays, now)).toEqual(measureWindow(latency, window, fromHours, now));
});

test('a day is read from its roll-up while it is of the rows there are, and from its hours after a late event', async () => {
  await compact();
  const before = await read();
  await ingestion.owner.query(`UPDATE interval_day SET latency = '' WHERE day = '2026-03-12Z'`);
  const spoiled = await read();
  expect(spoiled.latencyEvents).toBeLessThan(before.latencyEvents);
  await store('2026-03-12T05:00:00Z', 2);
  // The first of the two failed: it has no latency that counts.
  expect((await read()).latencyEvents).toBe(before.latencyEvents + 1);
  await compact();
  expect((await read()).latencyEvents).toBe(before.latencyEvents + 1);
  expect(await rolled()).toHaveLength(5);
});

test('an organisation has no roll-ups of another, neither to read nor to write', async () => {
  await compact();
  expect(await ingestion.database.inOrganisation(2, (manager) => manager.query('SELECT FROM interval_day'))).toEqual([]);
  const writing = ingestion.database.inIngest(2, (client) =>
    client.query(
      `INSERT INTO interval_day (organisation_id, system_number, day, row_count, last_id, events, errors, decided, true_positive, false_positive, false_negative, true_negative, minutes, latency)
       VALUES (1, $1, '2026-01-01Z', 1, 1, 0, 0, 0, 0, 0, 0, 0, '', '')`,
      [system.systemNumber],
    ),
  );
  await expect(writing).rejects.toThrow('row-level security');
});
