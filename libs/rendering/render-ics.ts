import ical from 'ical-generator';
import type { CalendarEntry } from '#libs/wire/calendar.js';

/** A calendar as RFC 5545 text. `stampedAt` is an instant: the same entries at the same moment give the same bytes. */
export function renderIcs(name: string, entries: readonly CalendarEntry[], stampedAt: string, origin: string): string {
  const calendar = ical({ name, prodId: { company: 'Fineprint', product: 'Deadlines', language: 'EN' }, ttl: 12 * 3600 });
  for (const entry of entries) {
    calendar.createEvent({
      id: `${entry.id}@fineprint`,
      stamp: new Date(stampedAt),
      start: entry.isDayEnd ? new Date(`${entry.date}T00:00:00Z`) : new Date(entry.dueAt),
      allDay: entry.isDayEnd,
      summary: `${entry.label} (${entry.owedBy === 'customer' ? 'we owe' : `${entry.vendorName} owes`})`,
      description: [`${entry.agreementTitle}, with ${entry.vendorName}`, entry.rule, ...entry.owes, `Time zone ${entry.zone}`].join('\n'),
      url: `${origin}${entry.path}`,
    });
  }
  return calendar.toString();
}
