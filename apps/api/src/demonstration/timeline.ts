import { Temporal } from 'temporal-polyfill';

export const zone = 'Europe/Lisbon';
/** Days until the outcomes of a month count as complete. */
export const maturityDays = 14;
const draftingDays = 19;

/** When the story happens. Everything is an instant in milliseconds since 1970 unless it says otherwise. */
export interface Timeline {
  /** First day of the agreement, YYYY-MM-DD; its first month is a whole one. */
  readonly effectiveFrom: string;
  readonly effectiveUntil: string;
  /** First day of the agreement that is still being negotiated. */
  readonly nextFrom: string;
  readonly nextUntil: string;
  readonly draftedMs: number;
  readonly signedMs: number;
  readonly startMs: number;
  readonly outage: { readonly startMs: number; readonly endMs: number };
  /** From here on a model version answers that nobody announced. */
  readonly newVersionMs: number;
  /** When the credit for the outage is claimed. */
  readonly claimMs: number;
  readonly nowMs: number;
}

/**
 * The third month of the story is the last one whose outcomes are complete at the present, so that on any day of a month one
 * breach is old enough to have been claimed and another is fresh enough to wait.
 */
export function timelineOf(now: Date): Timeline {
  const present = dateOf(now);
  return timelineFrom(present.subtract({ days: maturityDays }).with({ day: 1 }).subtract({ months: 3 }), now);
}

/** The same story again, by the moment at which it was first drafted. */
export function timelineDrafted(draftedAt: Date, now: Date): Timeline {
  return timelineFrom(dateOf(draftedAt).add({ days: draftingDays }), now);
}

function dateOf(instant: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}

function timelineFrom(first: Temporal.PlainDate, now: Date): Timeline {
  const thirdMonth = first.add({ months: 2 });
  const at = (date: Temporal.PlainDate, time = '00:00'): number => date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
  const next = dateOf(now).with({ day: 1 }).add({ months: 1 });
  const second = first.add({ months: 1 });
  return {
    effectiveFrom: first.toString(),
    effectiveUntil: first.add({ years: 1 }).subtract({ days: 1 }).toString(),
    nextFrom: next.toString(),
    nextUntil: next.add({ years: 1 }).subtract({ days: 1 }).toString(),
    draftedMs: at(first.subtract({ days: draftingDays }), '09:30'),
    signedMs: at(first.subtract({ days: 5 }), '15:00'),
    startMs: at(first),
    outage: { startMs: at(second.add({ days: 10 }), '10:05'), endMs: at(second.add({ days: 10 }), '14:40') },
    newVersionMs: at(thirdMonth.add({ days: 2 }), '06:00'),
    claimMs: at(thirdMonth.add({ days: 5 }), '11:20'),
    nowMs: now.getTime(),
  };
}
