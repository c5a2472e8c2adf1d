import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '../../../apps/api/src/jobs/system-actor.js';
import { actorOf, intervalsOf, requestWith, startIngestion, type Ingestion } from '../../support/ingestion.js';

let ingestion: Ingestion;
let run = 0;
const actor = actorOf(1);

beforeAll(async () => {
  ingestion = await startIngestion();
});
afterAll(() => ingestion.stop());
beforeEach(async () => {
  run += 1;
  await ingestion.owner.query('TRUNCATE event, outcome, pending_outcome, interval, dirty_hour, data_quality');
});

const event = (id: string, more: object = {}) => ({ id: `${run} ${id}`, system: 'scoring', version: 'v1', time: '2026-03-01T10:20:30Z', score: 0.7, decision: true, features: { age: 40 }, segments: { region: 'north' }, ...more });
const outcome = (id: string, value = 'positive', time = '2026-03-02T00:00:00Z', system = 'scoring') => ({ event: `${run} ${id}`, system, outcome: value, time });
const lines = (items: readonly object[]) => items.map((one) => `${JSON.stringify(one)}\n`).join('');
const sendEvents = (...events: object[]) => ingestion.intake.stream(actor, ingestion.events, requestWith(lines(events)));
const send = (...outcomes: object[]) => ingestion.intake.stream(actor, ingestion.outcomes, requestWith(lines(outcomes)));
const rows = async (sql: string) => (await ingestion.owner.query(sql)).rows as Record<string, unknown>[];
const stored = async () => (await rows('SELECT sequence, positive FROM outcome WHERE organisation_id = 1 ORDER BY event_id, sequence')).map(({ sequence, positive }) => [sequence, positive]);
const waiting = async () => (await rows('SELECT positive FROM pending_outcome WHERE organisation_id = 1 ORDER BY id')).map(({ positive }) => positive);
const noticed = async () => Object.fromEntries((await rows(`SELECT finding, sum(count)::int AS count FROM data_quality WHERE kind = 'outcome' GROUP BY finding`)).map(({ finding, count }) => [finding, count]));
/** True positive, false positive, false negative, true negative, of all hours. */
const confusion = async () => {
  const intervals = await intervalsOf(ingestion.owner, 1);
  const sum = (count: 'truePositive' | 'falsePositive' | 'falseNegative' | 'trueNegative') => intervals.reduce((total, interval) => total + interval[count], 0);
  return [sum('truePositive'), sum('falsePositive'), sum('falseNegative'), sum('trueNegative')];
};

