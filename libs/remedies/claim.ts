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
