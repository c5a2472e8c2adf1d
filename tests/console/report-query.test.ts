import { describe, expect, test } from 'vitest';
import { fieldTime, instantOf, keepPeriod, refreshKey, reportQueryOf } from '#lib/report-query.ts';
import { isAt, systemPlaces } from '#lib/system-places.ts';

const now = Date.parse('2026-11-24T12:03:04Z');
const at = (query: string) => new URL(`http://localhost/systems/1/drift${query}`);

describe('what a report asks for', () => {
  test('days end with the present hour', () => {
    expect(reportQueryOf(at('?days=7'), [], now)).toMatchObject({ from: '2026-11-17T13:00:00.000Z', to: '2026-11-24T13:00:00.000Z' });
  });

  test('times of the address are in UTC; an instant stays what it is', () => {
    expect(reportQueryOf(at('?from=2026-10-01T00:00&to=2026-11-01T00:00:00%2B01:00'), [], now)).toMatchObject({ from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00+01:00' });
    expect(instantOf('2026-10-01')).toBe('2026-10-01T00:00:00.000Z');
  });

  test('only what the report knows is asked, and several of a name are a list', () => {
    expect(reportQueryOf(at('?attributes=region&attributes=age&show=alarms&version='), ['attributes'], now)).toEqual({
      from: undefined,
      to: undefined,
      version: undefined,
      source: undefined,
      attributes: 'region,age',
    });
  });

  test.each(['0', '-3', 'x', '1e3', '99999'])('%s days are no period', (days) => {
    expect(reportQueryOf(at(`?days=${days}`), [], now)['from']).toBeUndefined();
  });

  test('a time field shows what the address says, and nothing for what is no time', () => {
    expect([fieldTime('2026-10-01T00:00'), fieldTime('2026-10-01T02:00:00+01:00'), fieldTime('soon'), fieldTime(null)]).toEqual(['2026-10-01T00:00', '2026-10-01T01:00', '', '']);
  });

  test('an own period replaces the last days, and empty fields stay out of the address', () => {
    const fields = new FormData();
    for (const [name, value] of [['days', '7'], ['from', '2026-10-01T00:00'], ['to', ''], ['version', '']] as const) fields.set(name, value);
    keepPeriod(fields);
    expect([...fields]).toEqual([['from', '2026-10-01T00:00']]);
  });

  test('events that arrive refresh what comes from intervals, not what is computed from every event', () => {
    expect([refreshKey(at('')), refreshKey(at('?source=exact'))]).toEqual(['console:measured', 'console:exact']);
  });
});

describe('the pages of a system', () => {
  test('keep period and version, and leave behind what only one page knows', () => {
    const drift = systemPlaces('1', at('?days=7&version=v%202&source=exact&baseline=fixed')).find(({ label }) => label === 'Drift');
    expect(drift?.href).toBe('/systems/1/drift?days=7&version=v+2');
  });

  test('exactly one of them is the present one', () => {
    const places = systemPlaces('1', at('?days=7'));
    expect(places.filter((place) => isAt(place, '/systems/1/drift')).map(({ label }) => label)).toEqual(['Drift']);
    expect(places.filter((place) => isAt(place, '/systems/1')).map(({ label }) => label)).toEqual(['Objectives']);
  });
});
