import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Event } from '#libs/wire/events.js';
import type { BreachPage } from '#libs/wire/breaches.js';
import type { z } from 'zod';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, type Caller } from '../../support/caller.js';
import { measure, measuredSystem, minutes, push, pushOutcomes, windowAt, windowsOf, type Measured } from '../../support/measured.js';

type Page = z.infer<typeof BreachPage>;

let app: TestApp;
let us: Caller;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set('2026-03-15T12:00:00Z'));

async function breachesOf({ systemId }: Measured): Promise<Page['items']> {
  return (await us.get<Page>(`/breaches?system=${systemId}`)).body.items;
}

describe('a window', () => {
  test('is provisional until the instant at which its grace ends, and final from then on', async () => {
    const system = await measuredSystem(app, us, {}, { effectiveFrom: '2026-03-01' });
    await push(us, system, minutes('2026-03-10T10:00:00Z', 9, 1));
    // March ends at 2026-03-31T23:00:00Z in Lisbon, and 24 hours of grace follow.
    app.clock.set('2026-04-01T22:59:59.999Z');
    expect(await measure(app, system)).toBe(0);
    expect(await windowAt(app, system, 'uptime.availability', '2026-03-01T00:00:00.000Z')).toMatchObject({ id: null, finality: 'provisional', verdict: 'provisional', tendency: 'met' });
    app.clock.set('2026-04-01T23:00:00.000Z');
    expect(await measure(app, system)).toBe(2);
    expect(await windowAt(app, system, 'uptime.availability', '2026-03-01T00:00:00.000Z')).toMatchObject({
      id: expect.any(String),
      finality: 'final',
      verdict: 'met',
      value: '90',
      sampleSize: 10,
      windowEnd: '2026-03-31T23:00:00.000Z',
      finalAt: '2026-04-01T23:00:00.000Z',
    });
  });

  test('that is final stays as it is when it is measured again', async () => {
    const system = await measuredSystem(app, us);
    await push(us, system, minutes('2026-02-10T10:00:00Z', 5, 5));
    expect(await measure(app, system)).toBe(6);
    const before = await windowsOf(app, system, 'uptime.availability');
    expect(await measure(app, system)).toBe(0);
    expect(await windowsOf(app, system, 'uptime.availability')).toEqual(before.map((one) => (one.id === null ? { ...one, measuredAt: expect.any(String) } : one)));
  });
});

describe('a final verdict', () => {
  // One month for each case, all of one system.
  const month = (index: number): string => new Date(Date.UTC(2025, index, 20, 10)).toISOString();
  const startOf = (index: number): string => new Date(Date.UTC(2025, index) - (index > 2 && index < 10 ? 3_600_000 : 0)).toISOString();
  const decided = (latencyMs: number | null, count: number): Partial<Event>[] => Array.from({ length: count }, () => ({ decision: true, latencyMs }));
  const failing = (ok: number, failed: number): Partial<Event>[] => minutes(month(0), ok, failed).map(({ status }) => ({ status }));
  const cases = [
    ['met', 'uptime.availability', failing(9, 1), []],
    ['breached', 'uptime.availability', failing(8, 2), []],
    ['insufficient-data', 'uptime.availability', failing(0, 3), []],
    ['not-measured', 'uptime.availability', [], []],
    ['met', 'latency.percentile', decided(250, 5), []],
    ['breached', 'latency.percentile', decided(251, 5), []],
    ['insufficient-data', 'latency.percentile', decided(null, 5), []],
    ['met', 'accuracy.precision', decided(100, 6), ['positive', 'positive', 'negative', 'negative']],
    ['breached', 'accuracy.precision', decided(100, 6), ['positive', 'negative', 'negative', 'negative']],
    ['insufficient-data', 'accuracy.precision', decided(100, 10), ['positive', 'positive', 'positive', 'positive', 'positive']],
  ] as const;
  let system: Measured;

  beforeAll(async () => {
    system = await measuredSystem(app, us, {}, { effectiveFrom: '2025-01-01' });
    for (const [index, [, , events, outcomes]] of cases.entries()) {
      const ids = events.length === 0 ? [] : await push(us, system, events.map((event, minute) => ({ ...event, time: month(index).replace(':00:', `:${10 + minute}:`) })));
      if (outcomes.length === 0) continue;
      await pushOutcomes(us, system, outcomes.map((outcome, at) => ({ event: ids[at]!, outcome, time: '2026-02-02T00:00:00Z' })));
    }
    await measure(app, system);
  });

  test.each(cases.map(([verdict, key], index) => ({ verdict, key, index })))('is $verdict for $key (case $index), and only a breach opens one', async ({ verdict, key, index }) => {
    const window = await windowAt(app, system, key, startOf(index));
    expect(window).toMatchObject({ verdict, finality: 'final', tendency: null, reason: expect.stringMatching(/\w/) });
    const breach = (await breachesOf(system)).find(({ objectiveId, windowStart }) => objectiveId === window?.objectiveId && windowStart === startOf(index));
    expect(breach?.id ?? null).toBe(window?.breachId);
    expect(breach !== undefined).toBe(verdict === 'breached');
  });
});

