import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, completeMapping, readMapFlag, readMappingFile } from '../../../apps/cli/src/push/mapping.js';
import { mergedValue, valueOf } from '../../../apps/cli/src/push/record-value.js';
import { likelyDelimiter } from '../../../apps/cli/src/files/delimiter.js';

const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as { detail: string }).detail;
  }
  throw new Error('nothing was refused');
};

describe('a --map flag', () => {
  test.each([
    ['score=score_v1', ['score', { column: 'score_v1' }]],
    ['status==ok', ['status', { value: 'ok' }]],
    ['id=v1-{row}', ['id', { template: 'v1-{row}' }]],
    ['time=event_ts+label_delay_hours', ['time', { column: 'event_ts', plusHours: 'label_delay_hours' }]],
    ['features.emp.var.rate=emp.var.rate', ['features.emp.var.rate', { column: 'emp.var.rate' }]],
    ['segments.age band=a=b', ['segments.age band', { column: 'a=b' }]],
    ['reasons=', ['reasons', null]],
  ])('%s', (flag, expected) => {
    expect(readMapFlag('event', flag)).toEqual(expected);
  });

  test.each([
    ['score', 'write field=column'],
    ['=x', 'write field=column'],
    ['scoer=x', '"scoer" is not a field of an event. The fields are id, system, version, time, score'],
    ['segments=x', '"segments" is not a field'],
    ['features.=x', 'is not a field'],
  ])('%s is refused', (flag, reason) => {
    expect(refusal(() => readMapFlag('event', flag))).toContain(reason);
  });

  test('of an outcome knows the fields of outcomes only', () => {
    expect(readMapFlag('outcome', 'event=row')).toEqual(['event', { column: 'row' }]);
    expect(refusal(() => readMapFlag('outcome', 'score=x'))).toContain('The fields are event, system, outcome, time.');
  });
});

describe('a mapping file', () => {
  test('has a source for each field', () => {
    const text = '{"fields":{"event":"row","system":{"value":"scoring"},"outcome":{"column":"y","positive":["1"]},"time":{"column":"t","plusHours":"h"}}}';
    const mapping = readMappingFile('outcome', text);
    expect(columnsOf(mapping)).toEqual(['row', 'y', 't', 'h']);
    expect(valueOf(mapping, (column) => ({ row: '7', y: '1', t: '2008-05-01T08:07:30Z', h: '6.88' })[column])).toEqual({
      event: '7',
      system: 'scoring',
      outcome: 'positive',
      time: '2008-05-01T15:00:18.000Z',
    });
  });

  test.each([
    ['{', 'not JSON'],
    ['{}', 'wrong at fields'],
    ['{"fields":{"event":{"colum":"x"}}}', 'wrong at fields.event'],
    ['{"fields":{"nothing":"x"}}', '"nothing" is not a field'],
    ['{"fields":{},"more":1}', 'wrong at its top'],
  ])('%s is refused', (text, reason) => {
    expect(refusal(() => readMappingFile('outcome', text))).toContain(reason);
  });
});

describe('a mapping is completed with the columns of the file', () => {
  const columns = ['id', 'system', 'version', 'time', 'score', 'segments.region', 'note'];
  test('fields that are not mapped come from the column of the same name', () => {
    const whole = completeMapping('event', { score: { column: 'note' }, version: { value: 'v1' } }, columns);
    expect(whole).toEqual({
      id: { column: 'id' },
      system: { column: 'system' },
      version: { value: 'v1' },
      time: { column: 'time' },
      score: { column: 'note' },
      'segments.region': { column: 'segments.region' },
    });
  });

  test('an unknown column is named, with those that exist', () => {
    expect(refusal(() => completeMapping('event', { score: { column: 'scroe' } }, columns))).toBe(
      'There is no column "scroe". The file has the columns id, system, version, time, score, segments.region, note.',
    );
  });

  test('a field that nothing fills is named', () => {
    expect(refusal(() => completeMapping('event', { time: null }, ['row']))).toContain('Nothing fills "id", "system", "version", "time": map a column with --map id=COLUMN.');
  });
});

describe('cells become', () => {
  const cases: [string, string, unknown][] = [
    ['score', '0.5', 0.5],
    ['score', ' 1 ', 1],
    ['score', '0,5', '0,5'],
    ['score', 'NaN', 'NaN'],
    ['score', '', undefined],
    ['latencyMs', '1.5e2', 150],
    ['decision', '1', true],
    ['decision', 'FALSE', false],
    ['decision', 'maybe', 'maybe'],
    ['id', '007', '007'],
    ['reasons', 'a|b', ['a', 'b']],
    ['outcome', '0', 'negative'],
    ['outcome', 'Yes', 'positive'],
    ['outcome', 'unclear', 'unclear'],
  ];
  test.each(cases)('%s %j', (field, cell, expected) => {
    expect(valueOf({ [field]: { column: 'c' } }, () => cell)[field]).toEqual(expected);
  });

  test('an instant later by a column of hours, and a text that is refused when one of the two is missing', () => {
    const later = (time: string, hours: string) => valueOf({ time: { column: 't', plusHours: 'h' } }, (column) => (column === 't' ? time : hours))['time'];
    expect(later('2026-03-01T00:00:00+01:00', '25')).toBe('2026-03-02T00:00:00.000Z');
    expect(later('2026-03-01T00:00:00', '25')).toBe('2026-03-01T00:00:00 + 25 h');
    expect(later('2026-03-01T00:00:00Z', 'soon')).toBe('2026-03-01T00:00:00Z + soon h');
  });

  test('any number that JSON can write is read as that number', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(valueOf({ score: { column: 'c' } }, () => JSON.stringify(value))['score']).toBe(value === 0 ? 0 : value);
    }));
  });
});

describe('an NDJSON object', () => {
  const plain = { id: 'a', p: 0.5, features: { age: 3 }, meta: { region: 'north' }, colour: 'red' };
  test('keeps its own fields beside the mapped ones', () => {
    const mapping = { score: { column: 'p' }, 'segments.region': { column: 'meta.region' }, 'features.twice': { column: 'p' } };
    expect(mergedValue('event', mapping, plain, false)).toEqual({ id: 'a', score: 0.5, segments: { region: 'north' }, features: { age: 3, twice: 0.5 } });
  });

  test('keeps unknown names when there are constants only, so that they are refused by name', () => {
    expect(mergedValue('event', { system: { value: 's' } }, plain, true)).toEqual({ ...plain, system: 's' });
  });
});

test.each([
  ['a,b,c\n1;2;3', ','],
  ['a;b;c\n', ';'],
  ['a\tb,c\td', '\t'],
  ['"x;y;z",b', ','],
  ['alone', ','],
])('the delimiter of %j is %j', (head, expected) => {
  expect(likelyDelimiter(head)).toBe(expected);
});
