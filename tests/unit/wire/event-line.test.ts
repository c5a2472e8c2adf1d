import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventRowOf, outcomeRowOf } from '#libs/wire/event-row.js';
import { newEventScanner, scanEvent } from '#libs/wire/event-scan.js';
import { Event } from '#libs/wire/events.js';
import { eventOfLine, outcomeOfLine, readEventLine } from '#libs/wire/ingest-line.js';

const nowMs = Date.parse('2026-03-15T12:00:00Z');
const valid = { id: 'a', system: 'scoring', version: 'v1', time: '2026-03-01T10:20:30Z' };
const read = (text: string) => readEventLine(newEventScanner(), text, 0, text.length, 1, nowMs);
const withField = (field: string, literal: string) => JSON.stringify(valid).replace(/\}$/, `,${JSON.stringify(field)}:${literal}}`);
const replaced = (field: keyof typeof valid, literal: string) => JSON.stringify({ ...valid, [field]: '@@' }).replace('"@@"', literal);

describe('a line is refused, with its field and code:', () => {
  const cases: [string, string, string | null, string][] = [
    ['nothing', 'null', null, 'NOT_AN_OBJECT'],
    ['a list', '[]', null, 'NOT_AN_OBJECT'],
    ['a text', '"x"', null, 'NOT_AN_OBJECT'],
    ['an empty object', '{}', 'id', 'FIELD_MISSING'],
    ['truncated JSON', '{"id":"a"', null, 'NOT_JSON'],
    ['a trailing comma', '{"id":"a",}', null, 'NOT_JSON'],
    ['two objects', `${JSON.stringify(valid)}${JSON.stringify(valid)}`, null, 'NOT_JSON'],
    ['a bare NaN', withField('score', 'NaN'), null, 'NOT_JSON'],
    ['a bare Infinity', withField('score', '-Infinity'), null, 'NOT_JSON'],
    ['a repeated field', withField('score', '0.1,"score":0.9'), null, 'FIELD_REPEATED'],
    ['a repeated field in another spelling', withField('score', '0.1,"sc\\u006fre":0.9'), null, 'FIELD_REPEATED'],
    ['a repeated segment', withField('segments', '{"a":"x","a":"y"}'), null, 'FIELD_REPEATED'],
    ['__proto__', withField('__proto__', '{"a":1}'), null, 'NOT_JSON'],
    ['__proto__ among the segments', withField('segments', '{"__proto__":"x"}'), null, 'NOT_JSON'],
    ['constructor', withField('constructor', '{"prototype":1}'), 'constructor', 'FIELD_UNKNOWN'],
    ['33 levels', withField('segments', '['.repeat(33) + ']'.repeat(33)), null, 'NOT_JSON'],
    ['40,000 levels', '['.repeat(40_000), null, 'NOT_JSON'],
    ['half a surrogate pair', replaced('id', '"\\ud800"'), null, 'NOT_JSON'],
    ['a NUL in the id', replaced('id', '"a\\u0000"'), null, 'NOT_JSON'],
    ['a control character', replaced('id', '"a\\u0007"'), 'id', 'FIELD_RANGE'],
    ['an id that is a number', replaced('id', '12345678901234567890'), 'id', 'FIELD_TYPE'],
    ['an empty id', replaced('id', '""'), 'id', 'FIELD_RANGE'],
    ['an id of spaces', replaced('id', '"  "'), 'id', 'FIELD_RANGE'],
    ['an id of 201 characters', replaced('id', `"${'x'.repeat(201)}"`), 'id', 'FIELD_RANGE'],
    ['an unknown field', withField('colour', '1'), 'colour', 'FIELD_UNKNOWN'],
    ['a score as text', withField('score', '"0.5"'), 'score', 'FIELD_TYPE'],
    ['a score below 0', withField('score', '-0.1'), 'score', 'FIELD_RANGE'],
    ['a score above 1', withField('score', '1.0000001'), 'score', 'FIELD_RANGE'],
    ['an endless score', withField('score', '1e400'), 'score', 'FIELD_RANGE'],
    ['a decision as number', withField('decision', '1'), 'decision', 'FIELD_TYPE'],
    ['a negative latency', withField('latencyMs', '-1'), 'latencyMs', 'FIELD_RANGE'],
    ['a latency above a day', withField('latencyMs', '86400000.5'), 'latencyMs', 'FIELD_RANGE'],
    ['another status', withField('status', '"failed"'), 'status', 'FIELD_RANGE'],
    ['33 reasons', withField('reasons', JSON.stringify(Array(33).fill('x'))), 'reasons', 'FIELD_RANGE'],
    ['an empty reason', withField('reasons', '["a",""]'), 'reasons.1', 'FIELD_RANGE'],
    ['17 segments', withField('segments', JSON.stringify(Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`s${at}`, 'x'])))), 'segments', 'FIELD_RANGE'],
    ['a segment that is a number', withField('segments', '{"a":1}'), 'segments.a', 'FIELD_TYPE'],
    ['257 features', withField('features', JSON.stringify(Object.fromEntries(Array.from({ length: 257 }, (_, at) => [`f${at}`, 1])))), 'features', 'FEATURE_LIMIT'],
    ['a feature that is a boolean', withField('features', '{"a":true}'), 'features.a', 'FIELD_TYPE'],
    ['a feature that is a list', withField('features', '{"a":["x"]}'), 'features.a', 'FIELD_TYPE'],
    ['an empty label', withField('features', '{"a":""}'), 'features.a', 'FIELD_RANGE'],
    ['a label of 201 characters', withField('features', `{"a":"${'x'.repeat(201)}"}`), 'features.a', 'FIELD_RANGE'],
    ['a label with a line end', withField('features', '{"a":"x\\ny"}'), 'features.a', 'FIELD_RANGE'],
    ['a human decision in words', withField('humanDecision', '"yes"'), 'humanDecision', 'FIELD_TYPE'],
    ['another feedback', withField('feedback', '"liked"'), 'feedback', 'FIELD_RANGE'],
    ['another resolver', withField('resolvedBy', '"bot"'), 'resolvedBy', 'FIELD_RANGE'],
    ['a user that is a number', withField('user', '7'), 'user', 'FIELD_TYPE'],
    ['a user of 201 characters', withField('user', `"${'x'.repeat(201)}"`), 'user', 'FIELD_RANGE'],
    ['an endless feature', withField('features', '{"a":1e999}'), 'features.a', 'FIELD_RANGE'],
    ...['2026-02-30T00:00:00Z', '2026-03-01T24:00:00Z', '2026-03-01T10:20:60Z', '2026-03-01T10:20:30', '2026-03-01T10:20:30+25:00', '2026-03-01 10:20:30Z', '1999-12-31T23:59:59Z', '2100-01-01T00:00:00Z', '0000-01-01T00:00:00Z', 'infinity', ''].map(
      (time): [string, string, string, string] => [`the time "${time}"`, replaced('time', JSON.stringify(time)), 'time', 'TIME_INVALID'],
    ),
    ['a time in seconds', replaced('time', '1772360430'), 'time', 'FIELD_TYPE'],
    ['a time in ten years', replaced('time', '"2036-03-01T10:20:30Z"'), 'time', 'TIME_FUTURE'],
    ['a version of only spaces', replaced('version', '" "'), 'version', 'FIELD_RANGE'],
    ['no version', JSON.stringify({ ...valid, version: undefined }), 'version', 'FIELD_MISSING'],
  ];
  test.each(cases)('%s', (_, text, field, code) => {
    expect(read(text)).toMatchObject({ line: 1, field, code, detail: expect.stringMatching(/./) });
  });
});

