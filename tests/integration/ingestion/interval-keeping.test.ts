import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { canonicalRows } from '#libs/measurement/intervals/comparison.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import type { SystemKey } from '../../../apps/api/src/measurement/system-key.js';
import { clientOf } from '../../../apps/api/src/database/client-of.js';
import { systemActor } from '../../../apps/api/src/jobs/system-actor.js';
import { readIntervals } from '../../../apps/api/src/measurement/interval-reader.js';
import { foldRaw } from '../../../apps/api/src/measurement/raw-events.js';
import { streamTotals } from '../../../apps/api/src/systems/stream-totals.js';
import { actorOf, intervalsOf, present, requestWith, startIngestion, type Ingestion } from '../../support/ingestion.js';

const hourMs = 3_600_000;
const startMs = Date.parse('2026-01-10T00:00:00Z');
const hours = 1_200;

let ingestion: Ingestion;
let system: SystemKey;
let systemId: string;
const administrator = systemActor(1);

beforeAll(async () => {
  ingestion = await startIngestion();
  const { rows } = await ingestion.owner.query<{ id: string; number: number }>(`SELECT id, number FROM system WHERE organisation_id = 1 AND slug = 'scoring'`);
  system = { organisationId: 1, systemNumber: rows[0]!.number };
  systemId = rows[0]!.id;
});
afterAll(() => ingestion.stop());
beforeEach(async () => {
  ingestion.clock.set(present);
  await ingestion.owner.query('TRUNCATE event, outcome, interval, interval_day, interval_version_day, stale_hour, dirty_hour');
});

const lines = (items: readonly object[]) => items.map((item) => `${JSON.stringify(item)}\n`).join('');
const sendEvents = (items: readonly object[]) => ingestion.intake.stream(actorOf(1), ingestion.events, requestWith(lines(items)));
const sendOutcomes = (items: readonly object[]) => ingestion.intake.stream(actorOf(1), ingestion.outcomes, requestWith(lines(items)));
const count = async (table: string): Promise<number> => Number((await ingestion.owner.query(`SELECT count(*) FROM ${table}`)).rows[0].count);
const moveClock = (seconds: number) => ingestion.clock.set(new Date(Date.parse(present) + seconds * 1_000).toISOString());

/** One event an hour and some more in the first hours; every other one has everything that is counted. */
const events = Array.from({ length: hours + 300 }, (_, at) => ({
  id: `e${at}`,
  system: 'scoring',
  version: `v${at % 2}`,
  time: new Date(startMs + (at < hours ? at : at - hours) * hourMs + at * 1_000).toISOString(),
  score: (at % 1_000) / 1_000,
  decision: at % 3 === 0,
  status: at % 50 === 0 ? 'error' : 'ok',
  ...(at % 2 === 0
    ? { latencyMs: at, segments: { region: `r${at % 7}` }, features: { age: at, plan: `p${at % 5}` }, reasons: ['x'], humanDecision: at % 4 === 0, user: `u${at % 11}`, feedback: 'accepted', resolvedBy: 'ai' }
    : {}),
}));
const outcomes = events.slice(0, 400).map(({ id }, at) => ({ event: id, system: 'scoring', outcome: at % 3 === 0 ? 'positive' : 'negative', time: '2026-03-10T00:00:00Z' }));
/** The same ones, far apart from each other. */
const scattered = <Item>(items: readonly Item[]): Item[] => items.map((_, at) => items[(at * 701) % items.length]!);
/** In requests that touch few hours each. */
const sendInOrder = async (items: readonly object[]) => {
  for (let at = 0; at < items.length; at += 500) await sendEvents(items.slice(at, at + 500));
};
const verify = async () => {
  const first = await ingestion.keeping.verify(administrator, systemId, {});
  const rest = first.next === null ? undefined : await ingestion.keeping.verify(administrator, systemId, { from: first.next });
  const sumOf = (name: 'events' | 'intervals' | 'staleHours' | 'differing'): number => first[name] + (rest?.[name] ?? 0);
  return { ...first, events: sumOf('events'), intervals: sumOf('intervals'), staleHours: sumOf('staleHours'), differing: sumOf('differing'), next: rest?.next ?? null };
};
const recounted = async () => {
  moveClock(6);
  expect(await ingestion.keeping.recountStale(system)).toBe(true);
  expect(await count('stale_hour')).toBe(0);
};

