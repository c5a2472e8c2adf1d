import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import type { Window } from '#libs/remedies/windows.js';
import { Database } from '../../apps/api/src/database/database.js';
import { roleUrls } from '../../apps/api/src/database/roles.js';
import { measureWindow } from '../../apps/api/src/measurement/window-measurer.js';
import { windowReader } from '../../apps/api/src/measurement/window-reader.js';
import { atMost, type Bench, inWords, type Line, million, type PartReport, perSecond, shown } from './bench.js';
import { lastMs, firstMs } from './event-files.js';
import { importFile } from './import-file.js';

interface Evaluation {
  readonly milliseconds: number;
  readonly intervalRows: number;
  readonly events: number;
}

const rounds = 15;
const now = new Date('2026-04-15T00:00:00Z');
const window: Window = { start: new Date(firstMs).toISOString(), end: new Date(lastMs).toISOString(), partial: false };

/** Whether 30 days cost the same however many events are in them. */
export async function evaluate(bench: Bench): Promise<PartReport> {
  const server = await bench.server();
  const evaluations: Evaluation[] = [];
  const lines: Line[] = [];
  for (const size of bench.isFull ? [million / 10, million, 10 * million] : [million / 10, million]) {
    const files = await server.files(size);
    await server.forget();
    await importFile(server, 'events', files.ndjson);
    const outcomes = await importFile(server, 'outcomes', files.outcomes);
    const evaluation = await evaluate30Days(server.ownerUrl);
    evaluations.push(evaluation);
    lines.push(
      shown(`outcomes over HTTP, each second, ${inWords(size)} events`, perSecond(outcomes.report.accepted / outcomes.seconds)),
      shown(`30 days of ${inWords(size)} events: ${evaluation.intervalRows} interval rows`, `${evaluation.milliseconds.toFixed(1)} ms`),
    );
  }
  const [smallest, largest] = [evaluations[0]!, evaluations.at(-1)!];
  lines.push(atMost(`30 days: ${inWords(largest.events)} events / ${inWords(smallest.events)} events`, largest.milliseconds / smallest.milliseconds, 1.2));
  return { lines, versions: { postgres: server.version } };
}

/** Reads 30 days of the one system's intervals and measures availability, latency and precision from them. The best of fifteen: other programs only ever add. */
async function evaluate30Days(ownerUrl: string): Promise<Evaluation> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await daysAreRolledUp(owner);
  await owner.query('VACUUM ANALYZE interval, interval_day');
  const { rows } = await owner.query<{ organisation_id: number; system_number: number; rows: number; events: number }>(
    'SELECT organisation_id, system_number, count(*)::int AS rows, sum(events)::int AS events FROM interval GROUP BY 1, 2',
  );
  await owner.end();
  const [stored] = rows;
  if (!stored || rows.length > 1) throw new Error('one system with intervals is expected');
  const system = { organisationId: stored.organisation_id, systemNumber: stored.system_number };
  const database = await Database.connect(roleUrls(ownerUrl));
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await database.inOrganisation(system.organisationId, async (manager) => {
      const read = windowReader(manager, system, now);
      for (const definition of objectives) measureWindow(definition, window, await read(definition.metric, window), now);
    });
    times.push(performance.now() - start);
  }
  await database.onApplicationShutdown();
  return { milliseconds: Math.min(...times), intervalRows: stored.rows, events: stored.events };
}

/** The server rolls days up in a job after the import; what is measured is the evaluation, not the job. */
async function daysAreRolledUp(owner: pg.Client): Promise<void> {
  const until = performance.now() + 120_000;
  while (performance.now() < until) {
    const { rowCount } = await owner.query(
      `SELECT FROM (SELECT system_number, date_trunc('day', hour, 'UTC') AS day, count(*) AS row_count, max(id) AS last_id FROM interval GROUP BY 1, 2) AS present
       LEFT JOIN interval_day AS rolled USING (system_number, day)
       WHERE (rolled.row_count, rolled.last_id) IS DISTINCT FROM (present.row_count, present.last_id)`,
    );
    if (rowCount === 0) return;
    await pause(200);
  }
  throw new Error('the days were not rolled up within two minutes');
}

const common = {
  label: 'bench',
  window: { kind: 'calendar-month', zone: 'UTC' },
  minimumSample: 1,
  coverageFloor: null,
  maturityDays: 0,
  graceHours: 0,
  tiers: [],
  source: { clauseId: 'bench', termPath: 'bench', termHash: '' },
} as const;

const objectives: readonly ObjectiveDefinition[] = [
  { ...common, key: 'availability', metric: 'availability', method: { availability: 'bad-minutes', emptyRule: 'available', errorThreshold: '5', minimumRun: 1 }, direction: 'at-least', target: '99.5', unit: 'percent', tiers: [] },
  { ...common, key: 'latency', metric: 'latency-percentile', method: { percentile: '95' }, direction: 'at-most', target: '300', unit: 'milliseconds', tiers: [] },
  { ...common, key: 'precision', metric: 'precision', method: { decision: 'point' }, direction: 'at-least', target: '30', unit: 'percent', tiers: [] },
];