describe('a line is taken:', () => {
  const cases: [string, string, object][] = [
    ['with nothing but what is required', JSON.stringify(valid), { id: 'a', timeMs: Date.parse('2026-03-01T10:20:30Z'), score: null, status: 'ok', segments: null, featureNames: null }],
    ['with spaces between everything', JSON.stringify(valid, null, 1).replaceAll('\n', ' '), { system: 'scoring' }],
    ['with nulls', withField('score', 'null,"decision":null,"latencyMs":null'), { score: null, decision: null, latencyMs: null }],
    ['with a negative zero', withField('score', '-0'), { score: -0 }],
    ['with 400 digits', withField('score', `0.1${'1'.repeat(400)}`), { score: 0.1111111111111111 }],
    ['with a number too small for a double', withField('score', '1e-400'), { score: 0 }],
    ['with an exponent', withField('latencyMs', '1.5E+3'), { latencyMs: 1500 }],
    ['with an offset', replaced('time', '"2026-03-01T12:20:30.123456789+02:00"'), { timeMs: Date.parse('2026-03-01T10:20:30.123Z') }],
    ['on a leap day', replaced('time', '"2024-02-29T00:00:00Z"'), { timeMs: Date.UTC(2024, 1, 29) }],
    ['on the first and last instant', replaced('time', '"2000-01-01T00:00:00.000Z"'), { timeMs: Date.UTC(2000, 0, 1) }],
    ['with segments in any order', withField('segments', '{"b":"2","a":"1"}'), { segments: '{"a":"1","b":"2"}' }],
    ['with no segments and features in them', withField('segments', '{},"features":{}'), { segments: null, featureNames: null }],
    ['with escapes', replaced('id', '"\\u00e4\\"\\\\"'), { id: 'ä"\\' }],
    ['with an emoji', replaced('id', '"😀"'), { id: '😀' }],
    ['with numeric feature names', withField('features', '{"10":1,"9":null}'), { featureNames: ['9', '10'], featureValues: [Number.NaN, 1] }],
    ['with a category among the features', withField('features', '{"age":41,"plan":"gold","tier":null}'), { featureValues: [41, Number.NaN, Number.NaN], featureLabels: [null, 'gold', null], notFinite: 0 }],
    ['with features that are no finite numbers, in words', withField('features', '{"a":"NaN","b":"-inf","c":"+Infinity","d":1}'), { featureValues: [Number.NaN, Number.NaN, Number.NaN, 1], featureLabels: null, notFinite: 3 }],
    ['with what people did', withField('humanDecision', 'false,"feedback":"edited","resolvedBy":"human","user":"u-7"'), { humanDecision: false, feedback: 'edited', resolvedBy: 'human', user: 'u-7' }],
    ['with nulls for what people did', withField('humanDecision', 'null,"feedback":null,"resolvedBy":null,"user":null'), { humanDecision: null, feedback: null, resolvedBy: null, user: null }],
  ];
  test.each(cases)('%s', (_, text, row) => {
    expect(read(text)).toMatchObject(row);
  });
});

