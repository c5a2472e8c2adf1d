import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { easterAfterMarch } from '#libs/terms/calendars/easter.js';
import { holidayCalendars } from '#libs/terms/calendars/holiday-calendars.js';
import { addWorkingDays, holidaysOf, isWorkingDay } from '#libs/terms/calendars/working-days.js';

test.for([
  [2000, '2000-04-23'],
  [2008, '2008-03-23'],
  [2011, '2011-04-24'],
  [2024, '2024-03-31'],
  [2026, '2026-04-05'],
  [2038, '2038-04-25'],
  [2049, '2049-04-18'],
  [2076, '2076-04-19'],
] as const)('Easter Sunday of %i is %s', ([year, date]) => {
  expect(new Date(Date.UTC(year, 2, 1 + easterAfterMarch(year))).toISOString().slice(0, 10)).toBe(date);
});

describe('holidays', () => {
  test.for([
    ['target', 2026, ['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-12-25', '2026-12-26']],
    ['de', 2026, ['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25', '2026-10-03', '2026-12-25', '2026-12-26']],
    ['fr', 2025, ['2025-01-01', '2025-04-21', '2025-05-01', '2025-05-08', '2025-05-29', '2025-06-09', '2025-07-14', '2025-08-15', '2025-11-01', '2025-11-11', '2025-12-25']],
    ['pt', 2014, ['2014-01-01', '2014-04-18', '2014-04-25', '2014-05-01', '2014-06-10', '2014-08-15', '2014-12-08', '2014-12-25']],
    ['england-wales', 2022, ['2022-01-03', '2022-04-15', '2022-04-18', '2022-05-02', '2022-06-02', '2022-06-03', '2022-08-29', '2022-09-19', '2022-12-26', '2022-12-27']],
    ['england-wales', 2020, ['2020-01-01', '2020-04-10', '2020-04-13', '2020-05-08', '2020-05-25', '2020-08-31', '2020-12-25', '2020-12-28']],
    ['us-federal', 2026, ['2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25', '2026-06-19', '2026-07-03', '2026-09-07', '2026-10-12', '2026-11-11', '2026-11-26', '2026-12-25']],
    ['at', 2026, ['2026-01-01', '2026-01-06', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25', '2026-06-04', '2026-08-15', '2026-10-26', '2026-11-01', '2026-12-08', '2026-12-25', '2026-12-26']],
  ] as const)('of %s in %i', ([calendar, year, dates]) => {
    expect([...holidaysOf(year, calendar).keys()].toSorted()).toEqual(dates);
  });

  test('a New Year on a Saturday is a federal holiday on the last day of the year before', () => {
    expect(isWorkingDay('2021-12-31', 'us-federal')).toBe(false);
    expect(isWorkingDay('2021-12-31', 'england-wales')).toBe(true);
  });
});

describe('counting working days', () => {
  test.for([
    ['2026-04-02', 1, 'target', '2026-04-07', 'over Easter'],
    ['2026-12-23', 3, 'target', '2026-12-29', 'over Christmas'],
    ['2026-12-23', 3, null, '2026-12-28', 'without a calendar only weekends are free'],
    ['2026-04-07', -1, 'target', '2026-04-02', 'back over Easter'],
    ['2026-04-04', 0, 'target', '2026-04-04', 'none'],
  ] as const)('from %s by %i on %s is %s: %s', ([from, count, calendar, expected]) => {
    expect(addWorkingDays(from, count, calendar)).toBe(expected);
  });

  const dates = fc.date({ min: new Date('2001-01-01'), max: new Date('2098-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  const calendars = fc.constantFrom(null, ...Object.keys(holidayCalendars));

  test('ends on a working day, and as many working days lie between as were asked for', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 40 }), calendars, (from, count, calendar) => {
        const end = addWorkingDays(from, count, calendar);
        const between: string[] = [];
        for (let day = from; day < end; ) {
          day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
          if (isWorkingDay(day, calendar)) between.push(day);
        }
        expect(between).toHaveLength(count);
        expect(between.at(-1)).toBe(end);
      }),
      { numRuns: 60 },
    );
  });

  test('goes back the way it came', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 40 }), calendars, (from, count, calendar) => {
        const start = addWorkingDays(from, 1, calendar);
        expect(addWorkingDays(addWorkingDays(start, count, calendar), -count, calendar)).toBe(start);
      }),
      { numRuns: 60 },
    );
  });
});
