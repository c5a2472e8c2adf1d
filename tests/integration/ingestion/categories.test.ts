import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorOf, requestWith, startIngestion, type Ingestion } from '../../support/ingestion.js';

let ingestion: Ingestion;
const actor = actorOf(1);

beforeAll(async () => {
  ingestion = await startIngestion();
});
afterAll(() => ingestion.stop());

const event = (id: string, more: object = {}) => ({ id, system: 'scoring', version: 'v1', time: '2026-03-01T10:20:30Z', ...more });
const lines = (...events: object[]) => events.map((one) => `${JSON.stringify(one)}\n`).join('');
const stream = (body: string, headers = {}) => ingestion.intake.stream(actor, ingestion.events, requestWith(body, headers));
const csv = { 'content-type': 'text/csv' };
const versionOf = async (label: string) =>
  (await ingestion.owner.query(`SELECT number, features, feature_kinds FROM system_version WHERE organisation_id = 1 AND label = $1`, [label])).rows[0] as { number: number; features: string[]; feature_kinds: string[] };
const featuresOf = async (key: string) => (await ingestion.owner.query(`SELECT features FROM event WHERE organisation_id = 1 AND key = $1`, [key])).rows[0]?.features as number[] | null;
const labelsOf = async (version: string) => {
  const { number } = await versionOf(version);
  return (await ingestion.owner.query(`SELECT position, code, label FROM feature_category WHERE organisation_id = 1 AND version_number = $1 ORDER BY position, code`, [number])).rows as { position: number; code: number; label: string }[];
};

describe('a feature that is a text', () => {
  test('is stored as the code of its label, whatever it came as', async () => {
    const first = event('k1', { version: 'kinds', features: { age: 41, plan: 'gold', area: null } });
    const body = `id,system,version,time,features.age,features.plan,features.area\nk3,scoring,kinds,2026-03-01T00:00:00Z,43,gold,south\n`;
    expect(await stream(lines(first, { ...first, id: 'k2', features: { age: 42, plan: 'silver' } }))).toMatchObject({ accepted: 2 });
    expect(await stream(body, csv)).toMatchObject({ accepted: 1 });
    expect(await versionOf('kinds')).toMatchObject({ features: ['age', 'plan', 'area'], feature_kinds: ['numeric', 'categorical', 'categorical'] });
    expect(await labelsOf('kinds')).toEqual([
      { position: 1, code: 0, label: 'other' },
      { position: 1, code: 1, label: 'gold' },
      { position: 1, code: 2, label: 'silver' },
      { position: 2, code: 0, label: 'other' },
      { position: 2, code: 1, label: 'south' },
    ]);
    expect(await Promise.all(['k1', 'k2', 'k3'].map(featuresOf))).toEqual([[41, 1], [42, 2], [43, 1, 1]]);
  });

  test('sent again is a duplicate, with another label a conflict', async () => {
    const first = event('again', { version: 'kinds', features: { plan: 'gold' } });
    expect(await stream(lines(first))).toMatchObject({ accepted: 1 });
    expect(await stream(lines(first, { ...first, features: { plan: 'bronze' } }))).toMatchObject({ duplicate: 1, rejections: [{ code: 'CONTENT_CONFLICT' }] });
  });

  test('is refused where its version had numbers, and a number where it had labels, in the same request or a later one', async () => {
    const mixed = lines(
      event('m1', { version: 'mixed', features: { plan: 'gold', age: 1 } }),
      event('m2', { version: 'mixed', features: { plan: 3, brandNew: 1 }, segments: { brandNew: 'x' }, user: 'brand new' }),
      event('m3', { version: 'mixed', features: { age: 'old' } }),
      event('m4', { version: 'mixed', features: { age: null, plan: null } }),
    );
    for (const accepted of [2, 0]) {
      const report = await stream(mixed);
      expect(report).toMatchObject({ accepted, duplicate: 2 - accepted, rejected: 2 });
      expect(report.rejections.map(({ id, field, code, detail }) => ({ id, field, code, detail }))).toEqual([
        { id: 'm2', field: 'features.plan', code: 'FIELD_TYPE', detail: 'plan is categorical in version mixed: a text is expected' },
        { id: 'm3', field: 'features.age', code: 'FIELD_TYPE', detail: 'age is numeric in version mixed: a number is expected' },
      ]);
    }
    expect((await versionOf('mixed')).features).toEqual(['plan', 'age']);
    const { rows } = await ingestion.owner.query(`SELECT label FROM licensed_user WHERE label = 'brand new'`);
    expect(rows).toEqual([]);
  });

  test('may be a label in one version and a number in another', async () => {
    expect(await stream(lines(event('v1', { version: 'text', features: { plan: 'gold' } }), event('v2', { version: 'number', features: { plan: 1 } })))).toMatchObject({ accepted: 2 });
  });

  test('with 5,000 labels: 200 are kept, the others are stored as "other", and all of them are duplicates when they are sent again', async () => {
    const items = Array.from({ length: 5_000 }, (_, at) => event(`many ${at}`, { version: 'many', features: { city: `city ${at}` } }));
    expect(await stream(lines(...items))).toMatchObject({ accepted: 5_000 });
    expect(await labelsOf('many')).toHaveLength(201);
    expect(await Promise.all(['many 0', 'many 199', 'many 200', 'many 4999'].map(featuresOf))).toEqual([[1], [200], [0], [0]]);
    expect(await stream(lines(...items.toReversed()))).toMatchObject({ accepted: 0, duplicate: 5_000 });
  });

  test('that says NaN or infinity is a value that is not known', async () => {
    expect(await stream(lines(event('nan', { version: 'nan', features: { a: 'NaN', b: '-Infinity', c: 2 } })))).toMatchObject({ accepted: 1 });
    expect(await stream(`id,system,version,time,features.a,features.c\nnan csv,scoring,nan,2026-03-01T00:00:00Z,inf,NaN\n`, csv)).toMatchObject({ accepted: 1 });
    expect(await Promise.all(['nan', 'nan csv'].map(featuresOf))).toEqual([[null, null, 2], null]);
    expect((await versionOf('nan')).feature_kinds).toEqual([null, null, 'numeric']);
  });

  test('gets the same code from two requests at the same time', async () => {
    const items = (offset: number) => Array.from({ length: 300 }, (_, at) => event(`race ${offset} ${at}`, { version: 'race', features: { label: `l${(at * 7 + offset) % 90}` }, user: `u${(at * 11 + offset) % 70}` }));
    const reports = await Promise.all([0, 1, 2, 3].map((offset) => stream(lines(...items(offset)))));
    expect(reports.map(({ accepted }) => accepted)).toEqual([300, 300, 300, 300]);
    const { rows } = await ingestion.owner.query(
      `SELECT count(*)::int AS wrong FROM event e JOIN feature_category c ON c.organisation_id = 1 AND c.version_number = e.version_number AND c.code = e.features[1]
       JOIN licensed_user u ON u.organisation_id = 1 AND u.system_number = e.system_number AND u.number = e.user_number
       WHERE e.key LIKE 'race %' AND c.label = 'l' || (split_part(e.key, ' ', 3)::int * 7 + split_part(e.key, ' ', 2)::int) % 90
         AND u.label = 'u' || (split_part(e.key, ' ', 3)::int * 11 + split_part(e.key, ' ', 2)::int) % 70`,
    );
    expect(rows).toEqual([{ wrong: 1_200 }]);
  });
});