const label = fc.oneof(fc.constantFrom('scoring', 'v1', 'v2', 'a b', 'ü'), fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 4 }));
const number = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constantFrom(0, -0, 1, 86_400_000, 1e21, 5e-324, 0.1 + 0.2));
const time = fc.oneof(
  fc.date({ min: new Date('1999-12-30T00:00:00Z'), max: new Date('2100-01-02T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString()),
  fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2026-03-15T13:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().replace(/\.\d+/, '')),
  fc.tuple(fc.integer({ min: 1999, max: 2101 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 25 })).map(([y, m, d, h]) => `${y}-${`${m}`.padStart(2, '0')}-${`${d}`.padStart(2, '0')}T${`${h}`.padStart(2, '0')}:00:00Z`),
);
const eventLike = fc.record(
  {
    id: label,
    system: label,
    version: label,
    time,
    score: fc.option(number),
    decision: fc.option(fc.boolean()),
    latencyMs: fc.option(number),
    status: fc.constantFrom('ok', 'error', 'timeout', 'other'),
    reasons: fc.array(label, { maxLength: 4 }),
    segments: fc.dictionary(label, label, { maxKeys: 4 }),
    features: fc.dictionary(label, fc.option(fc.oneof(number, label, fc.constantFrom('NaN', 'inf', '-Infinity', 'nano'))), { maxKeys: 5 }),
    humanDecision: fc.option(fc.boolean()),
    feedback: fc.constantFrom('accepted', 'edited', 'rejected', 'liked', null),
    resolvedBy: fc.constantFrom('ai', 'human', 'bot', null),
    user: fc.option(label),
    extra: fc.anything(),
  },
  { requiredKeys: ['id', 'system', 'version', 'time'] },
);
// The usual stream: a few systems and versions, the same features, now and then something else.
const usual = fc.record({
  id: fc.uuid(),
  system: fc.constantFrom('scoring', 'chat'),
  version: fc.constantFrom('v1', 'v2'),
  time: fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2026-03-15T12:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString()),
  score: fc.double({ min: 0, max: 1, noNaN: true }),
  decision: fc.boolean(),
  latencyMs: fc.double({ min: 0, max: 5_000, noNaN: true }).map((ms) => Math.round(ms * 1000) / 1000),
  segments: fc.constantFrom({ region: 'north', tier: 'a' }, { tier: 'a', region: 'north' }, {}),
  features: fc.record({ age: fc.integer({ min: 0, max: 99 }), rate: fc.double({ noNaN: true, noDefaultInfinity: true }), plan: fc.constantFrom('gold', 'silver', 'NaN') }),
  humanDecision: fc.boolean(),
  feedback: fc.constantFrom('accepted', 'edited', 'rejected'),
  resolvedBy: fc.constantFrom('ai', 'human'),
  user: fc.constantFrom('u 1', 'u 2'),
});

describe('the quick reader', () => {
  test('never takes what the schema refuses, and gives the same values', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(eventLike, usual), { minLength: 1, maxLength: 8 }), fc.constantFrom(0, 1), (events, indent) => {
        const scanner = newEventScanner();
        for (const one of events) {
          const text = (JSON.stringify(one, null, indent) ?? 'null').replaceAll('\n', ' ');
          const slow = eventOfLine(text, 1, nowMs);
          const quick = scanEvent(scanner, text, 0, text.length, 1, nowMs);
          if (quick !== undefined) expect(quick).toEqual(slow);
          expect(readEventLine(scanner, text, 0, text.length, 1, nowMs)).toEqual(slow);
        }
      }),
      { numRuns: 400 },
    );
  }, 30_000);

  test('never takes a damaged line that JSON.parse or the schema refuses', () => {
    const damage = fc.tuple(fc.nat(), fc.constantFrom('', '"', '{', '}', ',', ':', '0', '-', '.', 'e', ' ', '\\', '\t', 'null', '\u007f'), fc.nat({ max: 2 }));
    fc.assert(
      fc.property(usual, fc.array(damage, { minLength: 1, maxLength: 3 }), (one, damages) => {
        let text = JSON.stringify(one);
        for (const [place, inserted, removed] of damages) {
          const at = place % text.length;
          text = text.slice(0, at) + inserted + text.slice(at + removed);
        }
        const scanner = newEventScanner();
        scanEvent(scanner, JSON.stringify(one), 0, JSON.stringify(one).length, 1, nowMs);
        const quick = scanEvent(scanner, text, 0, text.length, 1, nowMs);
        if (quick !== undefined) expect(quick).toEqual(eventOfLine(text, 1, nowMs));
      }),
      { numRuns: 2_000 },
    );
  });

  test('takes the usual stream without the schema', () => {
    fc.assert(
      fc.property(fc.array(usual, { minLength: 1, maxLength: 20 }), (events) => {
        const scanner = newEventScanner();
        for (const one of events) {
          const text = JSON.stringify(one);
          if (/e[+-]?\d|"rate":-?(\d{16}|1e)/.test(text)) continue;
          expect(scanEvent(scanner, text, 0, text.length, 1, nowMs)).toBeDefined();
        }
      }),
    );
  });
});

