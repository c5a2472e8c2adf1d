import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DriftReport } from '#libs/wire/drift-reports.js';
import type { Event, IngestReport, Outcome } from '#libs/wire/events.js';
import type { Exclusion } from '#libs/wire/exclusions.js';
import type { ReportBasis } from '#libs/wire/figures.js';
import type { OversightReport, ServiceReport } from '#libs/wire/service-reports.js';
import type { System } from '#libs/wire/systems.js';
import { chance } from '../../../apps/api/src/demonstration/chance.js';
import { newParties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';

const firstMs = Date.parse('2026-03-02T00:00:00Z');
const days = 6;
const period = 'from=2026-03-05T00:00:00Z&to=2026-03-08T00:00:00Z';

/** Those of the period, in the order of their times, and one of the time before it; the first two overlap. */
const accepted = [
  ['2026-03-05T09:20:00Z', '2026-03-05T13:47:00Z'],
  ['2026-03-05T12:00:00Z', '2026-03-05T14:10:00Z'],
  ['2026-03-06T23:30:00Z', '2026-03-07T01:15:00Z'],
  ['2026-03-03T10:01:00Z', '2026-03-03T18:00:00Z'],
] as const;
const disputed = ['2026-03-06T08:00:00Z', '2026-03-06T12:00:00Z'] as const;
const isIn = (ms: number, [from, to]: readonly [string, string]): boolean => ms >= Date.parse(from) && ms < Date.parse(to);
const isTaken = ({ time }: Pick<Event, 'time'>): boolean => accepted.some((stretch) => isIn(Date.parse(time), stretch));

const outcomeOf = ({ id, system, score }: Event): Outcome => ({ event: id, system, outcome: chance(11, Number(id.slice(2)), 7) < score! ? 'positive' : 'negative', time: '2026-03-09T00:00:00Z' });

/** The same events under the name of a system. */
function eventsOf(system: string): readonly Event[] {
  return Array.from({ length: 900 }, (_, at) => {
    const share = (draw: number): number => chance(11, at, draw);
    const score = Number(share(1).toFixed(3));
    return {
      id: `x-${at}`,
      system,
      version: at % 3 === 0 ? 'v2' : 'v1',
      time: new Date(firstMs + Math.floor(((at + share(2)) / 900) * days * 86_400_000)).toISOString(),
      score,
      decision: score >= 0.5,
      latencyMs: Math.round(20 + 400 * share(3)),
      status: share(4) < 0.1 ? 'error' : 'ok',
      segments: { region: share(5) < 0.4 ? 'north' : 'south' },
      features: { visits: Math.floor(share(6) * 10) },
    };
  });
}

let app: TestApp;
let us: Caller;
let withExclusions: System;
let neverSent: System;
let ids: readonly string[];

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  const { vendorId } = await newParties(us);
  const contact = await join(app, us.organisationId, 'vendor-contact', vendorId);
  const made = async (slug: string): Promise<System> => (await us.post<System>('/systems', { slug, name: slug, vendorId })).body;
  [withExclusions, neverSent] = [await made('with-exclusions'), await made('never-sent')];
  for (const [{ slug }, isSent] of [[withExclusions, () => true], [neverSent, (event: Event) => !isTaken(event)]] as const) {
    const events = eventsOf(slug).filter(isSent);
    for (const [path, items] of [['/events', events], ['/outcomes', events.map(outcomeOf)]] as const) {
      expect((await us.post<IngestReport>(path, items)).body).toMatchObject({ accepted: items.length });
    }
  }
  const exclude = async ([from, to]: readonly [string, string], decision: string): Promise<string> => {
    const { body } = await contact.post<Exclusion>(`/systems/${withExclusions.id}/exclusions`, { from, to, reason: 'planned-maintenance', note: 'announced' });
    expect((await us.post(`/systems/${withExclusions.id}/exclusions/${body.id}/decision`, { decision })).status).toBe(200);
    return body.id;
  };
  const claimed: string[] = [];
  for (const stretch of accepted.toReversed()) claimed.unshift(await exclude(stretch, 'accept'));
  ids = claimed;
  await exclude(disputed, 'dispute');
}, 120_000);
afterAll(() => app.stop());

