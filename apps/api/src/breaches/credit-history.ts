import type { EntityManager } from 'typeorm';
import type { CreditFacts } from '#libs/remedies/credit.js';
import { chargesOf } from '#libs/remedies/charges.js';
import type { Window } from '#libs/remedies/windows.js';
import type { CreditSchedule } from '#libs/wire/objectives.js';
import type { OwedObjective } from '../measurement/objective-row.js';

/**
 * What the caps of a credit look back on. Credits of every objective of the agreement count; withdrawn breaches do not. Systems of
 * one agreement are measured side by side, but its caps are shared: the caller has locked the agreement.
 */
export async function chargeHistoryOf(
  manager: EntityManager,
  organisationId: number,
  objective: OwedObjective,
  window: Pick<Window, 'start'>,
  schedule: CreditSchedule,
): Promise<Pick<CreditFacts, 'charge' | 'last11'>> {
  const { charge, last11, since } = chargesOf(schedule, objective, window);
  const [row] = await manager.query<{ credit: string }[]>(
    `SELECT coalesce(sum(credit_amount), 0)::text AS credit FROM breach
     WHERE organisation_id = $1 AND agreement_id = $2 AND state <> 'withdrawn' AND credit_currency = $3
       AND window_end > $4 AND window_end <= $5`,
    [organisationId, objective.agreementId, schedule.monthlyCharge.currency, since, window.start],
  );
  return { charge, last11: { charge: last11, credit: row?.credit ?? '0' } };
}
