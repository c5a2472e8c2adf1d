import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { BreachDetail, BreachPage } from '#libs/wire/breaches.js';
import { systemActor } from '../../../apps/api/src/jobs/system-actor.js';
import { Breaches } from '../../../apps/api/src/breaches/breaches.service.js';
import type { AgreementDetail } from '#libs/wire/agreements.js';
import type { LogPage } from '#libs/wire/log.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';
import { measure, measuredPair, measuredSystem, minutes, push, type Measured } from '../../support/measured.js';

type Page = z.infer<typeof BreachPage>;

let app: TestApp;
let us: Caller;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set('2026-03-15T12:00:00Z'));

/** A system whose February was breached: 8 of 10 events were fine where 90 % were promised. */
async function breachedSystem(by: Caller = us): Promise<Measured> {
  const system = await measuredSystem(app, by);
  await push(by, system, minutes('2026-02-10T10:00:00Z', 8, 2));
  await measure(app, system);
  return system;
}

async function breachOf(system: Measured, by: Caller = us): Promise<Page['items'][number]> {
  const { body } = await by.get<Page>(`/breaches?system=${system.systemId}`);
  expect(body.items).toHaveLength(1);
  return body.items[0]!;
}

describe('a breach', () => {
  test('leads back to the signed clause, with its value, credit, claim clock and history', async () => {
    const system = await breachedSystem();
    const { id } = await breachOf(system);
    const { body: breach } = await us.get<BreachDetail>(`/breaches/${id}`);
    const { body: agreement } = await us.get<AgreementDetail>(`/agreements/${system.agreementId}`);
    expect(breach).toMatchObject({
      state: 'open',
      zone: 'Europe/Lisbon',
      value: '80',
      target: '90',
      unit: 'percent',
      openedAt: '2026-03-15T12:00:00.000Z',
      claimDueAt: '2026-03-30T23:00:00.000Z',
      credit: { amount: '100.00', currency: 'EUR' },
      objective: { definition: { key: 'uptime.availability' } },
      measurement: { verdict: 'breached', finality: 'final', sampleSize: 10, breachId: id },
      clause: { id: 'uptime', family: 'uptime' },
      version: { number: 1, digest: agreement.versions[0]!.digest, effectiveFrom: '2026-01-01', signedAt: '2026-03-14T09:00:00.000Z' },
      history: [{ actor: 'Fineprint', event: 'opened', note: null }],
    });
    expect(breach.terms).toContainEqual({ path: 'uptime.target', label: expect.any(String), printed: '90 %' });
    expect(breach.derivation?.amount).toEqual(breach.credit);
    expect(breach.derivation?.steps.length).toBeGreaterThan(3);
  });

  test('has a notice: a PDF whose bytes are those that were made when it opened', async () => {
    const system = await breachedSystem();
    const { id } = await breachOf(system);
    const { body: breach } = await us.get<BreachDetail>(`/breaches/${id}`);
    const first = await us.get(`/breaches/${id}/notice`);
    expect(first.status).toBe(200);
    expect(first.headers['content-type']).toBe('application/pdf');
    expect(first.headers['content-disposition']).toBe(`attachment; filename="breach-notice-${id}.pdf"`);
    expect(Buffer.from(first.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(createHash('sha256').update(first.bytes).digest('hex')).toBe(breach.notice?.digest);
    await us.post(`/breaches/${id}/claim`, {});
    expect((await us.get(`/breaches/${id}/notice`)).bytes).toEqual(first.bytes);
  });

  test('gets a new notice when it is restated', async () => {
    const system = await breachedSystem();
    const { id } = await breachOf(system);
    const before = await us.get<BreachDetail>(`/breaches/${id}`);
    await push(us, system, minutes('2026-02-11T10:00:00Z', 0, 1));
    await measure(app, system);
    const after = await us.get<BreachDetail>(`/breaches/${id}`);
    expect(after.body.history.map(({ event }) => event)).toEqual(['opened', 'restated']);
    expect(after.body.notice?.digest).not.toBe(before.body.notice?.digest);
    expect(after.body.claimDueAt).toBe(before.body.claimDueAt);
  });
});

describe('a breach that is measured again with the same value', () => {
  test('refers to the measurement that counts, and its notice is written again', async () => {
    const system = await breachedSystem();
    const { id } = await breachOf(system);
    const before = await us.get<BreachDetail>(`/breaches/${id}`);
    await push(us, system, minutes('2026-02-11T10:00:00Z', 8, 2));
    await measure(app, system);
    const after = await us.get<BreachDetail>(`/breaches/${id}`);
    expect(after.body).toMatchObject({ value: '80', measurement: { finality: 'restated', sampleSize: 20, breachId: id }, history: [{ event: 'opened' }, { event: 'restated' }] });
    expect(after.body.notice?.digest).not.toBe(before.body.notice?.digest);
  });
});

describe('a credit', () => {
  test('of a month looks back on those of the months before, up to the cap over twelve months', async () => {
    const system = await measuredSystem(app, us, {}, { effectiveFrom: '2025-11-01', effectiveUntil: '2026-10-31' });
    for (const month of ['2025-11', '2025-12', '2026-01', '2026-02']) await push(us, system, minutes(`${month}-10T10:00:00Z`, 5, 5));
    await measure(app, system);
    const { body } = await us.get<Page>(`/breaches?system=${system.systemId}`);
    const amounts = body.items.toSorted((a, b) => (a.windowStart < b.windowStart ? -1 : 1)).map(({ credit }) => credit?.amount);
    // 30 % of 1000 is 300, but twelve months together earn at most 20 % of their charges: 200, then 200 more with each month.
    expect(amounts).toEqual(['200.00', '200.00', '200.00', '200.00']);
  });

  test('does not count against another of the same month', async () => {
    const system = await measuredSystem(app, us, {}, { effectiveFrom: '2026-02-01' });
    await push(us, system, minutes('2026-02-10T10:00:00Z', 5, 5, { latencyMs: 400 }));
    await measure(app, system);
    const { body } = await us.get<Page>(`/breaches?system=${system.systemId}`);
    // 5 % of 1000 for latency, and for availability 30 %, but at most 20 % of the only month charged.
    expect(body.items.map(({ credit }) => credit?.amount).toSorted()).toEqual(['200.00', '50.00']);
  });

  const creditsOf = async (system: Measured): Promise<number[]> => {
    const { body } = await us.get<Page>(`/breaches?system=${system.systemId}`);
    return body.items.flatMap(({ state, credit }) => (state === 'withdrawn' || credit === null ? [] : [Number(credit.amount)]));
  };
  const slowAndFailing = minutes('2026-02-10T10:00:00Z', 8, 2, { latencyMs: 400 });
  /** Enough fast answers to keep the latency; four of five succeed, as before. */
  const fastAndFailing = minutes('2026-02-11T10:00:00Z', 400, 100, { latencyMs: 100 });

  test.for([
    // 10 % of 1000 for availability and 5 % for latency.
    ['is added to others of the same month where nothing else is agreed', {}, 150, 100],
    ['shares a pool with others of the same month, and takes its share over when one is withdrawn', { 'credits.pool': '12' }, 120, 100],
    ['comes to the highest of its month where only that counts, also after another is withdrawn', { 'credits.multiBreach': 'highest' }, 100, 100],
  ] as const)('%s', async ([, terms, together, alone]) => {
    const system = await measuredSystem(app, us, terms);
    await push(us, system, slowAndFailing);
    await measure(app, system);
    const both = await creditsOf(system);
    expect([both.length, both.reduce((sum, amount) => sum + amount, 0)]).toEqual([2, together]);
    await push(us, system, fastAndFailing);
    await measure(app, system);
    expect(await creditsOf(system)).toEqual([alone]);
  });

  test.for([
    // 30 % of 1000, but at most 20 % of the charges so far: 200 in January; in February 400, less what the other system earned.
    ['looks back on those of other systems where the charge is that of all', 'agreement', [200, 200]],
    ['looks back on its own system alone where the charge is that of each', 'system', [200, 300]],
  ] as const)('%s', async ([, base, amounts]) => {
    const [one, other] = await measuredPair(app, us, { 'credits.base': base });
    await push(us, one, minutes('2026-01-10T10:00:00Z', 5, 5));
    await push(us, other, minutes('2026-02-10T10:00:00Z', 5, 5));
    await measure(app, one);
    await measure(app, other);
    expect([...(await creditsOf(one)), ...(await creditsOf(other))]).toEqual(amounts);
  });

  test('is smaller by what other objectives earned in the months before', async () => {
    const system = await measuredSystem(app, us, { 'credits.rollingCap': '6' });
    await push(us, system, minutes('2026-01-10T10:00:00Z', 10, 0, { latencyMs: 400 }));
    await push(us, system, minutes('2026-02-10T10:00:00Z', 8, 2, { latencyMs: 100 }));
    await measure(app, system);
    const { body } = await us.get<Page>(`/breaches?system=${system.systemId}`);
    // January: 5 % of 1000 for latency. February: 10 % of 1000, but at most 6 % of 2000 less January's 50.
    expect(body.items.map(({ objectiveLabel, credit }) => [objectiveLabel, credit?.amount]).toSorted()).toEqual([
      ['Availability', '70.00'],
      [expect.stringMatching(/latency|response/i), '50.00'],
    ]);
  });
});

describe('a window that turns into a breach after later ones were priced', () => {
  const amounts = async (system: Measured): Promise<(string | undefined)[]> => {
    const { body } = await us.get<Page>(`/breaches?system=${system.systemId}`);
    return body.items.toSorted((a, b) => (a.windowStart < b.windowStart ? -1 : 1)).map(({ state, credit }) => `${state} ${credit?.amount}`);
  };

  test('takes from the credits that look back on it, a claimed one too, and gives back when it is withdrawn', async () => {
    const system = await measuredSystem(app, us, {}, { effectiveFrom: '2025-11-01' });
    for (const month of ['2026-01', '2026-02']) await push(us, system, minutes(`${month}-10T10:00:00Z`, 5, 5));
    await measure(app, system);
    expect(await amounts(system)).toEqual(['open 300.00', 'open 300.00']);
    const february = (await us.get<Page>(`/breaches?system=${system.systemId}`)).body.items.find(({ windowStart }) => windowStart.startsWith('2026-02'))!;
    await us.post(`/breaches/${february.id}/claim`, {});
    const claimed = (await us.get<BreachDetail>(`/breaches/${february.id}`)).body;

    await push(us, system, minutes('2025-12-10T10:00:00Z', 5, 5));
    await measure(app, system);
    // February: 20 % of its own charge and those since November, 800, less December's 300 and January's 300.
    expect(await amounts(system)).toEqual(['open 300.00', 'open 300.00', 'claimed 200.00']);
    const restated = (await us.get<BreachDetail>(`/breaches/${february.id}`)).body;
    expect(restated).toMatchObject({ claimedAt: claimed.claimedAt, claimDueAt: claimed.claimDueAt, measurement: claimed.measurement, derivation: { amount: { amount: '200.00' } } });
    expect(restated.history.map(({ event }) => event)).toEqual(['opened', 'claimed', 'restated']);
    expect(restated.notice?.digest).not.toBe(claimed.notice?.digest);
    const { body: log } = await us.get<z.infer<typeof LogPage>>(`/log?object=${february.id}`);
    expect(log.items.map(({ action }) => action)).toEqual(['breach.restated', 'breach.claimed', 'breach.opened']);

    await push(us, system, minutes('2025-12-11T10:00:00Z', 100, 0));
    await measure(app, system);
    expect(await amounts(system)).toEqual(['withdrawn 300.00', 'open 300.00', 'claimed 300.00']);
  });

  test('leaves alone what does not look back on it', async () => {
    const system = await measuredSystem(app, us, {}, { effectiveFrom: '2025-11-01' });
    await push(us, system, minutes('2025-12-10T10:00:00Z', 5, 5));
    await measure(app, system);
    await push(us, system, minutes('2026-01-10T10:00:00Z', 5, 5));
    await measure(app, system);
    const { body } = await us.get<Page>(`/breaches?system=${system.systemId}`);
    const histories = await Promise.all(body.items.map(async ({ id }) => (await us.get<BreachDetail>(`/breaches/${id}`)).body.history.map(({ event }) => event)));
    expect(histories).toEqual([['opened'], ['opened']]);
  });
});

describe('a claim', () => {
  test('is made once, by somebody who may, with a note that stays in the history', async () => {
    const { id } = await breachOf(await breachedSystem());
    const compliance = await join(app, us.organisationId, 'compliance');
    const claimed = await compliance.post<BreachDetail>(`/breaches/${id}/claim`, { note: 'As seen in the stores' });
    expect(claimed.status).toBe(200);
    expect(claimed.body).toMatchObject({ state: 'claimed', claimedAt: '2026-03-15T12:00:00.000Z' });
    expect(claimed.body.history).toMatchObject([{ event: 'opened' }, { event: 'claimed', actor: 'Pat compliance', note: 'As seen in the stores' }]);
    expect(await compliance.post(`/breaches/${id}/claim`, {})).toMatchObject({ status: 409, body: { code: 'BREACH_STATE' } });
  });

  test('is possible at the last instant of its clock, and refused after it with nothing changed', async () => {
    const [inTime, late] = [await breachOf(await breachedSystem()), await breachOf(await breachedSystem())];
    const breaches = app.application.get(Breaches);
    app.clock.set('2026-03-30T23:00:00.000Z');
    expect(await breaches.claim(systemActor(us.organisationId), inTime.id, {})).toMatchObject({ state: 'claimed' });
    app.clock.set('2026-03-30T23:00:00.001Z');
    await expect(breaches.claim(systemActor(us.organisationId), late.id, {})).rejects.toMatchObject({ code: 'CLAIM_WINDOW_CLOSED' });
    expect(await breaches.one(systemActor(us.organisationId), late.id)).toMatchObject({ state: 'open', claimedAt: null });
  });

  test('is refused where the credit comes to nothing, and the breach stays open', async () => {
    const system = await measuredSystem(app, us, { 'credits.minimumPayout': '500.00 EUR' });
    await push(us, system, minutes('2026-02-10T10:00:00Z', 8, 2));
    await measure(app, system);
    const { id, credit } = await breachOf(system);
    expect(credit?.amount).toBe('0.00');
    expect(await us.post(`/breaches/${id}/claim`, {})).toMatchObject({ status: 409, body: { code: 'BREACH_STATE', detail: expect.stringContaining('nothing to claim') } });
    expect((await us.get<BreachDetail>(`/breaches/${id}`)).body).toMatchObject({ state: 'open', claimedAt: null, history: [{ event: 'opened' }] });
  });

  test.each(['engineer', 'procurement', 'auditor'] as const)('is refused to the role %s', async (role) => {
    const { id } = await breachOf(await breachedSystem());
    const caller = await join(app, us.organisationId, role);
    expect(await caller.post(`/breaches/${id}/claim`, {})).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect((await caller.get<BreachDetail>(`/breaches/${id}`)).body.state).toBe('open');
  });

  test('by twenty people at once succeeds once', async () => {
    const { id } = await breachOf(await breachedSystem());
    const answers = await Promise.all(Array.from({ length: 20 }, () => us.post(`/breaches/${id}/claim`, {})));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
  });
});

describe('the list of breaches', () => {
  test('filters by state, vendor, system and agreement, and pages without gaps or repeats', async () => {
    const [one, other] = [await breachedSystem(), await breachedSystem()];
    const claimed = await breachOf(one);
    await us.post(`/breaches/${claimed.id}/claim`, {});
    const ids = async (query: string): Promise<string[]> => (await us.get<Page>(`/breaches?${query}`)).body.items.map(({ id }) => id);
    expect(await ids(`vendor=${one.vendorId}`)).toEqual([claimed.id]);
    expect(await ids(`agreement=${one.agreementId}`)).toEqual([claimed.id]);
    expect(await ids(`system=${one.systemId}&state=open`)).toEqual([]);
    expect(await ids(`state=claimed`)).toContain(claimed.id);
    expect(await ids(`state=claimed`)).not.toContain((await breachOf(other)).id);

    const all = await ids('limit=200');
    const paged: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Page = (await us.get<Page>(`/breaches?limit=2${next === '' ? '' : `&cursor=${next}`}`)).body;
      paged.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(paged).toEqual(all);
  });

  test('and everything below it shows a vendor contact the own vendor only, and another organisation nothing', async () => {
    const [own, rival] = [await breachedSystem(), await breachedSystem()];
    const [ownBreach, rivalBreach] = [await breachOf(own), await breachOf(rival)];
    const contact = await join(app, us.organisationId, 'vendor-contact', own.vendorId);
    const stranger = await foundOrganisation(app, 'Another');
    expect((await contact.get<Page>('/breaches')).body.items.map(({ id }) => id)).toEqual([ownBreach.id]);
    expect((await stranger.get<Page>('/breaches')).body.items).toEqual([]);
    for (const path of ['', '/notice']) {
      expect((await contact.get(`/breaches/${ownBreach.id}${path}`)).status).toBe(200);
      expect(await contact.get(`/breaches/${rivalBreach.id}${path}`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
      expect(await stranger.get(`/breaches/${ownBreach.id}${path}`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
    expect(await stranger.post(`/breaches/${ownBreach.id}/claim`, {})).toMatchObject({ status: 404 });
    expect((await contact.get(`/systems/${own.systemId}/objectives`)).status).toBe(200);
    expect(await contact.get(`/systems/${rival.systemId}/objectives`)).toMatchObject({ status: 404 });
    expect(await stranger.get(`/systems/${own.systemId}/objectives`)).toMatchObject({ status: 404 });
  });
});