async function read<Report>(system: System, report: string, query: string): Promise<Report> {
  const { status, body } = await us.get<Report>(`/systems/${system.id}/${report}?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

describe('what was accepted is taken out: a report is that of a system which never had these events', () => {
  test.each([
    ['drift', period],
    ['drift', `${period}&version=v1`],
    ['performance', period],
    ['performance', `${period}&version=v2`],
    ['slice-report', `${period}&attributes=region`],
    ['oversight', period],
  ])('%s, %s, from intervals as from events', async (report, query) => {
    for (const source of ['intervals', 'exact']) {
      const [{ basis, ...found }, { basis: expectedBasis, ...expected }] = [await read<{ readonly basis: ReportBasis }>(withExclusions, report, `${query}&source=${source}`), await read<{ readonly basis: ReportBasis }>(neverSent, report, `${query}&source=${source}`)];
      expect(basis).toMatchObject({ events: expectedBasis.events, source: expectedBasis.source, largestBound: expectedBasis.largestBound });
      if ('baseline' in found) expect({ ...found, baseline: { ...(found.baseline as object), excluded: null } }).toEqual({ ...expected, baseline: { ...(expected as unknown as DriftReport).baseline, excluded: null } });
      else expect(found).toEqual(expected);
    }
  });

  test.each(['intervals', 'exact'])('service from %s: ratio, latency, attainment and course; minutes without events are not minutes taken out', async (source) => {
    const query = `${period}&thresholdMilliseconds=200&source=${source}`;
    const [found, expected] = [await read<ServiceReport>(withExclusions, 'service', query), await read<ServiceReport>(neverSent, 'service', query)];
    for (const part of ['latency', 'attainment', 'points'] as const) expect(found[part]).toEqual(expected[part]);
    const ratio = ({ availability }: ServiceReport) => availability.find(({ method }) => method === 'event-ratio');
    expect(ratio(found)).toEqual(ratio(expected));
    expect(found.throughput.meanPerMinute.sampleSize).toBe(expected.throughput.meanPerMinute.sampleSize - 395);
  });

  test('the answer says which, how many minutes and how many events', async () => {
    const inPeriod = eventsOf('').filter(({ time }) => time >= '2026-03-05' && time < '2026-03-08');
    const taken = inPeriod.filter(isTaken);
    const [touching, before] = [ids.slice(0, 3), ids.slice(3)];
    const { basis, baseline } = await read<DriftReport>(withExclusions, 'drift', period);
    expect(basis).toMatchObject({ events: inPeriod.length - taken.length, excluded: { exclusions: touching, minutes: 290 + 105, events: taken.length } });
    expect(baseline.excluded).toMatchObject({ exclusions: before, minutes: 479 });
    const ofVersion = await read<DriftReport>(withExclusions, 'drift', `${period}&version=v2`);
    expect(ofVersion.basis.excluded).toEqual({ exclusions: touching, minutes: 395, events: taken.filter(({ version }) => version === 'v2').length });
    expect((await read<OversightReport>(neverSent, 'oversight', period)).basis.excluded).toEqual({ exclusions: [], minutes: 0, events: 0 });
  });

  test('when a version was last seen is told by its last event, in excluded time too', async () => {
    const { versions } = await read<ServiceReport>(withExclusions, 'service', 'from=2026-03-05T00:00:00Z&to=2026-03-05T14:00:00Z');
    for (const { label, lastSeenAt, events } of versions) {
      const own = eventsOf('').filter(({ version, time }) => version === label && time >= '2026-03-05' && time < '2026-03-05T14');
      expect([label, lastSeenAt, events]).toEqual([label, own.at(-1)!.time, own.length]);
    }
  });
});

test.each(['drift', 'performance', 'service', 'slice-report', 'oversight'])('of a period that is excluded as a whole, %s says that there are no events', async (report) => {
  for (const source of ['intervals', 'exact']) {
    const { basis } = await read<{ readonly basis: ReportBasis }>(withExclusions, report, `from=2026-03-05T10:00:00Z&to=2026-03-05T13:00:00Z&source=${source}`);
    expect(basis).toMatchObject({ events: 0, excluded: { minutes: 180 } });
    expect(basis.excluded.events).toBeGreaterThan(10);
  }
});
