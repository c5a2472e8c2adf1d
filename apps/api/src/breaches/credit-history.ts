import Big from 'big.js';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { windowsOf, type Window } from '#libs/remedies/windows.js';
import type { CreditSchedule } from '#libs/wire/objectives.js';
import type { OwedObjective } from '../measurement/objective-row.js';

/** Amounts, as decimal texts, of the window itself and of the eleven months before it. */
export interface ChargeHistory {
  readonly charge: string;
  readonly last11: { readonly charge: string; readonly credit: string };
}

/**
 * What the caps of a credit look back on, as the clause says it: the eleven months before the window, and the credits of windows
 * that ended in them. The charge of a quarter is that of three months; a month that the agreement covers in part is charged
 * whole. Credits of every objective of the agreement count; withdrawn breaches do not.
 */
export async function chargeHistoryOf(
  manager: EntityManager,
  organisationId: number,
  objective: OwedObjective,
  window: Window,
  schedule: CreditSchedule,
): Promise<ChargeHistory> {
  const { kind, zone } = objective.definition.window;
  const firstMonth = Temporal.Instant.from(window.start).toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 });
  const since = firstMonth.subtract({ months: 11 }).toZonedDateTime(zone).toInstant().toString({ smallestUnit: 'millisecond' });
  // Systems of one agreement are measured side by side, but its caps are shared.
  await manager.query(`SELECT id FROM agreement WHERE organisation_id = $1 AND id = $2 FOR NO KEY UPDATE`, [organisationId, objective.agreementId]);
  const charged = windowsOf({ kind: 'calendar-month', zone }, objective.from, window.start, window.start).filter(({ end }) => end > since);
  const [row] = await manager.query<{ credit: string }[]>(
    `SELECT coalesce(sum(credit_amount), 0)::text AS credit FROM breach
     WHERE organisation_id = $1 AND agreement_id = $2 AND state <> 'withdrawn' AND credit_currency = $3
       AND window_end > $4 AND window_end <= $5`,
    [organisationId, objective.agreementId, schedule.monthlyCharge.currency, since, window.start],
  );
  const monthly = Big(schedule.monthlyCharge.amount);
  return {
    charge: monthly.times(kind === 'calendar-quarter' ? 3 : 1).toFixed(),
    last11: { charge: monthly.times(charged.length).toFixed(), credit: row?.credit ?? '0' },
  };
}
