import { Temporal } from 'temporal-polyfill';
import type { AgreementDraft } from '#libs/wire/agreements.js';

/** The time an agreement is in force, as ISO instants: from the first midnight of its first day to the end of its last, exclusive. */
export interface InForce {
  readonly from: string;
  readonly until: string | null;
}

/** Counts whole days of the zone of the agreement. */
export function inForce({ effectiveFrom, effectiveUntil, zone }: Pick<AgreementDraft, 'effectiveFrom' | 'effectiveUntil' | 'zone'>): InForce {
  return { from: startOfDay(effectiveFrom, 0, zone), until: effectiveUntil === null ? null : startOfDay(effectiveUntil, 1, zone) };
}

/**
 * When the day begins that lies so many days after a calendar date, as an ISO instant: at midnight of the zone, or at the first
 * moment that exists where a clock change skips it.
 */
export function startOfDay(date: string, daysAfter: number, zone: string): string {
  return Temporal.PlainDate.from(date).add({ days: daysAfter }).toZonedDateTime(zone).toInstant().toString({ smallestUnit: 'millisecond' });
}

/** The calendar day of an instant (milliseconds since 1970) in a zone. */
export function dayOf(ms: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate().toString();
}
