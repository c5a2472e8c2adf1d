import { describe, expect, test } from 'vitest';
import { checkHeader, valueOfRecord } from '#libs/wire/csv-record.js';

describe('a CSV header', () => {
  test.each([
    ['event', ['id', 'system', 'version', 'time']],
    ['event', ['time', 'version', 'system', 'id', 'score', 'decision', 'latencyMs', 'status', 'reasons', 'segments.a b', 'features.x.y', 'features.__proto__.x', 'segments.constructor']],
    ['outcome', ['event', 'system', 'outcome', 'time']],
  ] as const)('of an %s may be %j', (kind, columns) => {
    expect(() => checkHeader(kind, columns)).not.toThrow();
  });

  test.each([
    ['event', ['id', 'system', 'time'], [['/version', 'COLUMN_MISSING']]],
    ['event', ['id', 'system', 'version', 'time', 'colour'], [['/colour', 'COLUMN_UNKNOWN']]],
    ['event', ['id', 'system', 'version', 'time', 'segments'], [['/segments', 'COLUMN_UNKNOWN']]],
    ['event', ['id', 'system', 'version', 'time', 'features.'], [['/features.', 'COLUMN_UNKNOWN']]],
    ['event', ['id', 'system', 'version', 'time', 'id'], [['/id', 'COLUMN_REPEATED']]],
    ['event', ['id', 'system', 'version', 'time', '__proto__'], [['/__proto__', 'COLUMN_UNKNOWN']]],
    ['event', ['id', 'system', 'version', 'time', 'features.__proto__', 'segments.__proto__'], [['/features.__proto__', 'COLUMN_UNKNOWN'], ['/segments.__proto__', 'COLUMN_UNKNOWN']]],
    ['outcome', ['event', 'system', 'outcome', 'time', 'segments.a'], [['/segments.a', 'COLUMN_UNKNOWN']]],
  ] as const)('of an %s may not be %j', (kind, columns, faults) => {
    expect(() => checkHeader(kind, columns)).toThrow(expect.objectContaining({ code: 'INVALID', faults: faults.map(([pointer, code]) => expect.objectContaining({ pointer, code })) }));
  });

  test('with another separator gets a hint', () => {
    expect(() => checkHeader('event', ['id;system;version;time'])).toThrow(expect.objectContaining({ detail: expect.stringContaining('Cells are separated by commas.') }));
  });
});

test('a record becomes a plain value; what is no number or boolean stays text, for the schema to name', () => {
  const columns = ['id', 'score', 'latencyMs', 'decision', 'reasons', 'segments.__proto__', 'features.a', 'features.b'];
  expect(valueOfRecord(columns, ['007', '0.5', '0,5', 'maybe', 'a|b', '', '1e3', 'NaN'])).toEqual({
    id: '007',
    score: 0.5,
    latencyMs: '0,5',
    decision: 'maybe',
    reasons: ['a', 'b'],
    features: { a: 1000, b: 'NaN' },
  });
  expect(valueOfRecord(columns, ['=cmd|x', '', '', '', '', '', '', ''])).toEqual({ id: '=cmd|x' });
});
