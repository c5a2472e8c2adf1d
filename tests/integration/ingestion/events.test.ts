import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorOf, intervalsOf, requestWith, startIngestion, type Ingestion } from '../../support/ingestion.js';

let ingestion: Ingestion;
const actor = actorOf(1);

beforeAll(async () => {
  ingestion = await startIngestion();
});
afterAll(() => ingestion.stop());

const event = (id: string, more: object = {}) => ({ id, system: 'scoring', version: 'v1', time: '2026-03-01T10:20:30Z', score: 0.5, decision: true, latencyMs: 12.5, ...more });
const lines = (...events: object[]) => events.map((one) => `${JSON.stringify(one)}\n`).join('');
const stream = (body: Parameters<typeof requestWith>[0], headers = {}) => ingestion.intake.stream(actor, ingestion.events, requestWith(body, headers));
const count = async (table: string) => Number((await ingestion.owner.query(`SELECT count(*) FROM ${table} WHERE organisation_id = 1`)).rows[0].count);

describe('events', () => {
  test('are stored with every value, and their number, hour and batch are recorded', async () => {
    const uuid = '0195c000-0000-7000-8000-000000000001';
    const full = event(uuid.toUpperCase(), {
      time: '2026-03-01T11:20:30.1239+01:00',
      score: 0.03572831714545401,
      latencyMs: 0,
      status: 'timeout',
      reasons: ['age', 'größe "x"'],
      segments: { region: 'north', channel: 'Café 😀' },
      features: { age: 57, balance: -1.5e3, none: null, tiny: 5e-324 },
    });
    const bare = { id: 'lead 17/a', system: 'scoring', version: 'v1', time: '2026-03-01T10:20:30Z' };
    expect(await ingestion.intake.batch(actor, ingestion.events, [full, bare])).toMatchObject({
      sent: 2,
      accepted: 2,
      duplicate: 0,
      rejected: 0,
      results: [{ line: 1, result: 'accepted' }, { line: 2, id: 'lead 17/a', result: 'accepted' }],
    });
    const { rows } = await ingestion.owner.query(
      `SELECT e.id, e.key, e.at, e.score, e.latency_ms, e.status, e.decision, e.reasons, e.features, s.segments, v.label, v.features AS names, v.announced
       FROM event e JOIN system_version v ON v.number = e.version_number LEFT JOIN slice s ON s.number = e.slice_number WHERE e.organisation_id = 1 ORDER BY key NULLS FIRST`,
    );
    expect(rows[0]).toEqual({
      id: uuid,
      key: null,
      at: new Date('2026-03-01T10:20:30.123Z'),
      score: 0.03572831714545401,
      latency_ms: 0,
      status: 2,
      decision: true,
      reasons: ['age', 'größe "x"'],
      features: [57, -1500, null, 5e-324],
      segments: { region: 'north', channel: 'Café 😀' },
      label: 'v1',
      names: ['age', 'balance', 'none', 'tiny'],
      announced: false,
    });
    expect(rows[1]).toMatchObject({ key: 'lead 17/a', score: null, latency_ms: null, status: 0, decision: null, reasons: null, features: null, segments: null });
    expect(rows[1].id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(await intervalsOf(ingestion.owner, 1)).toMatchObject([{ hourMs: Date.parse('2026-03-01T10:00:00Z'), events: 2, errors: 1, decided: 1, minutes: [{ minute: 20, events: 2, errors: 1 }] }]);
    expect(ingestion.announced).toHaveLength(1);
    const batch = await ingestion.owner.query(`SELECT kind, source, sent, accepted FROM ingest_batch WHERE organisation_id = 1`);
    expect(batch.rows).toEqual([{ kind: 'event', source: 'batch', sent: 2, accepted: 2 }]);
    const logged = await ingestion.owner.query(`SELECT action, actor FROM log_entry WHERE organisation_id = 1 ORDER BY action`);
    expect(logged.rows).toEqual([{ action: 'dictionary.extend', actor: 'key' }, { action: 'event.ingest', actor: 'key' }]);
  });

  test('sent again are duplicates when nothing differs, and refused when anything does', async () => {
    const before = await count('event');
    const original = event('again', { segments: { region: 'south' }, features: { age: 1, other: 2 }, reasons: ['a'] });
    const changes = [{ score: 0.6 }, { decision: null }, { latencyMs: null }, { status: 'error' }, { reasons: [] }, { segments: {} }, { features: { age: 1 } }, { version: 'v2' }, { time: '2026-03-01T10:20:31Z' }];
    expect(await stream(lines(original))).toMatchObject({ accepted: 1 });
    const report = await stream(lines(original, { ...original, segments: { region: 'south' } }, ...changes.map((change) => ({ ...original, ...change }))));
    expect(report).toMatchObject({ sent: 2 + changes.length, accepted: 0, duplicate: 2, rejected: changes.length });
    expect(report.rejections.map(({ line, code, id }) => ({ line, code, id }))).toEqual(changes.map((_, at) => ({ line: at + 3, code: 'CONTENT_CONFLICT', id: 'again' })));
    expect(await count('event')).toBe(before + 1);
  });

  test('of one request are compared with its earlier lines', async () => {
    const first = event('twice');
    const report = await ingestion.intake.batch(actor, ingestion.events, [first, first, { ...first, score: 1 }, first]);
    expect(report.results.map(({ result }) => result)).toEqual(['accepted', 'duplicate', 'rejected', 'duplicate']);
    const again = await ingestion.intake.batch(actor, ingestion.events, [{ ...first, score: 1 }, first, { ...first, score: 1 }]);
    expect(again.results.map(({ result }) => result)).toEqual(['rejected', 'duplicate', 'rejected']);
  });

  test('stay the same when their version learns more features', async () => {
    const before = event('learner', { features: { age: 3 } });
    const after = event('learner 2', { features: { newcomer: 1, age: 3 } });
    expect(await stream(lines(before, after))).toMatchObject({ accepted: 2 });
    expect(await stream(lines(before, after))).toMatchObject({ duplicate: 2 });
    expect(await stream(lines({ ...after, features: { age: 3, newcomer: 1 } }))).toMatchObject({ duplicate: 1 });
  });

  test('of an unknown system and of another organisation are refused in the same words', async () => {
    const report = await stream(lines(event('a', { system: 'nowhere' }), event('b', { system: 'foreign' })));
    expect(report).toMatchObject({ accepted: 0, rejected: 2 });
    const [unknown, foreign] = report.rejections;
    expect(unknown).toEqual({ line: 1, id: 'a', field: 'system', code: 'SYSTEM_UNKNOWN', detail: 'there is no system "nowhere"' });
    expect(foreign).toEqual({ line: 2, id: 'b', field: 'system', code: 'SYSTEM_UNKNOWN', detail: 'there is no system "foreign"' });
  });

  test('with one id in two systems: a UUID is one event, another key is one for each system', async () => {
    const uuid = '0195c000-0000-7000-8000-0000000000aa';
    const report = await stream(lines(event(uuid), event(uuid, { system: 'chat' }), event('own'), event('own', { system: 'chat' })));
    expect(report).toMatchObject({ accepted: 3, rejected: 1, rejections: [{ line: 2, code: 'CONTENT_CONFLICT' }] });
  });

  test('in the future are refused, five minutes of clock difference are not', async () => {
    const report = await stream(lines(event('soon', { time: '2026-03-15T12:05:00Z' }), event('later', { time: '2026-03-15T12:05:00.001Z' })));
    expect(report).toMatchObject({ accepted: 1, rejections: [{ line: 2, field: 'time', code: 'TIME_FUTURE' }] });
  });

  test('come as a stream with CRLF, blank lines, a byte order mark and no last line end', async () => {
    const body = `\uFEFF${JSON.stringify(event('l1'))}\r\n\r\n   \n${JSON.stringify(event('l2'))}\n{"broken\n${JSON.stringify(event('l6', { score: 2 }))}\r\n${JSON.stringify(event('l7'))}`;
    for (const size of [1, 7, 100_000]) {
      const pieces = Array.from({ length: Math.ceil(Buffer.byteLength(body) / size) }, (_, at) => Buffer.from(body).subarray(at * size, (at + 1) * size));
      const report = await stream(pieces);
      expect(report).toMatchObject({ sent: 5, rejected: 2, rejections: [{ line: 5, code: 'NOT_JSON' }, { line: 6, id: 'l6', field: 'score', code: 'FIELD_RANGE' }] });
    }
  });

  test('come packed with gzip', async () => {
    expect(await stream(gzipSync(lines(event('packed'))), { 'content-encoding': 'gzip' })).toMatchObject({ accepted: 1 });
  });

  test('that are not UTF-8 are refused line by line', async () => {
    const body = Buffer.concat([Buffer.from(lines(event('u1'))), Buffer.from('{"id":"\xff"}\n', 'latin1'), Buffer.from(lines(event('u3')))]);
    expect(await stream(body)).toMatchObject({ accepted: 2, rejections: [{ line: 2, code: 'NOT_JSON' }] });
  });

  test('on a line of 50 MB are refused without being held', async () => {
    const piece = Buffer.alloc(65_536, 'x');
    function* body() {
      yield Buffer.from(lines(event('before the long line')));
      for (let sent = 0; sent < 50 * 1_048_576; sent += piece.length) yield piece;
      yield Buffer.from(`\n${lines(event('after the long line'))}`);
    }
    const before = process.memoryUsage().arrayBuffers;
    const report = await stream(body());
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1_048_576);
    expect(report).toMatchObject({ sent: 3, accepted: 2, rejections: [{ line: 2, code: 'LINE_TOO_LONG' }] });
  });

  test('that came whole before the connection broke stay, the cut-off line does not', async () => {
    async function* body() {
      yield Buffer.from(lines(event('cut 1'), event('cut 2')));
      yield Buffer.from('{"id":"cut 3","sys');
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    }
    await expect(stream(body())).rejects.toMatchObject({ code: 'MALFORMED' });
    const { rows } = await ingestion.owner.query(`SELECT key FROM event WHERE key LIKE 'cut %' ORDER BY key`);
    expect(rows).toEqual([{ key: 'cut 1' }, { key: 'cut 2' }]);
  });

  test('as CSV', async () => {
    const header = 'id,system,version,time,score,decision,latencyMs,segments.region,features.age,reasons';
    const body = `${header}\r\nc1,scoring,v1,2026-03-02T00:00:00Z,0.25,1,7,"nor""th",33,a|b\r\n\r\nc2,scoring,v1,2026-03-02T00:00:00Z,,,,,,\r\nc3,scoring,v1,2026-03-02T00:00:00Z,"0,5",,,,,\r\nc4,scoring\r\n`;
    const report = await stream(body, { 'content-type': 'text/csv; charset=utf-8' });
    expect(report).toMatchObject({ sent: 4, accepted: 2, rejections: [{ line: 5, id: 'c3', field: 'score', code: 'FIELD_TYPE' }, { line: 6, code: 'NOT_AN_OBJECT' }] });
    const { rows } = await ingestion.owner.query(`SELECT score, decision, latency_ms, reasons, segments FROM event JOIN slice ON slice.number = slice_number WHERE key = 'c1'`);
    expect(rows).toEqual([{ score: 0.25, decision: true, latency_ms: 7, reasons: ['a', 'b'], segments: { region: 'nor"th' } }]);
  });

  test('as CSV that is not UTF-8 are refused line by line, and none is changed', async () => {
    const body = Buffer.from('id,system,version,time\ncaf\xe9,scoring,v1,2026-03-02T00:00:00Z\ncaf\xe8,scoring,v1,2026-03-02T00:00:00Z\ncaf,scoring,v1,2026-03-02T00:00:00Z\n', 'latin1');
    const report = await stream(body, { 'content-type': 'text/csv' });
    expect(report).toMatchObject({ sent: 3, accepted: 1, duplicate: 0, rejections: [{ line: 2, code: 'NOT_JSON', detail: 'the line is not UTF-8' }, { line: 3 }] });
  });

  test.each([
    ['a stray quote', '"bad,scoring,v1,2026-03-02T00:00:00Z'],
    ['a quote inside a cell', 'b"a"d,scoring,v1,2026-03-02T00:00:00Z'],
    ['a quote that is followed by more', '"bad"x,scoring,v1,2026-03-02T00:00:00Z'],
    ['a cell of 300 kB', `${'x'.repeat(300_000)},scoring,v1,2026-03-02T00:00:00Z`],
    ['an open cell of 300 kB', `"${'x'.repeat(300_000)},scoring,v1,2026-03-02T00:00:00Z`],
  ])('as CSV with %s: its line is refused, those before and after it are taken', async (name, bad) => {
    const good = Array.from({ length: 12_000 }, (_, at) => `${name} ${at},scoring,v1,2026-03-02T00:00:00Z`);
    const body = Buffer.from(`\uFEFFid,system,version,time\r\n${[...good.slice(0, 11_000), bad, ...good.slice(11_000)].join('\r\n')}`);
    for (const size of [body.length, 65_537]) {
      const pieces = Array.from({ length: Math.ceil(body.length / size) }, (_, at) => body.subarray(at * size, (at + 1) * size));
      expect(await stream(pieces, { 'content-type': 'text/csv' })).toMatchObject({ sent: 12_001, rejected: 1, rejections: [{ line: 11_002 }] });
    }
  });

  test('as CSV with quoted line ends, which belong to their cell', async () => {
    const body = 'id,system,version,time,segments.note\nm1,scoring,v1,2026-03-02T00:00:00Z,"a\nb"\nm2,scoring,v1,2026-03-02T00:00:00Z,"c, ""d"""\n"m3","scoring","v1","2026-03-02T00:00:00Z",""\n';
    const report = await stream(body, { 'content-type': 'text/csv' });
    expect(report).toMatchObject({ sent: 3, accepted: 2, rejections: [{ line: 2, id: 'm1', field: 'segments.note' }] });
    const { rows } = await ingestion.owner.query(`SELECT segments FROM event JOIN slice ON slice.number = slice_number WHERE key = 'm2'`);
    expect(rows).toEqual([{ segments: { note: 'c, "d"' } }]);
  });

  test('as CSV that came whole before the connection broke stay', async () => {
    async function* body() {
      yield Buffer.from('id,system,version,time\nbroken 1,scoring,v1,2026-03-02T00:00:00Z\nbroken 2,scor');
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    }
    await expect(stream(body(), { 'content-type': 'text/csv' })).rejects.toMatchObject({ code: 'MALFORMED', detail: expect.stringContaining('(1 accepted') });
  });

  test('beyond 256 features of a version and 16 segments are refused', async () => {
    const many = (prefix: string, length: number, value: unknown) => Object.fromEntries(Array.from({ length }, (_, at) => [`${prefix}${at}`, value]));
    const report = await stream(
      lines(
        event('f1', { version: 'wide', features: many('a', 200, 1) }),
        event('f2', { version: 'wide', features: many('b', 100, 1) }),
        event('f3', { version: 'wide', features: many('a', 257, 1) }),
        event('f4', { segments: many('s', 17, 'x') }),
      ),
    );
    expect(report.rejections.map(({ id, code }) => [id, code])).toEqual([['f2', 'FEATURE_LIMIT'], ['f3', 'FEATURE_LIMIT'], ['f4', 'FIELD_RANGE']]);
  });

  test('that are refused for their features leave the version room for others', async () => {
    const features = (prefix: string, length: number) => Object.fromEntries(Array.from({ length }, (_, at) => [`${prefix}${at}`, 1]));
    const report = await stream(lines(event('r1', { version: 'roomy', features: { a: 1, b: 1 } }), event('r2', { version: 'roomy', features: features('x', 256) }), event('r3', { version: 'unborn', features: features('x', 257) })));
    expect(report.rejections.map(({ id, code }) => [id, code])).toEqual([['r2', 'FEATURE_LIMIT'], ['r3', 'FEATURE_LIMIT']]);
    const { rows } = await ingestion.owner.query(`SELECT label, features FROM system_version WHERE organisation_id = 1 AND label IN ('roomy', 'unborn')`);
    expect(rows).toEqual([{ label: 'roomy', features: ['a', 'b'] }]);
    expect(await stream(lines(event('r4', { version: 'roomy', features: features('y', 254) })))).toMatchObject({ accepted: 1 });
  });

  test('with new words leave no trace of them while the log cannot be written', async () => {
    const words = async () => [await count('system_version'), await count('slice')];
    const before = await words();
    const body = lines(event('unlogged', { version: 'unlogged', features: { unlogged: 1 }, segments: { unlogged: 'x' } }));
    await ingestion.owner.query('REVOKE INSERT ON log_entry FROM fineprint_ingest');
    try {
      await expect(stream(body)).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    } finally {
      await ingestion.owner.query('GRANT INSERT ON log_entry TO fineprint_ingest');
    }
    expect(await words()).toEqual(before);
    expect(await stream(body)).toMatchObject({ accepted: 1 });
    const { rows } = await ingestion.owner.query(`SELECT detail FROM log_entry WHERE organisation_id = 1 AND action = 'dictionary.extend' ORDER BY id DESC LIMIT 1`);
    expect(JSON.parse(rows[0].detail)).toEqual({ versions: [{ label: 'unlogged', features: 1 }], attributes: 1, categories: 0, slices: 1, users: 0 });
  });

  test('beyond 1,000 versions of a system are refused, known versions go on', async () => {
    const versions = Array.from({ length: 1_001 }, (_, at) => event(`version ${at}`, { system: 'chat', version: `v${at}` }));
    const report = await stream(lines(...versions, event('last', { system: 'chat', version: 'v0' })));
    expect(report.rejections.every(({ code }) => code === 'VERSION_LIMIT')).toBe(true);
    expect(report.accepted + report.rejected).toBe(1_002);
    expect(report.rejected).toBeGreaterThan(0);
    const { rows } = await ingestion.owner.query(`SELECT count(*)::int AS n FROM system_version v JOIN system s ON s.number = v.system_number WHERE s.slug = 'chat' AND v.organisation_id = 1`);
    expect(rows).toEqual([{ n: 1_000 }]);
  });
});

