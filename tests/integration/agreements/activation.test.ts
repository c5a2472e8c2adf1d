import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgreementDetail, AgreementPreview } from '#libs/wire/agreements.js';
import type { System } from '#libs/wire/systems.js';
import { agreementIn, newParties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, type Caller } from '../../support/caller.js';

let app: TestApp;
let us: Caller;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
});
afterAll(() => app.stop());

const activate = (id: string) => us.post<AgreementDetail>(`/agreements/${id}/activation`);
const refusedActivation = (id: string) => us.post(`/agreements/${id}/activation`);

describe('activation', () => {
  test('measures every objective on every system, for the days of the agreement in its zone', async () => {
    const parties = await newParties(us);
    const second = await us.post<System>('/systems', { slug: 'second-system', name: 'Second', vendorId: parties.vendorId });
    const active = await agreementIn('active', us, parties, {
      systemIds: [parties.systemId, second.body.id],
      effectiveFrom: '2026-01-01',
      effectiveUntil: '2026-06-30',
      zone: 'America/New_York',
    });
    expect(active.activatedAt).toBe('2026-03-15T12:00:00.000Z');
    const keys = ['accuracy.precision', 'latency.percentile', 'uptime.availability'];
    for (const systemId of [parties.systemId, second.body.id]) {
      const own = active.objectives.filter((objective) => objective.systemId === systemId);
      expect(own.map(({ definition }) => definition.key).toSorted()).toEqual(keys);
      for (const objective of own) expect(objective).toMatchObject({ versionNumber: 1, from: '2026-01-01T05:00:00.000Z', until: '2026-07-01T04:00:00.000Z' });
    }
    expect(active.objectives).toHaveLength(6);
    expect((await us.get<System>(`/systems/${parties.systemId}`)).body.verdicts).toEqual({ 'not-measured': 3 });
  });

  test('starts the clocks: those that count from the last day have a date, those of a window wait for one', async () => {
    const active = await agreementIn('active', us, await newParties(us), { effectiveUntil: '2026-12-31', zone: 'Europe/Lisbon' });
    const due = Object.fromEntries(active.clocks.map(({ definition, dueAt }) => [definition.key, dueAt]));
    expect(due['agreement.term-end']).toBe('2027-01-01T00:00:00.000Z');
    expect(due['credits.claim-window']).toBeNull();
    expect(due['ownership.deletionDays']).toMatch(/^2027-/);
  });

  test('an agreement without a last day is measured until further notice', async () => {
    const active = await agreementIn('active', us, await newParties(us), { effectiveUntil: null });
    for (const { until } of active.objectives) expect(until).toBeNull();
    const atItsEnd = active.clocks.filter(({ definition }) => definition.basis === 'effective-until');
    expect(atItsEnd.length).toBeGreaterThan(0);
    for (const { dueAt } of atItsEnd) expect(dueAt).toBeNull();
  });

  test('fifty at once activate it once', async () => {
    const signed = await agreementIn('signed', us, await newParties(us));
    const answers = await Promise.all(Array.from({ length: 50 }, () => refusedActivation(signed.id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'AGREEMENT_ALREADY_ACTIVE')).toHaveLength(49);
    expect((await us.get<AgreementDetail>(`/agreements/${signed.id}`)).body.objectives).toHaveLength(3);
  });
});

describe('two agreements over one system', () => {
  test('cannot measure the same objective at the same time; the refusal names the other and changes nothing', async () => {
    const parties = await newParties(us);
    await agreementIn('active', us, parties, { title: 'The elder', effectiveUntil: '2026-06-30' });
    const younger = await agreementIn('signed', us, parties, { title: 'The younger', effectiveFrom: '2026-06-30', effectiveUntil: null });
    const answer = await refusedActivation(younger.id);
    expect(answer).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect(answer.body.detail).toContain('"The elder"');
    expect((await us.get<AgreementDetail>(`/agreements/${younger.id}`)).body).toEqual(younger);
  });

  test('may follow each other without a gap', async () => {
    const parties = await newParties(us);
    await agreementIn('active', us, parties, { effectiveUntil: '2026-06-30' });
    const next = await agreementIn('signed', us, parties, { effectiveFrom: '2026-07-01', effectiveUntil: null });
    expect((await activate(next.id)).status).toBe(200);
  });

  test('activated at the same moment: one wins', async () => {
    const parties = await newParties(us);
    const rivals = [await agreementIn('signed', us, parties), await agreementIn('signed', us, parties), await agreementIn('signed', us, parties)];
    const answers = await Promise.all(rivals.map(({ id }) => refusedActivation(id)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  });
});

test('what the signed version prints is what its objectives, clocks and credits hold', async () => {
  const active = await agreementIn('active', us, await newParties(us));
  const { clauses, compiled } = (await us.get<AgreementPreview>(`/agreements/${active.id}/versions/1/clauses`)).body;
  const printed = (path: string): string[] =>
    clauses
      .flatMap(({ paragraphs }) => paragraphs)
      .flatMap(({ text, values }) => values.filter((value) => value.path === path).map(({ start, end }) => text.slice(start, end)));
  const definitions = active.objectives.map(({ definition }) => definition);
  const one = (key: string) => definitions.find((definition) => definition.key === key)!;
  const [uptime, latency, accuracy] = [one('uptime.availability'), one('latency.percentile'), one('accuracy.precision')];
  const days = (key: string) => `${active.clocks.find(({ definition }) => definition.key === key)?.definition.length} days`;
  const money = compiled!.credits!;
  const expected: Readonly<Record<string, string>> = {
    'uptime.target': `${uptime.target} %`,
    'uptime.minimumSample': thousands(uptime.minimumSample),
    'uptime.graceHours': `${uptime.graceHours} hours`,
    'latency.threshold': `${latency.target} milliseconds`,
    'latency.minimumSample': thousands(latency.minimumSample),
    'accuracy.target': `${accuracy.target} %`,
    'accuracy.maturityDays': `${accuracy.maturityDays} days`,
    'accuracy.coverageFloor': `${accuracy.coverageFloor} %`,
    'accuracy.minimumSample': thousands(accuracy.minimumSample),
    'ownership.returnDays': days('ownership.returnDays'),
    'ownership.deletionDays': days('ownership.deletionDays'),
    'credits.claimDays': days('credits.claim-window'),
    'credits.monthlyCharge': `${thousands(Number(money.monthlyCharge.amount), 2)} ${money.monthlyCharge.currency}`,
    'credits.monthlyCap': `${money.monthlyCapPercent} %`,
    'credits.rollingCap': `${money.rollingCapPercent} %`,
    'credits.uptimeTiers': uptime.tiers.map(({ bound, percent }) => `${percent} % below ${bound} %`).join('; '),
    'credits.latencyTiers': latency.tiers.map(({ bound, percent }) => `${percent} % above ${bound} milliseconds`).join('; '),
  };
  for (const [path, text] of Object.entries(expected)) {
    expect([path, new Set(printed(path))]).toEqual([path, new Set([text])]);
  }
  expect(compiled?.objectives).toEqual([uptime, latency, accuracy]);
});

const thousands = (value: number, decimals = 0): string => value.toLocaleString('en-US', { minimumFractionDigits: decimals });
