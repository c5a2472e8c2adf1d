import { longDate, monthName } from '#libs/wire/long-date.js';

/** An instant in a zone, for example "1 September 2026, 00:00 (Europe/Lisbon)". */
export function longInstant(instant: string, zone: string): string {
  return `${dateAndTime(instant, zone)} (${zone})`;
}

/** A stretch of time in a zone, for example "1 September 2026, 00:00 to 1 October 2026, 00:00 (Europe/Lisbon)". */
export function longPeriod(start: string, end: string, zone: string): string {
  return `${dateAndTime(start, zone)} to ${dateAndTime(end, zone)} (${zone})`;
}

/** An instant in a zone as a short date, for example "2026-09-01". */
export function shortDate(instant: string, zone: string): string {
  const { year, month, day } = partsOf(instant, zone);
  return `${year}-${month}-${day}`;
}

/** The month of an instant in a zone, for example "Sep 2026". */
export function shortMonth(instant: string, zone: string): string {
  const { year, month = '' } = partsOf(instant, zone);
  return `${monthName(month).slice(0, 3)} ${year}`;
}

function dateAndTime(instant: string, zone: string): string {
  const parts = partsOf(instant, zone);
  return `${longDate(`${parts.year}-${parts.month}-${parts.day}`)}, ${parts.hour}:${parts.minute}`;
}

function partsOf(instant: string, zone: string): Readonly<Record<string, string>> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
}
