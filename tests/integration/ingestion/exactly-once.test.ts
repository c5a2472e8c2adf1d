import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newCountedEvent } from '#libs/measurement/intervals/counted-event.js';
import { newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { foldEvent, foldOutcome } from '#libs/measurement/intervals/interval-fold.js';
import type { IngestReport } from '#libs/wire/events.js';
import { actorOf, intervalsOf, inWords, requestWith, startIngestion, type Ingestion } from '../../support/ingestion.js';

let ingestion: Ingestion;
const actor = actorOf(1);

beforeAll(async () => {
  ingestion = await startIngestion();
});
afterAll(() => ingestion.stop());

const sendEvents = (body: string) => ingestion.intake.stream(actor, ingestion.events, requestWith(body));
const sendOutcomes = (body: string) => ingestion.intake.stream(actor, ingestion.outcomes, requestWith(body));
const lines = (items: readonly unknown[]) => items.map((item) => (typeof item === 'string' ? `${item}\n` : `${JSON.stringify(item)}\n`)).join('');

/** Everything that is stored of an organisation, in a form that can be compared. */
async function stored() {
  const { rows: events } = await ingestion.owner.query('SELECT * FROM event WHERE organisation_id = 1 ORDER BY id');
  const { rows: outcomes } = await ingestion.owner.query('SELECT * FROM outcome WHERE organisation_id = 1 ORDER BY event_id, sequence');
  const { rows: pending } = await ingestion.owner.query('SELECT * FROM pending_outcome WHERE organisation_id = 1 ORDER BY id');
  return { events, outcomes, pending, intervals: await intervalsOf(ingestion.owner, 1) };
}

/** The intervals as they must be, counted again from the raw events and outcomes. */
async function recounted() {
  const fold = newFold();
  const { rows } = await ingestion.owner.query(
    `SELECT e.*, (SELECT o.positive FROM outcome o WHERE o.organisation_id = e.organisation_id AND o.event_id = e.id ORDER BY o.sequence DESC LIMIT 1) AS positive
     FROM event e WHERE e.organisation_id = 1`,
  );
  for (const row of rows) {
    const event = newCountedEvent();
    const values: readonly (number | null)[] = row.features ?? [];
    for (const [position, value] of values.entries()) event.featureValues[position] = value ?? Number.NaN;
    Object.assign(event, { versionKey: row.version_number, timeMs: row.at.getTime(), failed: row.status !== 0, score: row.score ?? Number.NaN, decision: row.decision });
    Object.assign(event, { latencyMs: row.latency_ms ?? Number.NaN, slice: row.slice_number ?? 0, reasons: row.reasons?.length ?? 0, featureCount: values.length });
    Object.assign(event, { humanDecision: row.human_decision, feedback: row.feedback ?? -1, resolvedBy: row.resolved_by ?? -1, user: row.user_number ?? 0 });
    foldEvent(fold, event);
    if (row.positive !== null) foldOutcome(fold, event, row.positive);
  }
  return deltasOf(fold).map(inWords);
}

function adds(report: IngestReport, sent: number) {
  expect(report.sent).toBe(sent);
  expect(report.accepted + report.duplicate + report.rejected).toBe(report.sent);
  expect(report.rejections).toHaveLength(report.rejected);
}

const key = fc.oneof(fc.integer({ min: 0, max: 25 }).map((at) => `key ${at}`), fc.integer({ min: 0, max: 25 }).map((at) => `0195c000-0000-7000-8000-0000000000${`${at}`.padStart(2, '0')}`));
const goodEvent = fc.record(
  {
    id: key,
    system: fc.constantFrom('scoring', 'chat'),
    version: fc.constantFrom('v1', 'v2'),
    time: fc.integer({ min: 0, max: 5 * 60 }).map((minute) => new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString()),
    score: fc.constantFrom(0, 0.5, 1, null),
    decision: fc.constantFrom(true, false, null),
    latencyMs: fc.constantFrom(null, 0, 12.5, 86_400_000),
    status: fc.constantFrom('ok', 'error', 'timeout'),
    segments: fc.constantFrom({ region: 'north' }, { region: 'south', tier: 'a' }),
    features: fc.record({ a: fc.constantFrom(null, 1), b: fc.constantFrom(2.5, 'NaN'), plan: fc.constantFrom('gold', 'silver', null), mixed: fc.constantFrom(1, 'one') }, { requiredKeys: [] }),
    humanDecision: fc.constantFrom(true, false, null),
    feedback: fc.constantFrom('accepted', 'rejected', null),
    resolvedBy: fc.constantFrom('ai', 'human', null),
    user: fc.constantFrom('u 1', 'u 2', null),
  },
  { requiredKeys: ['id', 'system', 'version', 'time'] },
);
const badLine = fc.oneof(
  fc.constantFrom('not JSON', '[]', '{}', '{"id":"x","score":NaN}', '{"a":1,"a":2}', `{"id":"${'x'.repeat(300_000)}"}`),
  goodEvent.map((event) => ({ ...event, score: 2 })),
  goodEvent.map((event) => ({ ...event, system: 'nowhere' })),
  goodEvent.map((event) => ({ ...event, time: '2027-01-01T00:00:00Z' })),
);
const mix = fc.array(fc.oneof({ weight: 5, arbitrary: goodEvent }, { weight: 1, arbitrary: badLine }), { minLength: 1, maxLength: 40 });
const outcomes = fc.array(
  fc.oneof(
    fc.record({ event: key, system: fc.constantFrom('scoring', 'chat', 'nowhere'), outcome: fc.constantFrom('positive', 'negative'), time: fc.constantFrom('2026-03-10T00:00:00Z', '2026-03-11T00:00:00Z') }),
    fc.constantFrom('not JSON', '{}'),
  ),
  { minLength: 1, maxLength: 20 },
);

test('whatever is sent: accepted + duplicate + rejected = sent, sending it again changes nothing, and the intervals are a recount of the events', async () => {
  await fc.assert(
    fc.asyncProperty(mix, outcomes, async (events, results) => {
      const body = lines(events);
      const first = await sendEvents(body);
      adds(first, events.length);
      const results1 = await sendOutcomes(lines(results));
      adds(results1, results.length);
      const before = await stored();
      expect(before.intervals).toEqual(await recounted());

      const again = await sendEvents(body);
      adds(again, events.length);
      expect({ accepted: again.accepted, duplicate: again.duplicate, rejected: again.rejected }).toEqual({ accepted: 0, duplicate: first.accepted + first.duplicate, rejected: first.rejected });
      expect(again.rejections).toEqual(first.rejections);
      const results2 = await sendOutcomes(lines(results));
      expect({ accepted: results2.accepted, duplicate: results2.duplicate, rejected: results2.rejected }).toEqual({
        accepted: 0,
        duplicate: results1.accepted + results1.duplicate,
        rejected: results1.rejected,
      });
      expect(await stored()).toEqual(before);
    }),
    { numRuns: 40 },
  );
});

describe('two requests at the same time', () => {
  test('with the same events store each once, whatever their order', async () => {
    const items = Array.from({ length: 3_000 }, (_, at) => ({ id: `race ${at}`, system: 'scoring', version: 'v1', time: new Date(Date.UTC(2026, 1, 1) + at * 1000).toISOString(), score: 0.5 }));
    const requests = [items, items.toReversed(), items.slice(1_000), items.map((item) => ({ ...item, score: 0.25 }))];
    const reports = await Promise.all(requests.map((request) => sendEvents(lines(request))));
    expect(reports.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(3_000);
    const { rows } = await ingestion.owner.query<{ key: string; score: number }>(`SELECT key, score FROM event WHERE key LIKE 'race %'`);
    const scoreOf = new Map(rows.map(({ key, score }) => [key, score]));
    expect(scoreOf.size).toBe(3_000);
    for (const [at, request] of requests.entries()) {
      const differing = request.filter(({ id, score }) => scoreOf.get(id) !== score).length;
      expect({ at, rejected: reports[at]!.rejected, taken: reports[at]!.accepted + reports[at]!.duplicate }).toEqual({ at, rejected: differing, taken: request.length - differing });
    }
    expect((await stored()).intervals).toEqual(await recounted());
  });

  test('that both bring new versions, features and segments agree on their numbers', async () => {
    const items = (offset: number) =>
      Array.from({ length: 200 }, (_, at) => ({
        id: `words ${offset} ${at}`,
        system: 'scoring',
        version: `new ${at % 5}`,
        time: '2026-03-01T00:00:00Z',
        segments: { region: `r${(at * 7 + offset) % 30}` },
        features: Object.fromEntries(Array.from({ length: 6 }, (_, feature) => [`f${(feature + offset + at) % 12}`, at])),
      }));
    const reports = await Promise.all([0, 1, 2, 3].map((offset) => sendEvents(lines(items(offset)))));
    expect(reports.map(({ accepted }) => accepted)).toEqual([200, 200, 200, 200]);
    const again = await Promise.all([0, 1, 2, 3].map((offset) => sendEvents(lines(items(offset)))));
    expect(again.map(({ duplicate }) => duplicate)).toEqual([200, 200, 200, 200]);
    const { rows } = await ingestion.owner.query(
      `SELECT count(*)::int AS wrong FROM event e JOIN system_version v ON v.organisation_id = e.organisation_id AND v.number = e.version_number
       WHERE e.key LIKE 'words %' AND EXISTS (SELECT FROM unnest(e.features) WITH ORDINALITY AS f (value, place) WHERE f.value IS NOT NULL AND f.value <> split_part(e.key, ' ', 3)::float8)`,
    );
    expect(rows).toEqual([{ wrong: 0 }]);
  });
});

describe('a database that fails in the middle', () => {
  test('leaves nothing half-written, and sending again stores the rest', async () => {
    const items = Array.from({ length: 25_000 }, (_, at) => ({ id: `killed ${at}`, system: 'chat', version: 'v1', time: new Date(Date.UTC(2026, 2, 3) + at * 100).toISOString() }));
    const sending = sendEvents(lines(items)).then(() => 'answered', () => 'failed');
    let killed = 0;
    for (let attempt = 0; killed === 0 && attempt < 2_000; attempt += 1) {
      const { rowCount } = await ingestion.owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'fineprint_ingest' AND state = 'active' AND query ~ '^INSERT INTO event'`,
      );
      killed += rowCount ?? 0;
    }
    expect({ killed: killed > 0, answer: await sending }).toEqual({ killed: true, answer: 'failed' });
    expect((await stored()).intervals).toEqual(await recounted());
    const report = await sendEvents(lines(items));
    expect(report.accepted + report.duplicate).toBe(25_000);
    expect((await stored()).intervals).toEqual(await recounted());
    const { rows } = await ingestion.owner.query(`SELECT sum(accepted)::int AS accepted FROM ingest_batch WHERE kind = 'event' AND organisation_id = 1`);
    const { rows: counted } = await ingestion.owner.query(`SELECT count(*)::int AS accepted FROM event WHERE organisation_id = 1`);
    expect(rows).toEqual(counted);
  });
});

describe('compaction', () => {
  const rows = async () => Number((await ingestion.owner.query('SELECT count(*) FROM interval WHERE organisation_id = 1')).rows[0].count);

  test('merges many rows of an hour into one and changes no total, while events keep arriving', async () => {
    const event = (at: number) => ({ id: `compact ${at}`, system: 'scoring', version: `v${at % 2}`, time: new Date(Date.UTC(2026, 2, 5, 0, at % 90)).toISOString(), latencyMs: at });
    for (let batch = 0; batch < 12; batch += 1) await sendEvents(lines(Array.from({ length: 30 }, (_, at) => event(batch * 30 + at * 7))));
    const before = await rows();
    const { number } = (await ingestion.owner.query(`SELECT number FROM system WHERE organisation_id = 1 AND slug = 'scoring'`)).rows[0] as { number: number };
    const [first, second] = await Promise.all([
      ingestion.compaction.compact(1, number),
      ingestion.compaction.compact(1, number),
      ...Array.from({ length: 5 }, (_, batch) => sendEvents(lines(Array.from({ length: 30 }, (_, at) => event(10_000 + batch * 30 + at))))),
    ]);
    expect(first + second).toBeGreaterThan(0);
    expect(await rows()).toBeLessThan(before + 5 * 4);
    expect((await stored()).intervals).toEqual(await recounted());
    await ingestion.compaction.compact(1, number);
    expect(await ingestion.compaction.compact(1, number)).toBe(0);
  });
});
