import type { CalendarEntry } from '#libs/wire/calendar.js';

/** A month as text, "2026-03": the one that the address asks for, or that of `today`. */
export function monthOf(asked: string | null, today: string): string {
  return asked !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7);
}

/** The month so many months later. */
export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** "March 2026". */
export function monthText(month: string): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
}

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The weeks that a month touches, Monday first, as calendar dates. */
export function weeksOf(month: string): string[][] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const monday = first.getTime() - ((first.getUTCDay() + 6) % 7) * 86_400_000;
  const weeks = Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (__, day) => new Date(monday + (week * 7 + day) * 86_400_000).toISOString().slice(0, 10)));
  return weeks.filter((week) => week.some((date) => date.startsWith(month)));
}

/** Entries by the day on which they are due. */
export function byDay(entries: readonly CalendarEntry[]): ReadonlyMap<string, readonly CalendarEntry[]> {
  return Map.groupBy(entries, ({ date }) => date);
}

/** Who owes it, in the words of the customer's side. */
export function owerOf({ owedBy, vendorName }: Pick<CalendarEntry, 'owedBy' | 'vendorName'>): string {
  return owedBy === 'customer' ? 'We' : vendorName;
}
