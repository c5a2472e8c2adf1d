import { Temporal } from 'temporal-polyfill';
import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { ClockDefinition } from '#libs/wire/objectives.js';
import { addWorkingDays } from './calendars/working-days.js';
import { startOfDay } from './in-force.js';

type Dates = Pick<AgreementDraft, 'effectiveFrom' | 'effectiveUntil'>;

/**
 * When a clock first falls due, as an ISO instant. Periods of days, working days and months end at the end of their last day in
 * the clock's zone: "30 days after the last day" is the end of the thirtieth day that follows it, "30 days before the last day"
 * leaves 30 whole days including the last one. A month that lacks the day ends on its last. Hours and minutes are exact.
 * Null when the agreement's dates do not decide it: it then falls due when its basis happens.
 */
export function clockDueAt(clock: ClockDefinition, dates: Dates): string | null {
  return dueAtTime(clock, dates, 1);
}

/**
 * The first time that a clock falls due after an instant, as `clockDueAt`; a clock that repeats falls due again after each length,
 * until the agreement ends. Null when there is none.
 */
export function nextDueAt(clock: ClockDefinition, dates: Dates, after: string): string | null {
  const first = clockDueAt(clock, dates);
  if (first === null || first > after) return first;
  if (!clock.repeats || clock.length === null || clock.length < 1) return null;
  const end = dates.effectiveUntil === null ? null : startOfDay(dates.effectiveUntil, 1, clock.zone);
  for (let times = 2; ; times++) {
    const due = dueAtTime(clock, dates, times);
    if (due === null || (end !== null && due > end)) return null;
    if (due > after) return due;
  }
}

function dueAtTime(clock: ClockDefinition, { effectiveFrom, effectiveUntil }: Dates, times: number): string | null {
  if (clock.unit === 'date') return clock.date === null ? null : startOfDay(clock.date, 1, clock.zone);
  // The boundary between two days that the period is counted from: the start of the first day, or the end of the last.
  const boundary = clock.basis === 'effective-from' ? effectiveFrom : clock.basis === 'effective-until' ? dayAfter(effectiveUntil) : null;
  if (boundary === null || clock.length === null) return null;
  return moved(boundary, (clock.direction === 'after' ? 1 : -1) * clock.length * times, clock);
}

function moved(boundary: string, by: number, { unit, zone, calendar, basis }: ClockDefinition): string | null {
  switch (unit) {
    case 'days':
      return startOfDay(boundary, by, zone);
    case 'working-days':
      // Whole days between the boundary and the due time: the day before the boundary is the last that has passed.
      return by < 0 ? startOfDay(addWorkingDays(boundary, by, calendar), 0, zone) : startOfDay(addWorkingDays(dayBefore(boundary), by, calendar), 1, zone);
    case 'months': {
      // Counted from the day that is printed, so that two months after 31 December end with February.
      const [printed, days] = basis === 'effective-until' ? [dayBefore(boundary), 1] : [boundary, 0];
      return startOfDay(Temporal.PlainDate.from(printed).add({ months: by }).toString(), days, zone);
    }
    case 'hours':
    case 'minutes':
      return Temporal.Instant.from(startOfDay(boundary, 0, zone)).add({ [unit]: by }).toString({ smallestUnit: 'millisecond' });
    case 'date':
    case 'month-end':
      return null;
  }
}

const dayAfter = (date: string | null): string | null => (date === null ? null : Temporal.PlainDate.from(date).add({ days: 1 }).toString());
const dayBefore = (date: string): string => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