describe('what people did', () => {
  const stored = async (key: string) =>
    (await ingestion.owner.query(`SELECT human_decision, feedback, resolved_by, u.label AS user FROM event e
      LEFT JOIN licensed_user u ON u.organisation_id = e.organisation_id AND u.system_number = e.system_number AND u.number = e.user_number WHERE e.organisation_id = 1 AND e.key = $1`, [key])).rows[0];
  const whole = { humanDecision: false, feedback: 'edited', resolvedBy: 'human', user: 'u-7' };

  test('is stored, from lines and from CSV', async () => {
    expect(await stream(lines(event('p1', whole), event('p2')))).toMatchObject({ accepted: 2 });
    expect(await stream(`id,system,version,time,humanDecision,feedback,resolvedBy,user\np3,scoring,v1,2026-03-01T00:00:00Z,1,rejected,ai,u-8\n`, csv)).toMatchObject({ accepted: 1 });
    expect(await stored('p1')).toEqual({ human_decision: false, feedback: 1, resolved_by: 1, user: 'u-7' });
    expect(await stored('p2')).toEqual({ human_decision: null, feedback: null, resolved_by: null, user: null });
    expect(await stored('p3')).toEqual({ human_decision: true, feedback: 2, resolved_by: 0, user: 'u-8' });
  });

  test('is part of what is compared when an event is sent again', async () => {
    const changes = [{ humanDecision: true }, { humanDecision: null }, { feedback: 'accepted' }, { resolvedBy: 'ai' }, { user: 'u-9' }, { user: null }];
    const report = await stream(lines(event('p1', whole), ...changes.map((change) => event('p1', { ...whole, ...change }))));
    expect(report).toMatchObject({ duplicate: 1, rejected: changes.length });
    expect(report.rejections.every(({ code }) => code === 'CONTENT_CONFLICT')).toBe(true);
  });

  test('beyond 100,000 users it is stored without the user, and the users before stay known', async () => {
    await ingestion.owner.query(`INSERT INTO licensed_user (organisation_id, system_number, number, label)
      SELECT 1, s.number, n, 'user ' || n FROM system s, generate_series(1, 99999) AS n WHERE s.organisation_id = 1 AND s.slug = 'chat'`);
    const items = ['first', 'second', 'user 5', 'first'].map((user, at) => event(`crowd ${at}`, { system: 'chat', user }));
    expect(await stream(lines(...items))).toMatchObject({ accepted: 4 });
    expect(await stream(lines(...items))).toMatchObject({ duplicate: 4 });
    expect(await Promise.all(items.map(async ({ id }) => (await stored(id)).user))).toEqual(['first', null, 'user 5', 'first']);
  });
});
