import { Temporal } from 'temporal-polyfill';
import type { CalendarEntry } from '#libs/wire/calendar.js';
import type { ClockDefinition, ObligationDefinition } from '#libs/wire/objectives.js';
import { nextDueAt } from './clock-due.js';
import { startOfDay } from './in-force.js';

/** An active agreement with what it compiled to. Dates are in the zones of the clocks. */
export interface CalendarAgreement {
  readonly id: string;
  readonly title: string;
  readonly vendorName: string;
  readonly effectiveFrom: string;
  readonly effectiveUntil: string | null;
  readonly clocks: readonly { readonly id: string; readonly definition: ClockDefinition }[];
  readonly obligations: readonly ObligationDefinition[];
}

/** An open breach whose credit has to be claimed in time; `dueAt` is an instant. */
export interface OpenClaim {
  readonly breachId: string;
  readonly agreementId: string;
  readonly agreementTitle: string;
  readonly vendorName: string;
  readonly label: string;
  readonly dueAt: string;
  readonly zone: string;
}

/** A deadline that repeats every minute must not fill a calendar. */
const mostTimes = 400;

/**
 * The days in a period on which clocks of an agreement fall due, repeated ones each time, with what is owed by them.
 * Clocks that wait for something to happen have no day. `from` and `to` are calendar dates, both included.
 */
export function calendarEntries(agreement: CalendarAgreement, from: string, to: string): CalendarEntry[] {
  return agreement.clocks.flatMap(({ id, definition }) => {
    const entries: CalendarEntry[] = [];
    // A day that ends is due at the beginning of the next: what is due exactly at the beginning of `from` belongs to the day before.
    let due = nextDueAt(definition, agreement, startOfDay(from, 0, definition.zone));
    while (due !== null && entries.length < mostTimes) {
      const day = dayOf(due, definition.zone);
      if (day > to) break;
      if (day >= from) entries.push(entryOf(agreement, id, definition, due, day));
      due = nextAfter(definition, agreement, due);
    }
    return entries;
  });
}

function nextAfter(clock: ClockDefinition, agreement: CalendarAgreement, due: string): string | null {
  const next = nextDueAt(clock, agreement, due);
  return next !== null && next > due ? next : null;
}

function entryOf(agreement: CalendarAgreement, clockId: string, clock: ClockDefinition, dueAt: string, date: string): CalendarEntry {
  return {
    id: `${clockId}-${date}`,
    kind: 'clock',
    agreementId: agreement.id,
    agreementTitle: agreement.title,
    vendorName: agreement.vendorName,
    label: clock.label,
    rule: clock.rule,
    owedBy: clock.owedBy,
    owes: agreement.obligations.filter(({ clockKey }) => clockKey === clock.key).map(({ text }) => text),
    date,
    dueAt,
    isDayEnd: isDayEnd(dueAt, clock.zone),
    zone: clock.zone,
    path: `/agreements/${agreement.id}/overview`,
  };
}

/** The day on which the claim of a breach has to be made. */
export function claimEntry({ breachId, label, dueAt, zone, ...agreement }: OpenClaim): CalendarEntry {
  return {
    id: `${breachId}-claim`,
    kind: 'claim',
    ...agreement,
    label: `Claim the credit: ${label}`,
    rule: 'The credit is lost when it is not claimed in time',
    owedBy: 'customer',
    owes: [],
    date: dayOf(dueAt, zone),
    dueAt,
    isDayEnd: isDayEnd(dueAt, zone),
    zone,
    path: `/breaches/${breachId}`,
  };
}

/** The last day that is still in time: the one before, where a day is over at the due time. */
function dayOf(dueAt: string, zone: string): string {
  return Temporal.Instant.from(dueAt).subtract({ milliseconds: 1 }).toZonedDateTimeISO(zone).toPlainDate().toString();
}

function isDayEnd(dueAt: string, zone: string): boolean {
  return startOfDay(dayOf(dueAt, zone), 1, zone) === Temporal.Instant.from(dueAt).toString({ smallestUnit: 'millisecond' });
}
