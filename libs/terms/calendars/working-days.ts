import { Temporal } from 'temporal-polyfill';
import { easterAfterMarch } from './easter.js';
import { calendarOf } from './holiday-calendars.js';
import type { HolidayDate, HolidayRule } from './holiday-rule.js';

/** Whether a date (YYYY-MM-DD) is a working day: neither Saturday nor Sunday nor a holiday. An unknown or absent calendar has no holidays. */
export function isWorkingDay(date: string, calendar: string | null): boolean {
  const day = Temporal.PlainDate.from(date);
  return !isWeekend(day) && !holidaysAround(day.year, calendar).has(date);
}

/**
 * The working day that lies so many working days after a date, which itself does not count; before it for a negative number.
 * No working days are none: the date itself, whatever day it is.
 */
export function addWorkingDays(date: string, count: number, calendar: string | null): string {
  const step = { days: Math.sign(count) };
  let day = Temporal.PlainDate.from(date);
  for (let left = Math.abs(count); left > 0; ) {
    day = day.add(step);
    if (isWorkingDay(day.toString(), calendar)) left -= 1;
  }
  return day.toString();
}

/** The holidays of a year with their names, as they are observed. */
export function holidaysOf(year: number, calendar: string | null): ReadonlyMap<string, string> {
  const rules = (calendar === null ? undefined : calendarOf(calendar))?.holidays ?? [];
  const named = rules.flatMap((rule) => (applies(rule, year) ? dateOf(rule.on, year).map((date) => ({ rule, date })) : []));
  const observed = new Map(named.filter(({ rule, date }) => rule.moves === undefined || !isWeekend(date)).map(({ rule, date }) => [date.toString(), rule.name]));
  for (const { rule, date } of named) {
    if (rule.moves !== undefined && isWeekend(date)) observed.set(moved(date, rule.moves, observed).toString(), rule.name);
  }
  return observed;
}

/** A New Year's Day on a Saturday may be observed on the last day of the year before. */
function holidaysAround(year: number, calendar: string | null): ReadonlySet<string> {
  return new Set([...holidaysOf(year, calendar).keys(), ...holidaysOf(year + 1, calendar).keys()]);
}

function applies({ from = 2000, until = 2099, except = [] }: HolidayRule, year: number): boolean {
  return year >= from && year <= until && !except.includes(year);
}

function dateOf(on: HolidayDate, year: number): Temporal.PlainDate[] {
  switch (on.kind) {
    case 'fixed':
      return [Temporal.PlainDate.from({ year, month: on.month, day: on.day })];
    case 'easter':
      return [Temporal.PlainDate.from({ year, month: 3, day: 1 }).add({ days: easterAfterMarch(year) + on.offset })];
    case 'weekday':
      return [nthWeekday(on, year)];
    case 'once':
      return on.date.startsWith(`${year}-`) ? [Temporal.PlainDate.from(on.date)] : [];
  }
}

function nthWeekday({ month, weekday, nth }: Extract<HolidayDate, { kind: 'weekday' }>, year: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const start = nth === -1 ? first.add({ months: 1 }).subtract({ days: 7 }) : first.add({ weeks: nth - 1 });
  return start.add({ days: (weekday - start.dayOfWeek + 7) % 7 });
}

function moved(date: Temporal.PlainDate, rule: 'next-free' | 'nearest', taken: ReadonlyMap<string, string>): Temporal.PlainDate {
  if (rule === 'nearest') return date.dayOfWeek === 6 ? date.subtract({ days: 1 }) : date.add({ days: 1 });
  let day = date.add({ days: 1 });
  while (isWeekend(day) || taken.has(day.toString())) day = day.add({ days: 1 });
  return day;
}

const isWeekend = (date: Temporal.PlainDate): boolean => date.dayOfWeek > 5;