describe('intervals', () => {
  test('are what their events give, after duplicates and outcomes and before and after compaction', async () => {
    await sendInOrder(events);
    await sendEvents(events.slice(100, 400));
    await sendOutcomes(outcomes);
    await sendOutcomes(outcomes.slice(0, 50));
    const expected = { events: events.length, intervals: hours, staleHours: 0, differing: 0, differences: [], rollUps: [], repaired: false, next: null };
    expect(await verify()).toMatchObject(expected);
    await ingestion.compaction.compact(1, system.systemNumber);
    expect(await count('interval_day')).toBeGreaterThan(40);
    expect(await verify()).toMatchObject(expected);
  });

  test('are given in parts, each going on where the one before ended', async () => {
    await sendInOrder(events);
    const first = await ingestion.keeping.verify(administrator, systemId, { to: '2026-01-20T00:00:00Z' });
    expect(first).toMatchObject({ days: 10, next: null });
    const month = await ingestion.keeping.verify(administrator, systemId, {});
    expect(month).toMatchObject({ days: 31, next: '2026-02-10T00:00:00.000Z' });
    const rest = await ingestion.keeping.verify(administrator, systemId, { from: month.next! });
    expect(month.events + rest.events).toBe(events.length);
  });
});

describe('old events in no order', () => {
  test('mark their hours stale instead of writing a row for each, and give the same intervals as in order once counted anew', async () => {
    await sendInOrder(events);
    await sendOutcomes(outcomes);
    const inOrder = await intervalsOf(ingestion.owner, 1);
    await ingestion.owner.query('TRUNCATE event, outcome, interval, interval_day, interval_version_day, stale_hour, dirty_hour');
    await sendEvents(scattered(events));
    expect([await count('interval'), await count('stale_hour') > 0]).toEqual([0, true]);
    await sendOutcomes(scattered(outcomes));
    await recounted();
    expect(await intervalsOf(ingestion.owner, 1)).toEqual(inOrder);
    expect(await verify()).toMatchObject({ staleHours: 0, differing: 0 });
  });

  test('are counted anew only when no more came for some seconds', async () => {
    await sendEvents(scattered(events));
    moveClock(4);
    expect(await ingestion.keeping.recountStale(system)).toBe(false);
    expect(await count('interval')).toBe(0);
    await recounted();
    expect(await count('interval')).toBeGreaterThan(1_000);
    expect(await ingestion.keeping.recountStale(system)).toBe(true);
  });

  test('count in whatever is read meanwhile, or the answer says that it has to wait', async () => {
    await sendEvents(events.slice(0, 200));
    await ingestion.compaction.compact(1, system.systemNumber);
    await sendEvents(scattered(events));
    await ingestion.database.inOrganisation(1, async (manager) => {
      const [from, to] = [startMs + 5 * hourMs, startMs + 48 * hourMs];
      const totals = totalsOf(await readIntervals(manager, system, [{ startMs: from, endMs: to }]), from, to);
      expect(totals).toEqual(totalsOf(await foldRaw(await clientOf(manager), system, [{ startMs: from, endMs: to }]), from, to));
      await expect(readIntervals(manager, system, [{ startMs, endMs: startMs + hours * hourMs }])).rejects.toMatchObject({ code: 'RECOUNTING', status: 503, retryAfterSeconds: 15 });
      expect(await streamTotals(manager, 1, system.systemNumber)).toMatchObject({ events: events.length });
    });
    expect(await verify()).toMatchObject({ staleHours: hours, differing: 0 });
  });

  test('and others that come in while hours are counted anew are neither lost nor counted twice', async () => {
    const parts = Array.from({ length: 6 }, (_, part) => events.filter((_, at) => at % 6 === part));
    const more = parts.map((part) => part.flatMap((event, at) => [event, { ...event, id: `${event.id} more`, version: `v${at % 3}` }]));
    const sent = new AbortController();
    const counting = (async () => {
      for (let round = 0; !sent.signal.aborted; round += 1) {
        moveClock(10 + round * 10);
        await ingestion.keeping.recountStale(system);
        await ingestion.compaction.compact(1, system.systemNumber);
      }
    })();
    await sendEvents(scattered(more.flat()));
    await Promise.all(more.map((part, at) => sendEvents(at % 2 === 0 ? scattered(part) : part.map((event) => ({ ...event, id: `${event.id} again` })))));
    await sendOutcomes(scattered(outcomes));
    sent.abort();
    await counting;
    moveClock(10_000);
    await ingestion.keeping.recountStale(system);
    const stored = await intervalsOf(ingestion.owner, 1);
    expect(stored.reduce((sum, { events }) => sum + events, 0)).toBe(await count('event'));
    expect(await verify()).toMatchObject({ staleHours: 0, differing: 0, rollUps: [] });
  });
});

