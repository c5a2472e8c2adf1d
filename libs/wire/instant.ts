import { Instant } from './scalars.js';

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const minutesPerDay = 1_440;

/** Years that are stored: from the first instant of 2000 up to, not including, the first of 2100 (UTC). */
export const earliestInstant = Date.UTC(2000, 0, 1);
export const latestInstant = Date.UTC(2100, 0, 1);

/** Milliseconds since 1970 of an instant with zone as `Instant` takes it, cut to the millisecond; NaN for any other text. */
export function instantOf(text: string): number {
  const quick = text.length === 24 || text.length === 20 ? zuluAt(text, 0, text.length) : Number.NaN;
  if (!Number.isNaN(quick)) return quick;
  return Instant.safeParse(text).success ? Date.parse(text) : Number.NaN;
}

/**
 * The same for the two usual forms, `2026-03-01T08:07:30Z` and `2026-03-01T08:07:30.123Z`, without taking the text apart.
 * NaN when the characters from `start` to `end` are anything else, even if it is a valid instant.
 */
export function zuluAt(text: string, start: number, end: number): number {
  const length = end - start;
  if ((length !== 20 && length !== 24) || text.charCodeAt(end - 1) !== 90 || text.charCodeAt(start + 10) !== 84) return Number.NaN;
  if (text.charCodeAt(start + 4) !== 45 || text.charCodeAt(start + 7) !== 45) return Number.NaN;
  if (text.charCodeAt(start + 13) !== 58 || text.charCodeAt(start + 16) !== 58) return Number.NaN;
  const year = pair(text, start) * 100 + pair(text, start + 2);
  const month = pair(text, start + 5);
  const day = pair(text, start + 8);
  const hour = pair(text, start + 11);
  const minute = pair(text, start + 14);
  const second = pair(text, start + 17);
  if (!(year >= 2000 && year < 2100 && hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year))) return Number.NaN;
  const thousandths = length === 20 ? 0 : millisecondsAt(text, start + 19);
  return earliestInstant + ((dayOf(year, month, day) * minutesPerDay + hour * 60 + minute) * 60 + second) * 1000 + thousandths;
}

function millisecondsAt(text: string, at: number): number {
  return text.charCodeAt(at) === 46 ? pair(text, at + 1) * 10 + digit(text, at + 3) : Number.NaN;
}

// Days since 2000-01-01. 2000 to 2099 holds no exception to the four-year rule.
function dayOf(year: number, month: number, day: number): number {
  const years = year - 2000;
  return years * 365 + Math.floor((years + 3) / 4) + daysBeforeMonth[month - 1]! + (month > 2 && years % 4 === 0 ? 1 : 0) + day - 1;
}

function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function pair(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

function digit(text: string, at: number): number {
  const code = text.charCodeAt(at) - 48;
  return code >= 0 && code <= 9 ? code : Number.NaN;
}
