import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import type { Event, Outcome } from '#libs/wire/events.js';
import { clientOf } from '../../../apps/api/src/database/client-of.js';
import { readIntervals } from '../../../apps/api/src/measurement/interval-reader.js';
import { foldRaw } from '../../../apps/api/src/measurement/raw-events.js';
import { windowReader } from '../../../apps/api/src/measurement/window-reader.js';
import { actorOf, startIngestion, type Ingestion } from '../../support/ingestion.js';

const minuteMs = 60_000;
const firstMs = Date.parse('2026-03-10T00:00:00Z');
const days = 4;

let ingestion: Ingestion;
let system: { organisationId: number; systemNumber: number };

beforeAll(async () => {
  ingestion = await startIngestion();
  const { rows } = await ingestion.owner.query<{ number: number }>(`SELECT number FROM system WHERE organisation_id = 1 AND slug = 'scoring'`);
  system = { organisationId: 1, systemNumber: rows[0]!.number };
});
afterAll(() => ingestion.stop());

const minute = fc.integer({ min: 0, max: days * 24 * 60 - 1 });
const arbitraryEvent = fc.record({
  atMs: fc.integer({ min: 0, max: days * 86_400_000 - 1 }),
  version: fc.constantFrom('v1', 'v2'),
  status: fc.constantFrom('ok' as const, 'ok' as const, 'error' as const, 'timeout' as const),
  decision: fc.constantFrom(true, false, null),
  latencyMs: fc.option(fc.double({ min: 0, max: 5_000, noNaN: true }), { nil: null }),
  outcome: fc.constantFrom('positive' as const, 'negative' as const, null),
});
const arbitraryEvents = fc.array(arbitraryEvent, { minLength: 1, maxLength: 60 });

let stored = 0;

async function store(events: readonly (typeof arbitraryEvents extends fc.Arbitrary<(infer E)[]> ? E : never)[]): Promise<void> {
  const sent = events.map(({ atMs, outcome, ...event }): { event: Event; outcome: Outcome | null } => {
    const id = `e-${++stored}`;
    return {
      event: { id, system: 'scoring', time: new Date(firstMs + atMs).toISOString(), ...event },
      outcome: outcome && { event: id, system: 'scoring', outcome, time: '2026-03-15T00:00:00Z' },
    };
  });
  const outcomes = sent.flatMap(({ outcome }) => outcome ?? []);
  const first = await ingestion.intake.batch(actorOf(1), ingestion.events, sent.map(({ event }) => event));
  expect(first.rejected).toBe(0);
  if (outcomes.length > 0) expect((await ingestion.intake.batch(actorOf(1), ingestion.outcomes, outcomes)).rejected).toBe(0);
}

describe('the intervals of a window', () => {
  test('count the same as its raw events and outcomes, wherever the window starts and ends, before, during and after compaction and roll-up', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvents, minute, minute, fc.constantFrom('not', 'afterwards', 'meanwhile'), async (events, one, other, compacted) => {
        await Promise.all([store(events), compacted === 'meanwhile' && ingestion.compaction.compact(1, system.systemNumber)]);
        if (compacted === 'afterwards') await ingestion.compaction.compact(1, system.systemNumber);
        const [startMs, endMs] = [firstMs + Math.min(one, other) * minuteMs, firstMs + Math.max(one, other) * minuteMs];
        await ingestion.database.inOrganisation(1, async (manager) => {
          const fromIntervals = totalsOf(await readIntervals(manager, system, [{ startMs, endMs }]), startMs, endMs);
          const fromEvents = totalsOf(await foldRaw(await clientOf(manager), system, [{ startMs, endMs }]), startMs, endMs);
          expect(fromIntervals).toEqual(fromEvents);
          expect(fromIntervals.strayEvents).toBe(0);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('belong to one organisation: another sees none of them', async () => {
    await ingestion.database.inOrganisation(2, async (manager) => {
      expect(await readIntervals(manager, { ...system, organisationId: 2 }, [{ startMs: firstMs, endMs: firstMs + days * 86_400_000 }])).toEqual([]);
      expect(await readIntervals(manager, system, [{ startMs: firstMs, endMs: firstMs + days * 86_400_000 }])).toEqual([]);
    });
  });
});

describe('a window that is still running', () => {
  const window = { start: '2026-03-10T00:00:00.000Z', end: '2026-04-01T00:00:00.000Z', partial: true };

  const bothOf = (now: Date) =>
    ingestion.database.inOrganisation(1, async (manager) => {
      const read = windowReader(manager, system, now);
      return [await read('availability', window), await read('accuracy', window)] as const;
    });

  test('has minutes up to and with the present one, so that the future is not taken for available time', async () => {
    const now = new Date('2026-03-13T10:17:30.500Z');
    const [minutes, counts] = await bothOf(now);
    expect(new Date(minutes.endMs).toISOString()).toBe('2026-03-13T10:18:00.000Z');
    expect(new Date(counts.endMs).toISOString()).toBe('2026-03-13T11:00:00.000Z');
    expect(counts.strayEvents).toBe(0);
  });

  test('ends with its end when that comes first', async () => {
    const now = new Date('2026-04-02T00:00:00Z');
    const [minutes, counts] = await bothOf(now);
    expect([minutes.endMs, counts.endMs]).toEqual([Date.parse(window.end), Date.parse(window.end)]);
  });
});
