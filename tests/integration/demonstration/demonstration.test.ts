import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Agreement, AgreementPage, AgreementPreview } from '#libs/wire/agreements.js';
import type { BreachPage } from '#libs/wire/breaches.js';
import type { SystemObjectives } from '#libs/wire/measurements.js';
import type { Session } from '#libs/wire/sessions.js';
import type { SystemDetail, SystemPage } from '#libs/wire/systems.js';
import { Database } from '../../../apps/api/src/database/database.js';
import { loadDemonstration } from '../../../apps/api/src/demonstration/demonstration.js';
import { startApp, type TestApp } from '../../support/app.js';
import { organisationOf } from '../../support/people.js';
import { anonymous, browserWith, cookieOf, type Sender } from '../../support/requests.js';

const now = '2026-11-21T12:00:00Z';
const settings = { origin: null, isHttps: false, demonstration: true, dataDirectory: '' };
let app: TestApp;
let lines: string[];

const load = (into: TestApp): Promise<string[]> =>
  loadDemonstration({ database: into.application.get(Database), ownerUrl: into.database.ownerUrl, settings, now: new Date(now), say: () => undefined });

const signInsOf = (printed: readonly string[]): string[][] => printed.filter((line) => line.startsWith('  ')).map((line) => line.trim().split(/\s+/));

async function signedInAs(role: string): Promise<Sender> {
  const [email, password] = signInsOf(lines).find((words) => words[2] === role)!;
  return browserWith(app, cookieOf(await anonymous(app)('POST', '/session', { email, password })));
}

/** What the story left behind, without ids and digests that differ from one telling to the next. */
async function remains(of: TestApp): Promise<unknown> {
  const database = of.application.get(Database);
  const { rows } = await database.login.query<{ id: number }>(`SELECT id FROM organisation`);
  const queries = [
    `SELECT state, opened_at, window_start, credit_amount, claim_due_at, claimed_at FROM breach ORDER BY window_start`,
    `SELECT o.key, m.window_start, m.sequence, m.value::text, m.verdict, m.inputs_hash FROM measurement m JOIN objective o ON o.id = m.objective_id
     WHERE NOT EXISTS (SELECT 1 FROM measurement later WHERE later.objective_id = m.objective_id AND later.window_start = m.window_start AND later.sequence > m.sequence) ORDER BY 1, 2`,
    `SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM outcome) AS outcomes, (SELECT count(*) FROM account) AS accounts, (SELECT count(*) FROM agreement) AS agreements`,
  ];
  return Promise.all(queries.map((query) => database.inOrganisation(rows[0]!.id, (manager) => manager.query(query))));
}

beforeAll(async () => {
  app = await startApp({ now });
  lines = await load(app);
}, 120_000);
afterAll(() => app.stop());

describe('the demonstration', () => {
  test('prints a sign-in for every role, and each works', async () => {
    const roles = ['administrator', 'legal', 'procurement', 'compliance', 'engineer', 'auditor', 'vendor-contact'];
    expect(signInsOf(lines).map((words) => words[2])).toEqual(roles);
    for (const role of roles) {
      const answer = await (await signedInAs(role))('GET', '/session');
      expect((answer.body as Session).account.role).toBe(role);
    }
  });

  test('has one breach that was claimed and one that waits, each with its credit and notice', async () => {
    const legal = await signedInAs('legal');
    const { items } = (await legal('GET', '/breaches')).body as z.infer<typeof BreachPage>;
    expect(items).toMatchObject([
      { state: 'open', objectiveLabel: 'Precision', credit: { amount: '480.00', currency: 'EUR' }, vendorName: 'Leadmind' },
      { state: 'claimed', objectiveLabel: 'Availability', credit: { amount: '1200.00', currency: 'EUR' } },
    ]);
    expect(Date.parse(items[0]!.claimDueAt!)).toBeGreaterThan(Date.parse(now));
    for (const { id } of items) expect((await legal('GET', `/breaches/${id}/notice`)).status).toBe(200);
  });

  test('shows the drift under a version that nobody announced, the outage, and outcomes that came late', async () => {
    const engineer = await signedInAs('engineer');
    const systems = (await engineer('GET', '/systems')).body as z.infer<typeof SystemPage>;
    const { id } = systems.items.find(({ slug }) => slug === 'leadmind-scoring')!;
    const detail = (await engineer('GET', `/systems/${id}`)).body as SystemDetail;
    expect(detail.versions).toMatchObject([{ label: '1.4', announced: true }, { label: '2.0', announced: false }]);
    expect(detail.events).toBeGreaterThan(30_000);
    const { series } = (await engineer('GET', `/systems/${id}/objectives`)).body as SystemObjectives;
    const of = (key: string) => series.find(({ objective }) => objective.definition.key === key)!.measurements;
    expect(of('accuracy.precision').map(({ verdict, finality }) => `${verdict} ${finality}`)).toEqual([
      'provisional open',
      'breached restated',
      'met restated',
      'met restated',
    ]);
    expect(of('uptime.availability').map(({ verdict }) => verdict)).toEqual(['provisional', 'met', 'breached', 'met']);
    expect(of('latency.percentile').map(({ verdict }) => verdict)).toEqual(['provisional', 'met', 'met', 'met']);
  });

  test('leaves the agreement with Replywise a draft with findings', async () => {
    const legal = await signedInAs('legal');
    const { items } = (await legal('GET', '/agreements')).body as z.infer<typeof AgreementPage>;
    expect(items.map(({ vendorName, state }: Agreement) => `${vendorName} ${state}`).toSorted()).toEqual(['Leadmind active', 'Replywise draft']);
    const draft = items.find(({ state }) => state === 'draft')!;
    const { findings } = (await legal('GET', `/agreements/${draft.id}/preview`)).body as AgreementPreview;
    expect(findings.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(2);
  });

  test("shows Leadmind's contact what concerns Leadmind, and no draft of anybody", async () => {
    const contact = await signedInAs('vendor-contact');
    const { items } = (await contact('GET', '/agreements')).body as z.infer<typeof AgreementPage>;
    expect(items.map(({ vendorName }) => vendorName)).toEqual(['Leadmind']);
  });

  test('is told once: the next start prints the same sign-ins and adds nothing', async () => {
    const before = await remains(app);
    expect(await load(app)).toEqual(lines);
    expect(await remains(app)).toEqual(before);
  });

  test('is told to its end by the next start when it was interrupted, and ends the same', async () => {
    const interrupted = await startApp({ now });
    try {
      const owner = new pg.Client({ connectionString: interrupted.database.ownerUrl });
      await owner.connect();
      const first = load(interrupted).then(
        () => 'told to its end',
        () => 'interrupted',
      );
      await expect.poll(async () => (await owner.query(`SELECT 1 FROM event OFFSET 10000 LIMIT 1`)).rowCount, { timeout: 60_000, interval: 50 }).toBe(1);
      await owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename IN ('fineprint_app', 'fineprint_ingest')`);
      expect(await first).toBe('interrupted');
      await owner.end();
      await load(interrupted);
      expect(await remains(interrupted)).toEqual(await remains(app));
    } finally {
      await interrupted.stop();
    }
  }, 120_000);

  test('is not told to an installation that somebody uses', async () => {
    const used = await startApp({ now });
    try {
      await organisationOf(used, 'somebody');
      expect(await load(used)).toEqual([]);
    } finally {
      await used.stop();
    }
  });
});
