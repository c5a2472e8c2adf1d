import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finalAt, windowsOf } from '#libs/remedies/windows.js';

const month = (zone: string) => ({ kind: 'calendar-month', zone }) as const;
const quarter = (zone: string) => ({ kind: 'calendar-quarter', zone }) as const;
const short = (windows: ReturnType<typeof windowsOf>) => windows.map(({ start, end, partial }) => `${start} ${end}${partial ? ' partial' : ''}`);

describe('calendar windows', () => {
  test('follow the clock of the zone through its changes', () => {
    expect(short(windowsOf(month('Europe/Lisbon'), '2026-03-01T00:00:00Z', null, '2026-04-15T12:00:00Z'))).toEqual([
      '2026-03-01T00:00:00.000Z 2026-03-31T23:00:00.000Z',
      '2026-03-31T23:00:00.000Z 2026-04-30T23:00:00.000Z',
    ]);
  });

  test('start at half past the hour where the zone does', () => {
    expect(short(windowsOf(month('Asia/Kolkata'), '2026-01-31T18:30:00Z', null, '2026-02-01T00:00:00Z'))).toEqual([
      '2026-01-31T18:30:00.000Z 2026-02-28T18:30:00.000Z',
    ]);
  });

  test('start with the first moment of a day whose midnight does not exist', () => {
    expect(short(windowsOf(month('America/Asuncion'), '2017-09-01T04:00:00Z', null, '2017-10-02T00:00:00Z'))).toEqual([
      '2017-09-01T04:00:00.000Z 2017-10-01T04:00:00.000Z',
      '2017-10-01T04:00:00.000Z 2017-11-01T03:00:00.000Z',
    ]);
  });

  test('quarters are those of the calendar year', () => {
    expect(short(windowsOf(quarter('UTC'), '2025-10-01T00:00:00Z', null, '2026-04-01T00:00:00Z'))).toEqual([
      '2025-10-01T00:00:00.000Z 2026-01-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z 2026-04-01T00:00:00.000Z',
      '2026-04-01T00:00:00.000Z 2026-07-01T00:00:00.000Z',
    ]);
  });

  test('are cut to the agreement and say so', () => {
    expect(short(windowsOf(month('UTC'), '2026-01-10T00:00:00Z', '2026-03-05T00:00:00Z', '2027-01-01T00:00:00Z'))).toEqual([
      '2026-01-10T00:00:00.000Z 2026-02-01T00:00:00.000Z partial',
      '2026-02-01T00:00:00.000Z 2026-03-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z 2026-03-05T00:00:00.000Z partial',
    ]);
  });

  test('a cut inside a minute moves inwards', () => {
    expect(short(windowsOf(month('UTC'), '2026-01-10T00:00:01Z', '2026-01-11T00:00:59Z', '2027-01-01T00:00:00Z'))).toEqual([
      '2026-01-10T00:01:00.000Z 2026-01-11T00:00:00.000Z partial',
    ]);
  });

  test.each([
    ['that starts later', '2026-05-01T00:00:00Z', null],
    ['that ends as it starts', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
    ['that ends before it starts', '2026-03-01T00:00:00Z', '2026-01-01T00:00:00Z'],
  ])('an agreement %s has none', (_, from, until) => {
    expect(windowsOf(month('UTC'), from, until, '2026-04-15T00:00:00Z')).toEqual([]);
  });

  test('follow one another without a gap or overlap and fill the agreement, in any zone', () => {
    const minutes = fc.integer({ min: Date.UTC(2000, 0) / 60_000, max: Date.UTC(2050, 0) / 60_000 });
    const zone = fc.constantFrom('UTC', 'Europe/Lisbon', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Asuncion');
    const iso = (minute: number) => new Date(minute * 60_000).toISOString();
    fc.assert(
      fc.property(zone, fc.boolean(), minutes, fc.integer({ min: 1, max: 2_000_000 }), (name, isMonth, from, length) => {
        const windows = windowsOf(isMonth ? month(name) : quarter(name), iso(from), iso(from + length), '2099-01-01T00:00:00Z');
        expect(windows[0]!.start).toBe(iso(from));
        expect(windows.at(-1)!.end).toBe(iso(from + length));
        for (const [index, window] of windows.entries()) {
          expect(window.start < window.end).toBe(true);
          if (index > 0) expect(window.start).toBe(windows[index - 1]!.end);
          if (index > 0 && index < windows.length - 1) expect(window.partial).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('an unknown zone or a broken instant is refused by name', () => {
    expect(() => windowsOf(month('Europe/Atlantis'), '2026-01-01T00:00:00Z', null, '2026-02-01T00:00:00Z')).toThrow('"Europe/Atlantis" is not a time zone');
    expect(() => windowsOf(month('UTC'), 'yesterday', null, '2026-02-01T00:00:00Z')).toThrow('"yesterday" is not an instant');
  });
});

describe('a window is final', () => {
  const window = { end: '2026-03-01T00:00:00.000Z' };

  test.each([
    ['at its end when nothing is awaited', 0, 0, 'UTC', '2026-03-01T00:00:00.000Z'],
    ['after the grace', 36, 0, 'UTC', '2026-03-02T12:00:00.000Z'],
    ['after maturity when that is later', 36, 2, 'UTC', '2026-03-03T00:00:00.000Z'],
    ['after calendar days, whatever their length', 0, 30, 'Europe/Lisbon', '2026-03-30T23:00:00.000Z'],
  ])('%s', (_, graceHours, maturityDays, zone, at) => {
    expect(finalAt({ window: month(zone), graceHours, maturityDays }, window)).toBe(at);
  });
});
