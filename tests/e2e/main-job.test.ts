import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BreachDetail, BreachPage } from '#libs/wire/breaches.js';
import { SystemObjectives, type Measurement } from '#libs/wire/measurements.js';
import { SystemPage } from '#libs/wire/systems.js';
import { inProject } from '../../apps/api/src/project-root.js';
import { expectAccessible, openBrowser, openPage } from '../support/browser-page.js';
import { startServer, type TestServer } from '../support/server.js';
import { bankFile, expectedMonths, hasBankFile, roundedUp } from './bank.js';

if (!hasBankFile) console.warn(`LEFT OUT: the main job on real leads, because ${bankFile} is missing`);

const run = promisify(execFile);
const from = '2009-03';
const until = '2010-12';
const minimumSample = 50;
const target = 60;
const months = (): ReturnType<typeof expectedMonths> => expectedMonths().filter(({ month }) => month >= from && month <= until);

let data: string;
let server: TestServer;
let browser: Browser;
let page: Page;
let faults: string[];
let secret: string;

async function get<T>(path: string, schema: { parse(value: unknown): T }): Promise<T> {
  const answer = await page.context().request.get(`${server.address}/api/v1${path}`);
  expect(answer.status(), path).toBe(200);
  return schema.parse(await answer.json());
}

async function fill(name: string, value: string): Promise<void> {
  await page.locator(`[id="field-${name}"]`).fill(value);
}

async function choose(name: string, value: string): Promise<void> {
  await page.locator(`[id="field-${name}"]`).selectOption(value);
}

async function push(...options: readonly string[]): Promise<{ sent: number; accepted: number; duplicate: number; rejected: number }> {
  const { stdout } = await run(process.execPath, [inProject('dist/apps/cli/src/main.js'), 'push', bankFile, '--server', server.address, '--json', ...options], {
    env: { ...process.env, FINEPRINT_KEY: secret },
  });
  return JSON.parse(stdout);
}

