import type { CreditSchedule } from '#libs/wire/objectives.js';
import { instantOf, textOf, zoned } from './windows.js';

/**
 * Until when a credit can be claimed, the instant itself included; the notice's clock runs in the agreement's zone.
 * `days-after-window`: so many calendar days after the window ends. `end-of-following-month`: the end of the calendar month
 * after the one in which the window ends.
 */
export function claimDueAt(schedule: Pick<CreditSchedule, 'claim' | 'claimDays'>, windowEnd: string, zone: string): string {
  const end = instantOf(windowEnd);
  switch (schedule.claim) {
    case 'days-after-window':
      return textOf(zoned(end, zone).add({ days: schedule.claimDays }).toInstant());
    case 'end-of-following-month': {
      // A window's end is exclusive: one that ends as March begins belongs to February.
      const lastDay = zoned(end.subtract({ milliseconds: 1 }), zone).toPlainDate();
      return textOf(lastDay.with({ day: 1 }).add({ months: 2 }).toZonedDateTime(zone).toInstant());
    }
  }
}

/** Time left on a clock, in whole days, hours and minutes; all zero once it has closed. */
export interface Countdown {
  readonly closed: boolean;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** How long a claim is still possible; closed from the first moment after `dueAt`. */
export function countdown(dueAt: string, now: string): Countdown {
  const left = instantOf(dueAt).epochMilliseconds - instantOf(now).epochMilliseconds;
  if (left < 0) return { closed: true, days: 0, hours: 0, minutes: 0 };
  const minutes = Math.floor(left / 60_000);
  return { closed: false, days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}
