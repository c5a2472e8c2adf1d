import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { BreachDetail, BreachPage } from '#libs/wire/breaches.js';
import type { Exclusion } from '#libs/wire/exclusions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';
import { measure, measuredSystem, minutes, push, pushOutcomes, windowAt, type Measured } from '../../support/measured.js';

let app: TestApp;
let us: Caller;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set('2026-03-15T12:00:00Z'));

const february = '2026-02-01T00:00:00.000Z';
const availability = (system: Measured, start = february) => windowAt(app, system, 'uptime.availability', start);

/** The vendor claims a time. */
async function claim({ organisationId, systemId, vendorId }: Measured, from: string, to: string): Promise<{ readonly contact: Caller; readonly id: string }> {
  const contact = await join(app, organisationId, 'vendor-contact', vendorId);
  const { status, body } = await contact.post<Exclusion>(`/systems/${systemId}/exclusions`, { from, to, reason: 'planned-maintenance', note: 'announced' });
  expect(status).toBe(201);
  return { contact, id: body.id };
}
async function decide(by: Caller, { systemId }: Measured, id: string, decision: string): Promise<void> {
  expect((await by.post(`/systems/${systemId}/exclusions/${id}/decision`, { decision })).status).toBe(200);
}
async function exclude(system: Measured, from: string, to: string): Promise<void> {
  await decide(us, system, (await claim(system, from, to)).id, 'accept');
}
async function breachesOf({ systemId }: Measured): Promise<z.infer<typeof BreachPage>['items']> {
  return (await us.get<z.infer<typeof BreachPage>>(`/breaches?system=${systemId}`)).body.items;
}

/** A February with an event a minute from 10:00 on, of which the last ones failed. */
async function february10(ok: number, failed: number): Promise<Measured> {
  const system = await measuredSystem(app, us, { 'credits.rollingCap': '50' });
  await push(us, system, minutes('2026-02-10T10:00:00Z', ok, failed));
  await measure(app, system);
  return system;
}

describe('a final window', () => {
  test('is not touched by what is only claimed or disputed; whoever reads it learns how much that is', async () => {
    const system = await february10(8, 2);
    const before = await availability(system);
    expect(before).toMatchObject({ verdict: 'breached', value: '80', counts: { events: 10, errors: 2 } });
    const { id, contact } = await claim(system, '2026-02-10T10:08:00Z', '2026-02-10T10:10:00Z');
    expect(await measure(app, system)).toBe(0);
    expect(await availability(system)).toEqual({ ...before, counts: { ...before!.counts, claimedMinutes: 2 } });
    await decide(us, system, id, 'dispute');
    expect(await measure(app, system)).toBe(0);
    expect(await availability(system)).toEqual({ ...before, counts: { ...before!.counts, claimedMinutes: 2 } });
    await decide(contact, system, id, 'withdraw');
    expect(await measure(app, system)).toBe(0);
    expect(await availability(system)).toEqual(before);
  });

  test('is measured again without what was accepted, and its breach is withdrawn when the promise was kept', async () => {
    const system = await february10(8, 2);
    const before = await availability(system);
    const [breach] = await breachesOf(system);
    await us.post(`/breaches/${breach!.id}/claim`, {});
    await exclude(system, '2026-02-10T10:08:00Z', '2026-02-10T10:10:00Z');
    expect(await availability(system)).toEqual(before);
    expect(await measure(app, system)).toBe(3);
    const after = await availability(system);
    expect(after).toMatchObject({
      verdict: 'met',
      finality: 'restated',
      value: '100',
      sampleSize: 8,
      counts: { events: 8, errors: 0, excludedMinutes: 2 },
      reason: '100 % over 8 events meets the target of at least 90 %. 2 minutes are excluded.',
      breachId: breach!.id,
    });
    expect(after!.inputsHash).not.toBe(before!.inputsHash);
    expect(after!.counts).not.toHaveProperty('claimedMinutes');
    expect(await breachesOf(system)).toMatchObject([{ id: breach!.id, state: 'withdrawn' }]);
    expect(await measure(app, system)).toBe(0);
  });

  test('that stays breached is priced again, with a new notice', async () => {
    const system = await february10(4, 6);
    const [breach] = await breachesOf(system);
    expect(breach).toMatchObject({ value: '40', credit: { amount: '300.00' } });
    const before = await us.get<BreachDetail>(`/breaches/${breach!.id}`);
    await exclude(system, '2026-02-10T10:05:00Z', '2026-02-10T10:10:00Z');
    await measure(app, system);
    const after = await us.get<BreachDetail>(`/breaches/${breach!.id}`);
    expect(after.body).toMatchObject({ state: 'open', value: '80', credit: { amount: '100.00' }, measurement: { finality: 'restated', counts: { excludedMinutes: 5 } }, history: [{ event: 'opened' }, { event: 'restated' }] });
    expect(after.body.notice?.digest).not.toBe(before.body.notice?.digest);
  });

  test('can become breached, when what is excluded was good', async () => {
    const system = await february10(9, 1);
    expect(await breachesOf(system)).toEqual([]);
    await exclude(system, '2026-02-10T10:00:00Z', '2026-02-10T10:05:00Z');
    await measure(app, system);
    expect(await availability(system)).toMatchObject({ verdict: 'breached', value: '80', sampleSize: 5 });
    expect(await breachesOf(system)).toMatchObject([{ state: 'open', value: '80' }]);
  });

  test('of which everything is excluded is not measured, and never met', async () => {
    const system = await february10(10, 0);
    await exclude(system, '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z');
    await measure(app, system);
    for (const key of ['uptime.availability', 'latency.percentile', 'accuracy.precision']) {
      expect(await windowAt(app, system, key, february)).toMatchObject({ verdict: 'not-measured', value: null, sampleSize: 0, coverage: null, finality: 'restated', counts: { excludedMinutes: 28 * 24 * 60 } });
    }
  });

  test('counts time once that was accepted twice, and leaves the windows beside it alone', async () => {
    const system = await february10(8, 2);
    const january = await availability(system, '2026-01-01T00:00:00.000Z');
    await exclude(system, '2026-02-10T10:06:00Z', '2026-02-10T10:09:00Z');
    await exclude(system, '2026-02-10T10:08:00Z', '2026-02-10T10:10:00Z');
    await measure(app, system);
    expect(await availability(system)).toMatchObject({ value: '100', counts: { events: 6, excludedMinutes: 4 } });
    expect(await availability(system, '2026-01-01T00:00:00.000Z')).toEqual(january);
  });

  test('loses to an exclusion across its end only what lies inside', async () => {
    const system = await measuredSystem(app, us);
    await push(us, system, [...minutes('2026-01-31T23:50:00Z', 4, 6), ...minutes('2026-02-01T00:00:00Z', 0, 5), ...minutes('2026-02-01T00:05:00Z', 5, 0)]);
    await exclude(system, '2026-01-31T23:56:00Z', '2026-02-01T00:05:00Z');
    await measure(app, system);
    expect(await availability(system, '2026-01-01T00:00:00.000Z')).toMatchObject({ sampleSize: 6, value: '66.666667', counts: { excludedMinutes: 4 } });
    expect(await availability(system)).toMatchObject({ sampleSize: 5, value: '100', counts: { excludedMinutes: 5 } });
  });

  test('stays as it is when late events fall into excluded time', async () => {
    const system = await february10(10, 0);
    await exclude(system, '2026-02-10T11:00:00Z', '2026-02-10T11:20:00Z');
    await measure(app, system);
    const before = await availability(system);
    await push(us, system, minutes('2026-02-10T11:00:00Z', 0, 20));
    expect(await measure(app, system)).toBe(0);
    expect(await availability(system)).toEqual(before);
  });
});

