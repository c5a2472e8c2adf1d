import { FineprintError } from '#libs/wire/errors.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { Temporal } from 'temporal-polyfill';

/** A stretch of time that an objective is measured over: UTC instants to the millisecond, end exclusive. */
export interface Window {
  readonly start: string;
  readonly end: string;
  /** True when the agreement's time does not cover the whole calendar month or quarter. */
  readonly partial: boolean;
}

type WindowRule = ObjectiveDefinition['window'];

/**
 * The calendar months or quarters of a zone that have begun by `now`, oldest first, cut to the agreement's time (`from`
 * inclusive, `until` exclusive, null when open-ended): of a partial month only the time inside counts. Cuts are moved inwards to
 * whole minutes, because that is what events are kept by.
 */
export function windowsOf(rule: WindowRule, from: string, until: string | null, now: string): readonly Window[] {
  const first = wholeMinute(instantOf(from), 'ceil');
  const last = until === null ? null : wholeMinute(instantOf(until), 'floor');
  const present = instantOf(now);
  const months = rule.kind === 'calendar-quarter' ? 3 : 1;
  const windows: Window[] = [];
  for (let month = firstMonth(zoned(first, rule.zone), months); ; month = month.add({ months })) {
    const calendarStart = startOf(month, rule.zone);
    const calendarEnd = startOf(month.add({ months }), rule.zone);
    const start = later(calendarStart, first);
    const end = last === null ? calendarEnd : earlier(calendarEnd, last);
    if (Temporal.Instant.compare(start, present) > 0 || Temporal.Instant.compare(start, end) >= 0) return windows;
    windows.push({ start: textOf(start), end: textOf(end), partial: !start.equals(calendarStart) || !end.equals(calendarEnd) });
  }
}

/**
 * When a window's value decides: after its end plus the grace for late events, or the days until its outcomes are complete,
 * whichever is later. Days are calendar days of the window's zone.
 */
export function finalAt(
  definition: Pick<ObjectiveDefinition, 'window' | 'graceHours' | 'maturityDays'>,
  window: Pick<Window, 'end'>,
): string {
  const end = instantOf(window.end);
  const mature = zoned(end, definition.window.zone).add({ days: definition.maturityDays }).toInstant();
  return textOf(later(end.add({ hours: definition.graceHours }), mature));
}

/** Reads an ISO instant; refuses anything else by name. */
export function instantOf(iso: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(iso);
  } catch {
    throw new FineprintError('INVALID', `"${iso}" is not an instant such as 2026-03-01T00:00:00Z`);
  }
}

/** The instant as a clock in the zone shows it; refuses a zone that does not exist. */
export function zoned(instant: Temporal.Instant, zone: string): Temporal.ZonedDateTime {
  try {
    return instant.toZonedDateTimeISO(zone);
  } catch {
    throw new FineprintError('TERM_INVALID', `"${zone}" is not a time zone such as Europe/Lisbon`);
  }
}

/** UTC text with milliseconds, as instants travel. */
export function textOf(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' });
}

function firstMonth(at: Temporal.ZonedDateTime, months: number): Temporal.PlainDate {
  return at.toPlainDate().with({ day: 1, month: at.month - ((at.month - 1) % months) });
}

/** Midnight, or the first moment of the day where a clock change skips midnight. */
function startOf(date: Temporal.PlainDate, zone: string): Temporal.Instant {
  return date.toZonedDateTime(zone).toInstant();
}

function wholeMinute(instant: Temporal.Instant, roundingMode: 'ceil' | 'floor'): Temporal.Instant {
  return instant.round({ smallestUnit: 'minute', roundingMode });
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? b : a;
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? a : b;
}
