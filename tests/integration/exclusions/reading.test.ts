import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WindowTotals } from '#libs/measurement/intervals/window-totals.js';
import { claimOf, decide } from '#libs/remedies/exclusion.js';
import type { Window } from '#libs/remedies/windows.js';
import type { Event, Outcome } from '#libs/wire/events.js';
import { insertDecision, insertExclusion } from '../../../apps/api/src/exclusions/exclusion-row.js';
import type { SystemKey } from '../../../apps/api/src/measurement/system-key.js';
import { windowReader } from '../../../apps/api/src/measurement/window-reader.js';
import { actorOf, present, startIngestion, type Ingestion } from '../../support/ingestion.js';

const minuteMs = 60_000;
const dayMinutes = 1_440;
const firstMs = Date.parse('2026-03-10T00:00:00Z');
const days = 3;

interface Known extends SystemKey {
  readonly id: string;
}
type Claims = readonly (readonly [minutes: readonly [number, number], decision: 'accept' | 'dispute' | null])[];

let ingestion: Ingestion;
let scoring: Known;
let chat: Known;
let events: readonly { readonly atMs: number; readonly failed: boolean; readonly latencyMs: number; readonly positive: boolean }[];

beforeAll(async () => {
  ingestion = await startIngestion();
  const { rows } = await ingestion.owner.query<{ id: string; number: number }>(`SELECT id, number FROM system WHERE organisation_id = 1 ORDER BY slug`);
  const known = rows.map(({ id, number }) => ({ id, organisationId: 1, systemNumber: number }));
  [chat, scoring] = [known[0]!, known[1]!];
  // Prime steps, so that events lie at all places of minutes and hours.
  events = Array.from({ length: 900 }, (_, at) => ({ atMs: firstMs + at * 287_117, failed: at % 7 === 0, latencyMs: 5 + (at % 97), positive: at % 3 === 0 }));
  const sent = events.map(({ atMs, failed, latencyMs }, at): Event => ({ id: `e-${at}`, system: 'scoring', version: `v${at % 2}`, time: new Date(atMs).toISOString(), status: failed ? 'error' : 'ok', decision: true, latencyMs }));
  const outcomes = events.map(({ positive }, at): Outcome => ({ event: `e-${at}`, system: 'scoring', outcome: positive ? 'positive' : 'negative', time: '2026-03-14T00:00:00Z' }));
  expect(await ingestion.intake.batch(actorOf(1), ingestion.events, sent)).toMatchObject({ accepted: 900 });
  expect(await ingestion.intake.batch(actorOf(1), ingestion.outcomes, outcomes)).toMatchObject({ accepted: 900 });
});
afterAll(() => ingestion.stop());

const minute = fc.integer({ min: -60, max: days * dayMinutes + 60 });
const stretch = fc.tuple(minute, minute).filter(([one, other]) => one !== other);
const isoAt = (offset: number): string => new Date(firstMs + offset * minuteMs).toISOString();

test('a window holds exactly the events and outcomes outside the exclusions accepted for its system, from hours and from days', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(stretch, fc.constantFrom('accept', 'dispute', null)), { minLength: 1, maxLength: 4 }), stretch, fc.boolean(), async (claims, edges, isCompacted) => {
      if (isCompacted) await ingestion.compaction.compact(1, scoring.systemNumber);
      const window = { start: isoAt(Math.min(...edges)), end: isoAt(Math.max(...edges)), partial: true };
      const taken = claims.filter(([, decision]) => decision === 'accept').map(([pair]) => [firstMs + Math.min(...pair) * minuteMs, firstMs + Math.max(...pair) * minuteMs] as const);
      const isTaken = (ms: number): boolean => taken.some(([from, to]) => ms >= from && ms < to);
      const left = events.filter(({ atMs }) => atMs >= Date.parse(window.start) && atMs < Date.parse(window.end) && !isTaken(atMs));

      const { minutes, counts } = await claimed(claims, scoring, window);
      expect(minutes).toMatchObject({ events: counts.events, errors: counts.errors, minuteEvents: counts.minuteEvents, minuteErrors: counts.minuteErrors, excluded: counts.excluded });
      expect(counts.strayEvents).toBe(0);
      expect(counts.events).toBe(left.length);
      expect(counts.errors).toBe(left.filter(({ failed }) => failed).length);
      expect(counts.decided).toBe(left.length);
      expect(counts.latencyEvents).toBe(left.filter(({ failed }) => !failed).length);
      expect(counts.confusion).toMatchObject({ truePositive: left.filter(({ positive }) => positive).length, falsePositive: left.filter(({ positive }) => !positive).length });
      expect(counts.excludedMinutes).toBe(counts.excluded.reduce((sum, one) => sum + one, 0));
      for (const [at, isExcluded] of counts.excluded.entries()) expect(isExcluded === 1).toBe(isTaken(counts.startMs + at * minuteMs));
    }),
    { numRuns: 30 },
  );
});

test('an exclusion of another system, or of another organisation, changes nothing', async () => {
  const window = { start: isoAt(0), end: isoAt(days * dayMinutes), partial: true };
  const whole: Claims = [[[0, days * dayMinutes], 'accept']];
  expect(await claimed(whole, scoring, window)).toMatchObject({ counts: { events: 0, excludedMinutes: days * dayMinutes } });
  expect(await claimed(whole, chat, window, scoring)).toMatchObject({ counts: { events: 900, excludedMinutes: 0 } });
  const foreign = await ingestion.database.inOrganisation(2, (manager) => windowReader(manager, scoring, new Date(present))('accuracy', window));
  expect(foreign).toMatchObject({ events: 0, excludedMinutes: 0 });
});

class Undone extends Error {}

/** What a window of a system holds while the claims on another, or on the same, exist; they are taken back afterwards. */
async function claimed(claims: Claims, on: Known, window: Window, of = on): Promise<Readonly<Record<'minutes' | 'counts', WindowTotals>>> {
  let read: Readonly<Record<'minutes' | 'counts', WindowTotals>> | undefined;
  const reading = ingestion.database.inOrganisation(1, async (manager) => {
    for (const [pair, decision] of claims) {
      const draft = { from: isoAt(Math.min(...pair)), to: isoAt(Math.max(...pair)), reason: 'other' as const, note: 'x' };
      const exclusion = claimOf(draft, { id: v7(), systemId: on.id }, { name: 'Vera', side: 'vendor' }, present);
      await insertExclusion(manager, on, exclusion);
      if (decision !== null) await insertDecision(manager, 1, exclusion.id, 1, decide({ type: decision, by: { name: 'Carl', side: 'customer' }, note: null }, exclusion, present));
    }
    const reader = windowReader(manager, of, new Date(present));
    read = { minutes: await reader('availability', window), counts: await reader('accuracy', window) };
    throw new Undone();
  });
  await expect(reading).rejects.toThrow(Undone);
  return read!;
}
