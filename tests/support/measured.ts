import { expect } from 'vitest';
import type { AgreementDetail } from '#libs/wire/agreements.js';
import type { Event, IngestReport, Outcome } from '#libs/wire/events.js';
import type { Measurement } from '#libs/wire/measurements.js';
import type { SystemDetail } from '#libs/wire/systems.js';
import type { TermValues } from '#libs/wire/terms.js';
import { Database } from '../../apps/api/src/database/database.js';
import { systemActor } from '../../apps/api/src/jobs/system-actor.js';
import { Measuring } from '../../apps/api/src/measurement/measuring.service.js';
import { Series } from '../../apps/api/src/measurement/series.service.js';
import { freeze, missingTerms, newDraft, newParties, type Parties, saveTerms, sign } from './agreements.js';
import type { TestApp } from './app.js';
import type { Caller } from './caller.js';

/** Small numbers, so that a test can write its events down. */
export const smallTerms: TermValues = {
  ...missingTerms,
  'uptime.target': '90',
  'uptime.minimumSample': '4',
  'uptime.graceHours': '24',
  'latency.threshold': '250',
  'latency.minimumSample': '4',
  'latency.graceHours': '24',
  'accuracy.target': '50',
  'accuracy.minimumSample': '4',
  'accuracy.coverageFloor': '60',
  'accuracy.maturityDays': '10',
  'credits.monthlyCharge': '1000.00 EUR',
  'credits.uptimeTiers': [
    { bound: '90', inclusive: false, percent: '10' },
    { bound: '60', inclusive: false, percent: '30' },
  ],
  'credits.latencyTiers': [{ bound: '250', inclusive: false, percent: '5' }],
  'credits.accuracyTiers': [{ bound: '50', inclusive: false, percent: '10' }],
  'credits.monthlyCap': '50',
  'credits.rollingCap': '20',
  'credits.claimDays': '30',
};

/** A system under an active agreement of calendar months in Lisbon from 2026-01-01 on. */
export interface Measured {
  readonly organisationId: number;
  readonly vendorId: string;
  readonly systemId: string;
  readonly slug: string;
  readonly systemNumber: number;
  readonly agreementId: string;
}

export async function measuredSystem(app: TestApp, by: Caller, terms: TermValues = {}, changes: Readonly<Record<string, unknown>> = {}): Promise<Measured> {
  const parties = await newParties(by);
  const draft = await saveTerms(by, await newDraft(by, parties, { title: `Agreement about ${parties.systemId}`, ...changes }), { ...smallTerms, ...terms });
  const signed = await sign(by, await sign(by, await freeze(by, draft), 'customer'), 'vendor');
  const active = await by.post<AgreementDetail>(`/agreements/${signed.id}/activation`);
  expect(active.status).toBe(200);
  return asMeasured(app, by, parties, signed.id);
}

async function asMeasured(app: TestApp, by: Caller, parties: Parties, agreementId: string): Promise<Measured> {
  const system = await by.get<SystemDetail>(`/systems/${parties.systemId}`);
  const [row] = await app.application
    .get(Database)
    .inOrganisation(by.organisationId, (manager) => manager.query<{ number: number }[]>(`SELECT number FROM system WHERE organisation_id = $1 AND id = $2`, [by.organisationId, parties.systemId]));
  return { organisationId: by.organisationId, ...parties, slug: system.body.slug, systemNumber: row!.number, agreementId };
}

/** Two systems under one active agreement. */
export async function measuredPair(app: TestApp, by: Caller, terms: TermValues): Promise<readonly [Measured, Measured]> {
  const { vendorId } = await newParties(by);
  const made = await Promise.all(['one', 'other'].map((name) => by.post<SystemDetail>('/systems', { slug: `${name}-${vendorId}`, name, vendorId })));
  const [one, other] = made.map(({ body }) => ({ vendorId, systemId: body.id }));
  const first = await measuredSystem(app, by, terms, { vendorId, systemIds: [one!.systemId, other!.systemId] });
  return [await asMeasured(app, by, one!, first.agreementId), await asMeasured(app, by, other!, first.agreementId)];
}

let sent = 0;

/** Sends events to the system, by HTTP; each has a time and what the test says about it. @returns their ids */
export async function push(by: Caller, { slug }: Measured, events: readonly (Partial<Event> & { readonly time: string })[]): Promise<string[]> {
  const items = events.map((event) => ({ id: `event-${++sent}`, system: slug, version: 'v1', ...event }));
  const { body } = await by.post<IngestReport>('/events', items);
  expect(body).toMatchObject({ accepted: items.length });
  return items.map(({ id }) => id);
}

export async function pushOutcomes(by: Caller, { slug }: Measured, outcomes: readonly (Pick<Outcome, 'event' | 'outcome' | 'time'>)[]): Promise<void> {
  const { body } = await by.post<IngestReport>('/outcomes', outcomes.map((outcome) => ({ system: slug, ...outcome })));
  expect(body).toMatchObject({ accepted: outcomes.length });
}

/** `ok` events and `failed` ones, a minute apart from `from` on. */
export function minutes(from: string, ok: number, failed: number, event: Partial<Event> = {}): (Partial<Event> & { time: string })[] {
  return Array.from({ length: ok + failed }, (_, minute) => ({
    ...event,
    time: new Date(Date.parse(from) + minute * 60_000).toISOString(),
    status: minute < ok ? ('ok' as const) : ('error' as const),
  }));
}

/** Measures the system as a job would. @returns how many measurements were stored */
export function measure(app: TestApp, { organisationId, systemNumber }: Measured): Promise<number> {
  return app.application.get(Measuring).measure({ organisationId, systemNumber });
}

/** The windows of one objective, newest first, at the present of the app's clock. */
export async function windowsOf(app: TestApp, { organisationId, systemId }: Measured, key: string): Promise<Measurement[]> {
  const { series } = await app.application.get(Series).of(systemActor(organisationId), systemId);
  const found = series.find(({ objective }) => objective.definition.key === key);
  expect(found).toBeDefined();
  return found!.measurements;
}

/** The window that starts at an instant. */
export async function windowAt(app: TestApp, system: Measured, key: string, start: string): Promise<Measurement | undefined> {
  return (await windowsOf(app, system, key)).find(({ windowStart }) => windowStart === start);
}