describe('twenty measurings at once', () => {
  test('store each window once and open one breach', async () => {
    const system = await measuredSystem(app, us);
    await push(us, system, minutes('2026-02-10T10:00:00Z', 5, 5));
    const stored = await Promise.all(Array.from({ length: 20 }, () => measure(app, system)));
    expect(stored.filter((count) => count > 0)).toEqual([6]);
    expect(await breachesOf(system)).toHaveLength(1);
  });
});

describe('what arrives after a window was final', () => {
  const february = '2026-02-01T00:00:00.000Z';

  test('turns met into breached, and opens the breach', async () => {
    const system = await measuredSystem(app, us);
    await push(us, system, minutes('2026-02-10T10:00:00Z', 9, 1));
    await measure(app, system);
    expect(await breachesOf(system)).toEqual([]);
    await push(us, system, minutes('2026-02-11T10:00:00Z', 0, 3));
    expect(await measure(app, system)).toBe(3);
    expect(await windowAt(app, system, 'uptime.availability', february)).toMatchObject({ verdict: 'breached', finality: 'restated', value: '69.230769' });
    expect(await breachesOf(system)).toMatchObject([{ state: 'open', value: '69.230769', credit: { amount: '100.00', currency: 'EUR' } }]);
  });

  test('turns breached into met, and withdraws the breach', async () => {
    const system = await measuredSystem(app, us);
    await push(us, system, minutes('2026-02-10T10:00:00Z', 8, 2));
    await measure(app, system);
    expect(await breachesOf(system)).toMatchObject([{ state: 'open' }]);
    await push(us, system, minutes('2026-02-11T10:00:00Z', 10, 0));
    await measure(app, system);
    expect(await breachesOf(system)).toMatchObject([{ state: 'withdrawn', value: '90' }]);
  });

  test('changes the value and the credit of a breach that stays one', async () => {
    const system = await measuredSystem(app, us, { 'credits.rollingCap': '50' });
    await push(us, system, minutes('2026-02-10T10:00:00Z', 8, 2));
    await measure(app, system);
    expect(await breachesOf(system)).toMatchObject([{ value: '80', credit: { amount: '100.00' } }]);
    await push(us, system, minutes('2026-02-11T10:00:00Z', 0, 10));
    await measure(app, system);
    expect(await breachesOf(system)).toMatchObject([{ state: 'open', value: '40', credit: { amount: '300.00' } }]);
  });

  test('leaves alone what it has no part in: an outcome changes no availability', async () => {
    const system = await measuredSystem(app, us);
    const [event = ''] = await push(us, system, minutes('2026-01-20T10:00:00Z', 6, 0, { decision: true, latencyMs: 100 }));
    await measure(app, system);
    await pushOutcomes(us, system, [{ event, outcome: 'positive', time: '2026-03-14T00:00:00Z' }]);
    expect(await measure(app, system)).toBe(1);
    expect(await windowAt(app, system, 'uptime.availability', '2026-01-01T00:00:00.000Z')).toMatchObject({ finality: 'final' });
    expect(await windowAt(app, system, 'accuracy.precision', '2026-01-01T00:00:00.000Z')).toMatchObject({ finality: 'restated' });
  });
});

describe('a running window', () => {
  test('shows each batch as soon as it is stored', async () => {
    const system = await measuredSystem(app, us);
    const march = '2026-03-01T00:00:00.000Z';
    expect(await windowAt(app, system, 'uptime.availability', march)).toMatchObject({ verdict: 'not-measured', finality: 'open', value: null, sampleSize: 0 });
    await push(us, system, minutes('2026-03-15T11:00:00Z', 4, 0));
    expect(await windowAt(app, system, 'uptime.availability', march)).toMatchObject({ verdict: 'provisional', tendency: 'met', value: '100', sampleSize: 4 });
    await push(us, system, minutes('2026-03-15T11:30:00Z', 0, 4));
    expect(await windowAt(app, system, 'uptime.availability', march)).toMatchObject({ verdict: 'provisional', tendency: 'breached', value: '50', sampleSize: 8 });
  });
});