test('what is taken is what the wire schema accepts, within the stored years and before the future', () => {
  fc.assert(
    fc.property(eventLike, (one) => {
      const plain: unknown = JSON.parse(JSON.stringify(one));
      const row = eventRowOf(plain, 1, nowMs);
      if (!('code' in row)) expect(Event.safeParse(plain).success).toBe(true);
      else if (!row.code.startsWith('TIME')) expect(Event.safeParse(plain).success).toBe(false);
    }),
  );
});

describe('an outcome', () => {
  const outcome = { event: 'a', system: 'scoring', outcome: 'positive', time: '2026-03-02T00:00:00Z' };
  test('is read', () => {
    expect(outcomeOfLine(JSON.stringify(outcome), 3, nowMs)).toEqual({ line: 3, id: 'a', system: 'scoring', positive: true, timeMs: Date.UTC(2026, 2, 2) });
  });
  test.each([
    [{ ...outcome, outcome: 'yes' }, 'outcome', 'FIELD_RANGE'],
    [{ ...outcome, event: undefined }, 'event', 'FIELD_MISSING'],
    [{ ...outcome, score: 1 }, 'score', 'FIELD_UNKNOWN'],
    [{ ...outcome, time: '2027-01-01T00:00:00Z' }, 'time', 'TIME_FUTURE'],
    ['x', null, 'NOT_AN_OBJECT'],
  ])('is refused: %j', (value, field, code) => {
    expect(outcomeRowOf(value, 1, nowMs)).toMatchObject({ field, code });
  });
});