describe('a stream is refused as a whole', () => {
  const refusals: [string, string | Buffer, Record<string, string>, string][] = [
    ['in another media type', '', { 'content-type': 'application/json' }, 'MEDIA_TYPE'],
    ['in another character set', '', { 'content-type': 'text/csv; charset=utf-16' }, 'MEDIA_TYPE'],
    ['in an unknown packing', '', { 'content-encoding': 'br' }, 'ENCODING'],
    ['packed twice', '', { 'content-encoding': 'gzip, gzip' }, 'ENCODING'],
    ['that says gzip and is not', 'plain', { 'content-encoding': 'gzip' }, 'MALFORMED'],
    ['that unpacks to a thousand times its size', gzipSync(Buffer.alloc(64 * 1_048_576)), { 'content-encoding': 'gzip' }, 'BODY_TOO_LARGE'],
    ['whose CSV lacks a column', 'id,time,nonsense\na,b,c\n', { 'content-type': 'text/csv' }, 'INVALID'],
    ['whose CSV is empty', '', { 'content-type': 'text/csv' }, 'INVALID'],
    ['whose CSV has an open quote in its header', 'id,system,version,"time\na,b,c,d\n', { 'content-type': 'text/csv' }, 'INVALID'],
    ['whose CSV has no line end', 'x'.repeat(1_000_000), { 'content-type': 'text/csv' }, 'INVALID'],
  ];
  test.each(refusals)('%s', async (_, body, headers, code) => {
    await expect(stream(body, headers)).rejects.toMatchObject({ code });
  });

  test('and a missing column is named', async () => {
    await expect(stream('id,time,nonsense,id\na,b,c,d\n', { 'content-type': 'text/csv' })).rejects.toMatchObject({
      detail: expect.stringContaining('the column "system" is missing, the column "version" is missing, "nonsense" is not a column, the column "id" is repeated'),
    });
  });
});

describe('a stream that fails in the middle says what stays, and keeps the cause', () => {
  const many = (from: string) => lines(...Array.from({ length: 10_000 }, (_, at) => event(`${from} ${at}`)));
  test.each([
    ['log_entry', 'LOG_UNAVAILABLE', 'the log'],
    ['event', 'INTERNAL', 'the table'],
  ])('when %s cannot be written', async (table, code, name) => {
    const before = await count('event');
    async function* body() {
      yield Buffer.from(many(`${name} lives`));
      await expect.poll(() => count('event'), { timeout: 20_000 }).toBe(before + 10_000);
      await ingestion.owner.query(`REVOKE INSERT ON ${table} FROM fineprint_ingest`);
      yield Buffer.from(many(`${name} refuses`));
    }
    try {
      await expect(stream(body())).rejects.toMatchObject({
        code,
        detail: expect.stringContaining('10000 lines of this request were taken in (10000 accepted, 0 duplicate, 0 rejected) and stay.'),
        cause: { code: '42501' },
      });
    } finally {
      await ingestion.owner.query(`GRANT INSERT ON ${table} TO fineprint_ingest`);
    }
    expect(await count('event')).toBe(before + 10_000);
  });
});
