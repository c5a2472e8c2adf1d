import { countdown } from '#libs/remedies/claim-clock.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export interface TimeLeft {
  readonly text: string;
  readonly urgency: 'calm' | 'soon' | 'over';
}

/** The zone of the person in front of the screen. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** "3 Nov 2026, 14:05 CET" in the given IANA zone. */
export function absolute(iso: string, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  return `${format.format(new Date(iso))} ${zoneName(iso, zone)}`;
}

function zoneName(iso: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' }).formatToParts(new Date(iso));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** "3 Nov 2026" in the given zone. */
export function dayText(iso: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: zone }).format(new Date(iso));
}

/** A calendar date as it is written in an agreement: "1 November 2026". */
export function dateText(date: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** "3 days ago", "in 2 hours", "just now". */
export function relative(iso: string, now: number): string {
  const distance = Date.parse(iso) - now;
  const size = Math.abs(distance);
  if (size < minute) return 'just now';
  const [unit, length] = size < hour ? (['minute', minute] as const) : size < day ? (['hour', hour] as const) : (['day', day] as const);
  return new Intl.RelativeTimeFormat('en-GB', { numeric: 'always' }).format(Math.trunc(distance / length), unit);
}

/** Time left to a deadline; the last three days are "soon". */
export function timeLeft(dueAt: string, now: number): TimeLeft {
  const left = countdown(dueAt, new Date(now).toISOString());
  if (left.closed) return { text: 'the time is over', urgency: 'over' };
  const urgency = left.days < 3 ? 'soon' : 'calm';
  if (left.days >= 2) return { text: `${left.days} days left`, urgency };
  const hours = left.days * 24 + left.hours;
  const text = hours === 0 ? 'less than an hour left' : hours === 1 ? '1 hour left' : `${hours} hours left`;
  return { text, urgency };
}

interface CalendarPoint {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly midnight: boolean;
}

function calendarPoint(iso: string, zone: string): CalendarPoint {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' });
  const part = Object.fromEntries(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, Number(value)]));
  return { year: part['year'] ?? 0, month: part['month'] ?? 0, day: part['day'] ?? 0, midnight: part['hour'] === 0 && part['minute'] === 0 };
}

/** Name of a window in its agreement's zone: "October 2026", "Q4 2026", or "12 Oct to 31 Oct 2026" for a part of one. */
export function windowText(start: string, end: string, zone: string): string {
  const from = calendarPoint(start, zone);
  const to = calendarPoint(end, zone);
  const months = (to.year - from.year) * 12 + to.month - from.month;
  const whole = from.day === 1 && to.day === 1 && from.midnight && to.midnight;
  if (whole && months === 1) return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: zone }).format(new Date(start));
  if (whole && months === 3 && from.month % 3 === 1) return `Q${(from.month + 2) / 3} ${from.year}`;
  return `${dayText(start, zone)} to ${dayText(new Date(Date.parse(end) - 1).toISOString(), zone)}`;
}

/** The day on which an agreement is likely to start: the first of the next month, as YYYY-MM-DD. */
export function firstOfNextMonth(now: number): string {
  const today = new Date(now);
  return new Date(Date.UTC(today.getFullYear(), today.getMonth() + 1, 1)).toISOString().slice(0, 10);
}

/** The IANA zones this browser knows. */
export function zones(): readonly string[] {
  return Intl.supportedValuesOf('timeZone');
}

/** The value of a datetime-local field for an instant, in the browser's own zone. */
export function localMinute(now: number): string {
  return new Date(now - new Date(now).getTimezoneOffset() * minute).toISOString().slice(0, 16);
}