describe('what is damaged', () => {
  const damages: readonly (readonly [string, string])[] = [
    ['a count', `UPDATE interval SET errors = errors + 1 WHERE hour = '2026-01-12T04:00:00Z'`],
    ['a byte', `UPDATE interval SET scores = scores || '\\x0102' WHERE hour = '2026-01-12T04:00:00Z'`],
    ['a feature', `UPDATE interval SET features = '' WHERE hour = '2026-01-12T04:00:00Z' AND features <> ''`],
    ['a missing row', `DELETE FROM interval WHERE hour = '2026-01-12T04:00:00Z'`],
    ['a row too many', `INSERT INTO interval (hour, organisation_id, system_number, version_number, events, errors, decided, true_positive, false_positive, false_negative, true_negative, minutes, latency)
      SELECT hour, organisation_id, system_number, version_number, 1, 0, 0, 0, 0, 0, 0, '\\x000100', '' FROM interval WHERE hour = '2026-01-12T04:00:00Z' LIMIT 1`],
    ['a row that counts less than nothing', `INSERT INTO interval (hour, organisation_id, system_number, version_number, events, errors, decided, true_positive, false_positive, false_negative, true_negative, minutes, latency)
      SELECT hour, organisation_id, system_number, version_number, 0, 0, 0, -1, 0, 0, 0, '', '' FROM interval WHERE hour = '2026-01-12T04:00:00Z' LIMIT 1`],
  ];

  test.each(damages)('%s: is found, said, and repaired from the events', async (_, damage) => {
    await sendEvents(events.slice(0, 200));
    await ingestion.compaction.compact(1, system.systemNumber);
    const before = await intervalsOf(ingestion.owner, 1);
    expect((await ingestion.owner.query(damage)).rowCount).toBeGreaterThan(0);
    const found = await verify();
    expect(found.differing).toBeGreaterThan(0);
    for (const { hour } of found.differences) expect(hour).toBe('2026-01-12T04:00:00.000Z');
    expect(await verify()).toMatchObject({ differing: found.differing });
    await ingestion.owner.query('TRUNCATE dirty_hour');
    expect(await ingestion.keeping.rebuild(administrator, systemId, {})).toMatchObject({ differing: found.differing, repaired: true });
    expect(await verify()).toMatchObject({ differing: 0, rollUps: [] });
    expect(await intervalsOf(ingestion.owner, 1)).toEqual(before);
    expect((await ingestion.owner.query(`SELECT FROM dirty_hour WHERE hour = '2026-01-12T04:00:00Z'`)).rowCount).toBe(1);
  });

  test.each([
    ['interval_day', `UPDATE interval_day SET events = events + 1 WHERE day = '2026-01-12Z'`],
    ['interval_version_day', `UPDATE interval_version_day SET slices = '' WHERE day = '2026-01-12Z'`],
    ['interval_version_day, whole', `DELETE FROM interval_version_day WHERE day = '2026-01-12Z'`],
  ])('a sum of a day in %s: is found and repaired', async (_, damage) => {
    await sendEvents(events.slice(0, 200));
    await ingestion.compaction.compact(1, system.systemNumber);
    expect((await ingestion.owner.query(damage)).rowCount).toBeGreaterThan(0);
    expect(await verify()).toMatchObject({ differing: 0, rollUps: ['2026-01-12T00:00:00.000Z'] });
    await ingestion.keeping.rebuild(administrator, systemId, {});
    await ingestion.compaction.compact(1, system.systemNumber);
    expect(await verify()).toMatchObject({ differing: 0, rollUps: [] });
  });

  test('nothing is replaced where nothing differs', async () => {
    await sendEvents(events.slice(0, 200));
    const ids = async () => (await ingestion.owner.query<{ id: string }>('SELECT id FROM interval ORDER BY id')).rows.map(({ id }) => id);
    const before = await ids();
    await ingestion.keeping.rebuild(administrator, systemId, {});
    expect(await ids()).toEqual(before);
  });
});

test('canonical rows leave out what cancels out', () => {
  const nothing = new Uint8Array();
  const row = { versionKey: 1, hourMs: 0, events: 0, errors: 0, decided: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0, minutes: nothing, latency: nothing, scores: nothing, features: nothing, slices: nothing, counters: nothing };
  expect(canonicalRows([{ ...row, truePositive: 1 }, { ...row, truePositive: -1 }])).toEqual([]);
});
