import type { EntityManager } from 'typeorm';
import type { Rational } from '#libs/measurement/statistics/rational.js';
import { claimDueAt } from '#libs/remedies/claim.js';
import { creditOf, repriced, type CreditFacts } from '#libs/remedies/credit.js';
import type { Window } from '#libs/remedies/windows.js';
import type { Credit } from '#libs/wire/breaches.js';
import type { CreditSchedule } from '#libs/wire/objectives.js';
import { versionOf } from '../agreements/versions.js';
import type { OwedObjective } from '../measurement/objective-row.js';
import { chargeHistoryOf } from './credit-history.js';

/** What a breach earns, and until when it is claimed; nothing where no credits are agreed. */
export interface Priced {
  readonly credit: Credit | null;
  readonly claimDueAt: string | null;
}

export const unpriced: Priced = { credit: null, claimDueAt: null };

/** The credit and the claim clock of an exact value, under the version that the objective was compiled from. */
export async function price(manager: EntityManager, organisationId: number, objective: OwedObjective, window: Period, exact: Rational | null, breachId: string): Promise<Priced> {
  const agreed = await agreedCredits(manager, organisationId, objective);
  if (agreed === null || exact === null) return unpriced;
  return {
    credit: creditOf({ ...(await factsOf(manager, organisationId, objective, window, agreed.schedule, breachId)), value: exact }),
    claimDueAt: claimDueAt(agreed.schedule, window.end, agreed.zone),
  };
}

/** A credit as it comes out under the charges and credits that count now; null where no credits are agreed. */
export async function priceAgain(manager: EntityManager, organisationId: number, objective: OwedObjective, window: Period, credit: Credit, breachId: string): Promise<Credit | null> {
  const agreed = await agreedCredits(manager, organisationId, objective);
  return agreed && repriced(credit, await factsOf(manager, organisationId, objective, window, agreed.schedule, breachId));
}

type Period = Pick<Window, 'start' | 'end'>;

async function agreedCredits(
  manager: EntityManager,
  organisationId: number,
  { agreementId, versionNumber }: OwedObjective,
): Promise<{ readonly schedule: CreditSchedule; readonly zone: string } | null> {
  const { snapshot } = await versionOf(manager, organisationId, agreementId, versionNumber);
  return snapshot.compiled.credits && { schedule: snapshot.compiled.credits, zone: snapshot.draft.zone };
}

async function factsOf(
  manager: EntityManager,
  organisationId: number,
  objective: OwedObjective,
  window: Period,
  schedule: CreditSchedule,
  breachId: string,
): Promise<Omit<CreditFacts, 'value'>> {
  const { tiers, direction } = objective.definition;
  return { schedule, tiers, direction, ...(await chargeHistoryOf(manager, organisationId, objective, window, schedule, breachId)) };
}
