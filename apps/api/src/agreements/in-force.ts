import { Temporal } from 'temporal-polyfill';
import type { AgreementDraft } from '#libs/wire/agreements.js';

/** The time an agreement is in force, as ISO instants: from the first midnight of its first day to the end of its last, exclusive. */
export interface InForce {
  readonly from: string;
  readonly until: string | null;
}

/** Days begin at midnight of the agreement's zone, or at the first moment that exists where a clock change skips it. */
export function inForce({ effectiveFrom, effectiveUntil, zone }: Pick<AgreementDraft, 'effectiveFrom' | 'effectiveUntil' | 'zone'>): InForce {
  const startOf = (date: Temporal.PlainDate): string => date.toZonedDateTime(zone).toInstant().toString({ smallestUnit: 'millisecond' });
  return {
    from: startOf(Temporal.PlainDate.from(effectiveFrom)),
    until: effectiveUntil === null ? null : startOf(Temporal.PlainDate.from(effectiveUntil).add({ days: 1 })),
  };
}
