import Big from 'big.js';
import type { CreditSchedule, Objective } from '#libs/wire/objectives.js';
import { type Window, instantOf, textOf, windowsOf, zoned } from './windows.js';

/** What the caps of a credit are a percent of. Amounts are decimal texts in the currency of the schedule's charge. */
export interface Charges {
  /** Charge of the window. */
  readonly charge: string;
  /** Charges of the eleven months before it. */
  readonly last11: string;
  /** When those eleven months begin: credits of windows that ended after this instant, and by the window's start, count. */
  readonly since: string;
}

/**
 * The charges of a window and of the eleven months before it, as the clause says it: the charge of a quarter is that of three
 * months; a month that the agreement covers in part is charged whole.
 */
export function chargesOf(
  schedule: Pick<CreditSchedule, 'monthlyCharge'>,
  { from, definition }: Pick<Objective, 'from' | 'definition'>,
  { start }: Pick<Window, 'start'>,
): Charges {
  const { kind, zone } = definition.window;
  const firstMonth = zoned(instantOf(start), zone).toPlainDate().with({ day: 1 });
  const since = textOf(firstMonth.subtract({ months: 11 }).toZonedDateTime(zone).toInstant());
  const charged = windowsOf({ kind: 'calendar-month', zone }, from, start, start).filter(({ end }) => end > since);
  const monthly = Big(schedule.monthlyCharge.amount);
  return { charge: monthly.times(kind === 'calendar-quarter' ? 3 : 1).toFixed(), last11: monthly.times(charged.length).toFixed(), since };
}