test('latency and accuracy too are measured without excluded time, and what comes late from it changes nothing', async () => {
  const system = await measuredSystem(app, us);
  const inside = await push(us, system, minutes('2026-01-20T10:00:00Z', 5, 0, { decision: true, latencyMs: 900 }));
  const outside = await push(us, system, minutes('2026-01-20T10:05:00Z', 5, 0, { decision: true, latencyMs: 100 }));
  const time = '2026-01-25T00:00:00Z';
  await pushOutcomes(us, system, [...inside.map((event) => ({ event, outcome: 'negative' as const, time })), ...outside.map((event) => ({ event, outcome: 'positive' as const, time }))]);
  await measure(app, system);
  const january = '2026-01-01T00:00:00.000Z';
  const read = async () => Promise.all(['latency.percentile', 'accuracy.precision'].map((key) => windowAt(app, system, key, january)));
  expect(await read()).toMatchObject([{ value: '900', verdict: 'breached', sampleSize: 10 }, { value: '50', verdict: 'met', sampleSize: 10 }]);
  await exclude(system, '2026-01-20T10:00:00Z', '2026-01-20T10:05:00Z');
  await measure(app, system);
  expect(await read()).toMatchObject([{ value: '100', verdict: 'met', sampleSize: 5, counts: { excludedMinutes: 5 } }, { value: '100', sampleSize: 5, coverage: '100', counts: { decided: 5, excludedMinutes: 5 } }]);
});

describe('a running window', () => {
  const march = '2026-03-01T00:00:00.000Z';

  test('shows an accepted exclusion at once, and a claimed one as what it might lose', async () => {
    const system = await measuredSystem(app, us);
    await push(us, system, minutes('2026-03-15T11:00:00Z', 5, 5));
    const { id } = await claim(system, '2026-03-15T11:05:00Z', '2026-03-15T11:10:00Z');
    expect(await availability(system, march)).toMatchObject({ tendency: 'breached', value: '50', counts: { claimedMinutes: 5 } });
    await decide(us, system, id, 'accept');
    expect(await availability(system, march)).toMatchObject({ verdict: 'provisional', tendency: 'met', value: '100', counts: { events: 5, excludedMinutes: 5 } });
  });

  test('has lost nothing yet to what is excluded of the future', async () => {
    const system = await measuredSystem(app, us);
    await push(us, system, minutes('2026-03-15T11:00:00Z', 5, 0));
    await exclude(system, '2026-03-15T12:00:00Z', '2026-03-16T12:00:00Z');
    await claim(system, '2026-03-17T12:00:00Z', '2026-03-18T12:00:00Z');
    expect((await availability(system, march))?.counts).toEqual({ events: 5, errors: 0, excludedMinutes: 1 });
    app.clock.set('2026-03-15T12:30:00Z');
    expect((await availability(system, march))?.counts).toEqual({ events: 5, errors: 0, excludedMinutes: 31 });
  });
});
