import type { EntityManager } from 'typeorm';
import type { CreditFacts } from '#libs/remedies/credit.js';
import { chargesOf } from '#libs/remedies/charges.js';
import type { Window } from '#libs/remedies/windows.js';
import type { CreditSchedule } from '#libs/wire/objectives.js';
import type { OwedObjective } from '../measurement/objective-row.js';

/**
 * What the caps of a credit look back on. Credits of every objective of the agreement count, or of those of the system where the
 * charge is that of each system; withdrawn breaches do not. Of the same window those count that were opened before the breach:
 * ids are in the order of time. Systems of one agreement are measured side by side, but its caps are shared: the caller has locked
 * the agreement.
 */
export async function chargeHistoryOf(
  manager: EntityManager,
  organisationId: number,
  objective: OwedObjective,
  window: Pick<Window, 'start' | 'end'>,
  schedule: CreditSchedule,
  breachId: string,
): Promise<Pick<CreditFacts, 'charge' | 'last11' | 'sameWindow'>> {
  const { charge, last11, since } = chargesOf(schedule, objective, window);
  const [row] = await manager.query<{ credit: string; same_window: string }[]>(
    `SELECT coalesce(sum(credit_amount) FILTER (WHERE window_end > $4 AND window_end <= $5), 0)::text AS credit,
       coalesce(sum(credit_amount) FILTER (WHERE window_end = $6 AND id < $7), 0)::text AS same_window
     FROM breach
     WHERE organisation_id = $1 AND agreement_id = $2 AND state <> 'withdrawn' AND credit_currency = $3
       AND window_end > $4 AND window_end <= $6 AND ($8::uuid IS NULL OR system_id = $8)`,
    [
      organisationId,
      objective.agreementId,
      schedule.monthlyCharge.currency,
      since,
      window.start,
      window.end,
      breachId,
      schedule.base === 'system' ? objective.systemId : null,
    ],
  );
  return { charge, last11: { charge: last11, credit: row?.credit ?? '0' }, sameWindow: row?.same_window ?? '0' };
}