describe('an outcome that comes before its event', () => {
  test('waits, is counted among the accepted and apart, and is stored and counted with the event', async () => {
    expect(await send(outcome('a'), outcome('b', 'negative'))).toMatchObject({ sent: 2, accepted: 2, pending: 2, restated: 0, duplicate: 0, rejected: 0 });
    expect([await stored(), await waiting()]).toEqual([[], [true, false]]);
    expect(await sendEvents(event('a'))).toMatchObject({ accepted: 1 });
    expect([await stored(), await waiting(), await confusion()]).toEqual([[[1, true]], [false], [1, 0, 0, 0]]);
    await sendEvents(event('b'));
    expect([await waiting(), await confusion()]).toEqual([[], [1, 1, 0, 0]]);
    expect(await noticed()).toEqual({ accepted: 2, 'late-arrival': 2, 'outcome-pending': 2 });
  });

  test('is the same as one that comes after it, to the last byte', async () => {
    const events = Array.from({ length: 20 }, (_, at) => event(`e${at}`, { decision: at % 3 === 0, score: at / 20 }));
    const outcomes = events.map((_, at) => outcome(`e${at}`, at % 2 === 0 ? 'positive' : 'negative'));
    await sendEvents(...events);
    await send(...outcomes);
    const after = await intervalsOf(ingestion.owner, 1);
    await ingestion.owner.query('TRUNCATE event, outcome, interval, dirty_hour');
    await send(...outcomes);
    await sendEvents(...events);
    expect(await intervalsOf(ingestion.owner, 1)).toEqual(after);
  });

  test('is a duplicate when it is sent again, before its event and after', async () => {
    expect(await send(outcome('a'), outcome('a'))).toMatchObject({ accepted: 1, pending: 1, duplicate: 1 });
    expect(await send(outcome('a'))).toMatchObject({ accepted: 0, pending: 0, duplicate: 1 });
    await sendEvents(event('a'));
    expect(await send(outcome('a'))).toMatchObject({ accepted: 0, pending: 0, duplicate: 1 });
    expect([await stored(), await confusion()]).toEqual([[[1, true]], [1, 0, 0, 0]]);
  });

  test('and contradicts another one that waits: both are kept in their order, the last counts', async () => {
    expect(await send(outcome('a'), outcome('a', 'negative'))).toMatchObject({ accepted: 2, pending: 2 });
    await sendEvents(event('a'), event('a'));
    expect([await stored(), await waiting(), await confusion()]).toEqual([[[1, true], [2, false]], [], [0, 1, 0, 0]]);
  });

  test('of a chunk that has known events too', async () => {
    await sendEvents(event('known'));
    expect(await send(outcome('known'), outcome('unknown'))).toMatchObject({ accepted: 2, pending: 1 });
    await sendEvents(event('known'), event('unknown'));
    expect([await waiting(), await confusion()]).toEqual([[], [2, 0, 0, 0]]);
  });

  test('waits for an event of its own system; when another system has it, it is refused', async () => {
    const id = '0195c000-0000-7000-8000-0000000000c1';
    const foreign = { ...outcome('x', 'positive', undefined, 'chat'), event: id };
    expect(await send(foreign)).toMatchObject({ accepted: 1, pending: 1 });
    await sendEvents({ ...event('x'), id });
    expect([await stored(), await waiting()]).toEqual([[], [true]]);
    expect(await send({ ...foreign, outcome: 'negative' })).toMatchObject({ rejected: 1, rejections: [{ field: 'event', code: 'EVENT_UNKNOWN', detail: 'the event with this id belongs to another system' }] });
  });

  test('of another organisation does not meet this one’s event', async () => {
    await ingestion.intake.stream(actorOf(2), ingestion.outcomes, requestWith(lines([outcome('a')])));
    await sendEvents(event('a'));
    expect([await stored(), (await rows('SELECT organisation_id FROM pending_outcome')).map(({ organisation_id }) => organisation_id)]).toEqual([[], [2]]);
  });

  test('that was stored at the same moment as its event, so that neither saw the other, is found within a minute', async () => {
    await send(outcome('a'));
    const kept = await rows('SELECT * FROM pending_outcome');
    await ingestion.owner.query('DELETE FROM pending_outcome');
    await sendEvents(event('a'));
    await ingestion.owner.query(
      `INSERT INTO pending_outcome (at, received_at, organisation_id, system_number, positive, event_id, actor_kind, actor) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      ['at', 'received_at', 'organisation_id', 'system_number', 'positive', 'event_id', 'actor_kind', 'actor'].map((column) => kept[0]![column]),
    );
    await ingestion.pending.look(systemActor(1));
    expect([await stored(), await waiting(), await confusion()]).toEqual([[[1, true]], [], [1, 0, 0, 0]]);
  });

  test('is removed after 30 days, counted for who sent it and logged; a day before it is not', async () => {
    await send(outcome('a'), outcome('b'));
    const start = ingestion.clock.now().getTime();
    try {
      ingestion.clock.set(new Date(start + 29 * 86_400_000).toISOString());
      await ingestion.pending.look(systemActor(1));
      expect(await waiting()).toHaveLength(2);
      ingestion.clock.set(new Date(start + 30 * 86_400_000 + 1).toISOString());
      await ingestion.pending.look(systemActor(1));
      expect(await waiting()).toEqual([]);
    } finally {
      ingestion.clock.set(new Date(start).toISOString());
    }
    expect(await rows(`SELECT finding, count::int, actor_kind, actor FROM data_quality WHERE finding = 'outcome-expired'`)).toEqual([{ finding: 'outcome-expired', count: 2, actor_kind: 'api-key', actor: 'key' }]);
    const logged = await rows(`SELECT object_kind, actor_kind, detail FROM log_entry WHERE action = 'outcome.expire'`);
    expect(logged).toEqual([{ object_kind: 'system', actor_kind: 'system', detail: '{"outcomes":2}' }]);
    expect(await send(outcome('a'))).toMatchObject({ accepted: 1, pending: 1 });
  });
});

describe('an outcome that contradicts an earlier one', () => {
  test('is kept beside it and counts instead of it, in the hour of the event, which is measured again', async () => {
    await sendEvents(event('a'));
    await send(outcome('a'));
    expect(await confusion()).toEqual([1, 0, 0, 0]);
    await ingestion.owner.query('TRUNCATE dirty_hour');
    expect(await send(outcome('a', 'negative', '2026-03-05T00:00:00Z'))).toMatchObject({ sent: 1, accepted: 1, restated: 1, duplicate: 0, rejected: 0 });
    expect([await stored(), await confusion()]).toEqual([[[1, true], [2, false]], [0, 1, 0, 0]]);
    expect((await rows('SELECT DISTINCT hour FROM dirty_hour')).map(({ hour }) => hour)).toEqual([new Date('2026-03-01T10:00:00Z')]);
    expect(await noticed()).toMatchObject({ 'outcome-restated': 1 });
  });

  test('leaves intervals that are those of the last outcome alone', async () => {
    await sendEvents(event('a'), event('b', { decision: null, score: null, humanDecision: true }));
    await send(outcome('a', 'negative'), outcome('b', 'negative'));
    const wanted = await intervalsOf(ingestion.owner, 1);
    await ingestion.owner.query('TRUNCATE event, outcome, interval, dirty_hour');
    await sendEvents(event('a'), event('b', { decision: null, score: null, humanDecision: true }));
    await send(outcome('a'), outcome('b'));
    await send(outcome('a', 'negative'), outcome('b', 'negative'));
    expect(await intervalsOf(ingestion.owner, 1)).toEqual(wanted);
  });

  test('and all of them are duplicates when the file is sent again', async () => {
    await sendEvents(event('a'), event('b'));
    const file = [outcome('a'), outcome('a', 'negative'), outcome('b'), outcome('a', 'positive', '2026-03-04T00:00:00Z')];
    expect(await send(...file)).toMatchObject({ accepted: 4, restated: 2 });
    const before = [await stored(), await confusion()];
    expect(await send(...file)).toMatchObject({ accepted: 0, restated: 0, duplicate: 4 });
    expect([await stored(), await confusion()]).toEqual(before);
    expect(before[1]).toEqual([2, 0, 0, 0]);
  });

  test('only in when it became known moves no count', async () => {
    await sendEvents(event('a'));
    await send(outcome('a'));
    await ingestion.owner.query('TRUNCATE dirty_hour');
    expect(await send(outcome('a', 'positive', '2026-03-07T00:00:00Z'))).toMatchObject({ accepted: 1, restated: 1 });
    expect([await stored(), await confusion(), await rows('SELECT FROM dirty_hour')]).toEqual([[[1, true], [2, true]], [1, 0, 0, 0], []]);
  });

  test('from several requests at the same time: each is kept once, and the counts are those of the last', async () => {
    await sendEvents(...Array.from({ length: 50 }, (_, at) => event(`e${at}`)));
    const request = (day: number) => Array.from({ length: 50 }, (_, at) => outcome(`e${(at * 7 + day) % 50}`, (at + day) % 2 === 0 ? 'positive' : 'negative', `2026-03-0${day}T00:00:00Z`));
    const reports = await Promise.all([2, 3, 4, 5].map((day) => send(...request(day))));
    expect(reports.map(({ accepted }) => accepted)).toEqual([50, 50, 50, 50]);
    expect(reports.reduce((sum, { restated }) => sum + restated, 0)).toBe(150);
    const [{ positive }] = (await rows('SELECT count(*) FILTER (WHERE positive)::int AS positive FROM (SELECT DISTINCT ON (event_id) positive FROM outcome ORDER BY event_id, sequence DESC) AS last')) as [{ positive: number }];
    expect([(await stored()).length, await confusion()]).toEqual([200, [positive, 50 - positive, 0, 0]]);
  });
});