describe.runIf(hasBankFile)('the main job, on real leads', () => {
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'fineprint-e2e-'));
    // The database runs as another user, who must be able to enter the folder.
    await chmod(data, 0o755);
    server = await startServer({ FINEPRINT_DATA: join(data, 'fineprint'), FINEPRINT_DEMO: 'off' });
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(data, { recursive: true, force: true });
  });

  test('an empty installation is set up through the printed link, once', async () => {
    await page.goto(server.setupLink ?? '');
    await expectAccessible(page);
    await fill('organisation', 'Harbour Bank');
    await fill('name', 'Ada Admin');
    await fill('email', 'ada@harbour.example');
    await fill('password', 'violet lantern 47 quay');
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.waitForURL(`${server.address}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectAccessible(page);
    const second = await page.context().request.post(`${server.address}/api/v1/setup`, {
      headers: { origin: server.address },
      data: { code: new URL(server.setupLink ?? '').searchParams.get('code'), organisation: 'Other', name: 'Eve', email: 'eve@other.example', password: 'violet lantern 47 quay' },
    });
    expect(second.status()).toBe(409);
  });

  test('every list says what to do while it is empty', async () => {
    for (const path of ['/vendors', '/systems', '/agreements', '/breaches', '/connect', '/people', '/log']) {
      await page.goto(server.address + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectAccessible(page);
    }
  });

  test('a vendor and its system are added', async () => {
    await page.goto(`${server.address}/vendors/new`);
    await fill('name', 'Leadmind');
    await fill('contactName', 'Vera Vendor');
    await page.getByRole('button', { name: 'Add the vendor' }).click();
    await page.getByRole('heading', { level: 1, name: 'Leadmind' }).waitFor();
    await expectAccessible(page);
    await page.goto(`${server.address}/systems/new`);
    await fill('name', 'Lead scoring');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add the system' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lead scoring' }).waitFor();
    await expectAccessible(page);
  });

  test('a draft is made from the template, its terms are filled and the text follows', async () => {
    await page.goto(`${server.address}/agreements/new`);
    await choose('templateId', 'ai-crm-standard');
    await fill('effectiveFrom', `${from}-01`);
    await fill('effectiveUntil', `${until}-31`);
    await fill('zone', 'Europe/Lisbon');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Create the draft' }).click();
    await page.getByRole('button', { name: 'Save the draft' }).waitFor();
    await choose('uptime.method', 'event-ratio');
    await fill('uptime.target', '99.9');
    await fill('uptime.minimumSample', String(minimumSample));
    await fill('latency.minimumSample', String(minimumSample));
    await choose('accuracy.metric', 'precision');
    await fill('accuracy.target', String(target));
    await fill('accuracy.minimumSample', String(minimumSample));
    await fill('accuracy.maturityDays', '60');
    await fill('credits.monthlyCharge', '1200.00 EUR');
    await fill('credits.monthlyCap', '100');
    await fill('credits.rollingCap', '100');
    await fill('credits.claimDays', '90');
    const tiers = page.getByRole('group', { name: /accuracy/i }).filter({ has: page.getByRole('button', { name: 'Add a step' }) }).last();
    for (const [index, [bound, percent]] of [['60', '10'], ['30', '25']].entries()) {
      await tiers.getByRole('button', { name: 'Add a step' }).click();
      await tiers.getByLabel('Worse than').nth(index).fill(bound ?? '');
      await tiers.getByLabel('earns % of the charge').nth(index).fill(percent ?? '');
    }
    await page.getByText('1,200.00 EUR').first().waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByText(/Saved, revision 2/).waitFor();
  });

  test('the draft is frozen, printed, signed by both parties and activated', async () => {
    await page.getByRole('button', { name: /^Freeze/ }).click();
    await page.getByRole('button', { name: /^Freeze now/ }).click();
    await page.getByRole('heading', { name: 'Version 1', exact: true }).waitFor();
    await expectAccessible(page);
    const link = await page.getByRole('link', { name: 'Version 1 (PDF)' }).getAttribute('href');
    const document = await page.context().request.get(server.address + link);
    expect([document.status(), document.headers()['content-type'], (await document.body()).subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
    for (const [party, title] of [['customer', 'Our signature'], ['vendor', 'The vendor’s signature']] as const) {
      const form = page.getByRole('region', { name: title });
      await form.locator(`[id="field-${party}-signerName"]`).fill(party === 'customer' ? 'Ada Admin' : 'Vera Vendor');
      await form.locator(`[id="field-${party}-signerTitle"]`).fill('Director');
      await form.getByRole('checkbox').check();
      await form.getByRole('button', { name: 'Record the signature' }).click();
      await form.getByText(/Recorded by/).waitFor();
    }
    await page.getByRole('button', { name: /^Activate/ }).click();
    await page.getByRole('button', { name: /^Activate now/ }).click();
    await page.getByText(/Active since/).waitFor();
    await expectAccessible(page);
  });

  test('a key is made, shown once, and pushes the leads through the command line', async () => {
    await page.goto(`${server.address}/connect`);
    await fill('name', 'bank leads');
    await page.getByRole('button', { name: 'Create the key' }).click();
    secret = (await page.getByRole('region', { name: /It is shown only now/ }).textContent())?.trim() ?? '';
    expect(secret).toMatch(/^fp_live_/);
    await expectAccessible(page);
    await page.goto(`${server.address}/systems`);
    await page.getByRole('link', { name: 'Lead scoring' }).click();

    const mapping = join(data, 'mapping.json');
    await writeFile(
      mapping,
      JSON.stringify({
        fields: {
          id: 'row',
          time: 'event_ts',
          score: 'score_v1',
          decision: 'decision_v1',
          latencyMs: 'latency_ms',
          'segments.age_band': 'age_band',
          'features.age': 'age',
          'features.euribor3m': 'euribor3m',
        },
      }),
    );
    const events = ['--system', 'lead-scoring', '--version', 'v1', '--mapping', mapping];
    const rows = expectedMonths().reduce((sum, { events }) => sum + events, 0);
    expect(await push(...events)).toMatchObject({ sent: rows, accepted: rows, duplicate: 0, rejected: 0 });
    expect(await push(...events)).toMatchObject({ sent: rows, accepted: 0, duplicate: rows, rejected: 0 });

    const mappingOfOutcomes = ['--map', 'event=row', '--map', 'time=event_ts+label_delay_hours', '--map', 'outcome=y'];
    expect(await push('--outcomes', '--system', 'lead-scoring', ...mappingOfOutcomes)).toMatchObject({ sent: rows, accepted: rows, duplicate: 0, rejected: 0 });
  });

  test('every measurement equals what the file says by itself', async () => {
    const [system] = (await get('/systems', SystemPage)).items;
    const seriesOf = async (metric: string): Promise<readonly Measurement[]> => {
      const { series } = await get(`/systems/${system?.id}/objectives`, SystemObjectives);
      return series.find(({ objective }) => objective.definition.metric === metric)?.measurements ?? [];
    };
    const monthOf = (measurement: Measurement): string => new Date(Date.parse(measurement.windowStart) + 86_400_000).toISOString().slice(0, 7);
    const withOutcomes = months().filter(({ precision }) => precision.predicted >= minimumSample).length;
    await expect
      .poll(async () => (await seriesOf('precision')).filter(({ verdict }) => verdict === 'breached' || verdict === 'met').length, { timeout: 120_000, interval: 500 })
      .toBe(withOutcomes);

    const precision = new Map((await seriesOf('precision')).map((measurement) => [monthOf(measurement), measurement]));
    const latency = new Map((await seriesOf('latency-percentile')).map((measurement) => [monthOf(measurement), measurement]));
    const availability = new Map((await seriesOf('availability')).map((measurement) => [monthOf(measurement), measurement]));
    expect(precision.size).toBe(22);
    for (const { month, events, precision: { truePositives, predicted }, latency95 } of months()) {
      const share = truePositives / predicted;
      const got = precision.get(month);
      expect(got?.sampleSize, month).toBe(predicted);
      if (predicted >= minimumSample) expect(Number(got?.value), month).toBeCloseTo(100 * share, 5);
      expect(got?.verdict, month).toBe(predicted < minimumSample ? 'insufficient-data' : 100 * share < target ? 'breached' : 'met');
      const root = 1.959963984540054 * Math.sqrt((share * (1 - share)) / predicted + 1.959963984540054 ** 2 / (4 * predicted ** 2));
      const centre = share + 1.959963984540054 ** 2 / (2 * predicted);
      const scale = 1 + 1.959963984540054 ** 2 / predicted;
      expect(Number(got?.bounds?.low), month).toBeCloseTo((100 * (centre - root)) / scale, 4);
      expect(Number(got?.bounds?.high), month).toBeCloseTo((100 * (centre + root)) / scale, 4);
      expect(got?.coverage, month).toMatch(/^100(\.0+)?$/);
      expect(latency.get(month)?.sampleSize, month).toBe(events);
      expect(Number(latency.get(month)?.value), month).toBe(roundedUp(latency95));
      expect(latency.get(month)?.verdict, month).toBe('met');
      expect(availability.get(month)?.verdict, month).toBe(events < minimumSample ? 'insufficient-data' : 'met');
      expect(Number(availability.get(month)?.value), month).toBe(100);
    }
    const silent = [...precision.keys()].filter((month) => !months().some((expected) => expected.month === month));
    expect(silent.length).toBeGreaterThan(0);
    for (const month of silent) expect(precision.get(month)?.verdict, month).toBe('not-measured');
  });

  test('the system’s page shows value against target, a chart and its table', async () => {
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Lead scoring' }).waitFor();
    await page.getByRole('table').first().waitFor();
    expect(await page.locator('svg').count()).toBeGreaterThan(0);
    await expectAccessible(page);
  });

  test('each missed month opened one breach with its credit, and the breach walks back to its clause', async () => {
    const expected = months()
      .filter(({ precision: { truePositives, predicted } }) => predicted >= minimumSample && (100 * truePositives) / predicted < target)
      .map(({ month, precision: { truePositives, predicted } }) => [month, (100 * truePositives) / predicted < 30 ? '300.00' : '120.00']);
    const opened = async (): Promise<unknown> =>
      (await get('/breaches?limit=200', BreachPage)).items
        .map((breach) => [new Date(Date.parse(breach.windowStart) + 86_400_000).toISOString().slice(0, 7), breach.credit?.amount])
        .toSorted(([a = ''], [b = '']) => a.localeCompare(b));
    await expect.poll(opened, { timeout: 60_000, interval: 500 }).toEqual(expected);

    const { items } = await get('/breaches?limit=200', BreachPage);
    const worst = items.find((breach) => breach.credit?.amount === '300.00');
    const detail = await get(`/breaches/${worst?.id}`, BreachDetail);
    expect(detail.clause.paragraphs.map(({ text }) => text).join(' ')).toContain(`${target} %`);
    expect(detail.version).toMatchObject({ number: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await page.goto(`${server.address}/breaches`);
    await page.getByRole('table').waitFor();
    await expectAccessible(page);
    await page.goto(`${server.address}/breaches/${worst?.id}`);
    await page.getByText('300.00').first().waitFor();
    await expectAccessible(page);
    const notice = await page.context().request.get(`${server.address}/api/v1/breaches/${worst?.id}/notice`);
    expect([notice.status(), (await notice.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  });

  test('a claim after its clock has run out is refused', async () => {
    const [breach] = (await get('/breaches', BreachPage)).items;
    const answer = await page.context().request.post(`${server.address}/api/v1/breaches/${breach?.id}/claim`, { headers: { origin: server.address }, data: {} });
    expect([answer.status(), (await answer.json() as { code: string }).code]).toEqual([409, 'CLAIM_WINDOW_CLOSED']);
  });

  test('pages reflow at 320 pixels, and nothing on the way broke the content security policy', async () => {
    const paths = ['/', '/agreements', '/systems', '/breaches', '/connect'];
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of paths) {
      await page.goto(server.address + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
    }
    expect(faults).toEqual([]);
  });
});
