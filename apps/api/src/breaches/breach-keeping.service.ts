import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Rational } from '#libs/measurement/rational.js';
import { decide, evolve, type BreachCommand, type BreachEvent, type BreachSnapshot } from '#libs/remedies/breach.js';
import { claimDueAt } from '#libs/remedies/claim.js';
import { creditOf } from '#libs/remedies/credit.js';
import type { Window } from '#libs/remedies/windows.js';
import type { Credit } from '#libs/wire/breaches.js';
import { versionOf } from '../agreements/versions.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import type { StoredMeasurement } from '../measurement/measurement-row.js';
import type { OwedObjective } from '../measurement/objective-row.js';
import { insertBreachEvent } from './breach-event-row.js';
import { lockBreachOf, snapshotOf, type BreachRow } from './breach-row.js';
import { chargeHistoryOf } from './credit-history.js';
import { Notices } from './notices.service.js';

/** A final measurement and what it asks of the breach of its window. `exact` is the value without rounding. */
export interface FinalResult {
  readonly command: Exclude<BreachCommand['type'], 'claim'>;
  readonly objective: OwedObjective;
  readonly window: Window;
  readonly measurement: StoredMeasurement;
  readonly exact: Rational | null;
}

interface Priced {
  readonly credit: Credit | null;
  readonly claimDueAt: string | null;
}

/** Opens, restates and withdraws breaches as final measurements say, in the transaction that stores the measurement. */
@Injectable()
export class BreachKeeping {
  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly notices: Notices,
  ) {}

  async follow(manager: EntityManager, actor: Actor, result: FinalResult): Promise<void> {
    const { command, objective, window, measurement } = result;
    const row = await lockBreachOf(manager, actor.organisationId, objective.id, window.start);
    const before: BreachSnapshot = row ? snapshotOf(row) : { state: 'none' };
    const priced = command === 'withdraw' ? unpriced : await price(manager, actor.organisationId, result);
    const event = decide({ type: command }, before, {
      now: this.clock.now().toISOString(),
      verdict: measurement.verdict,
      finality: measurement.finality,
      value: measurement.value,
      credit: priced.credit?.amount ?? null,
      claimDueAt: priced.claimDueAt,
    });
    const after = evolve(before, event);
    if (after.state === 'none') return;
    const id = row ? await update(manager, actor.organisationId, row, after, priced, measurement) : await this.open(manager, actor, result, after, priced);
    if (id === undefined) return;
    await this.record(manager, actor, id, event, before, after);
    if (event.type === 'opened' || event.type === 'restated') await this.notices.write(manager, actor.organisationId, id);
  }

  private async open(
    manager: EntityManager,
    actor: Actor,
    { objective, window, measurement }: FinalResult,
    after: Exclude<BreachSnapshot, { state: 'none' }>,
    { credit }: Priced,
  ): Promise<string | undefined> {
    const [row] = await manager.query<{ id: string }[]>(
      `INSERT INTO breach (organisation_id, id, agreement_id, vendor_id, system_id, objective_id, measurement_id, window_start, window_end, state,
         opened_at, credit_amount, credit_currency, derivation, claim_due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       ON CONFLICT (organisation_id, objective_id, window_start) DO NOTHING RETURNING id`,
      [actor.organisationId, v7({ msecs: this.clock.now().getTime() }), objective.agreementId, objective.vendorId, objective.systemId, objective.id,
        measurement.id, window.start, window.end, after.state, after.openedAt, after.credit?.amount, after.credit?.currency,
        credit && JSON.stringify(credit), after.claimDueAt],
    );
    return row?.id;
  }

  /** Adds the event to the breach's history and to the log. */
  async record(manager: EntityManager, actor: Actor, id: string, event: BreachEvent, before: BreachSnapshot, after: BreachSnapshot): Promise<void> {
    await insertBreachEvent(manager, actor, id, event);
    await this.log.record(manager, actor, { action: `breach.${event.type}`, objectKind: 'breach', objectId: id, before, after, detail: { ...event } });
  }
}

const unpriced: Priced = { credit: null, claimDueAt: null };

/** The credit and the claim clock under the version that the objective was compiled from; none when it agrees no credits. */
async function price(manager: EntityManager, organisationId: number, { objective, window, exact }: FinalResult): Promise<Priced> {
  const { snapshot } = await versionOf(manager, organisationId, objective.agreementId, objective.versionNumber);
  const schedule = snapshot.compiled.credits;
  if (schedule === null || exact === null) return unpriced;
  const { tiers, direction } = objective.definition;
  const history = await chargeHistoryOf(manager, organisationId, objective, window, schedule);
  return {
    credit: creditOf({ schedule, tiers, direction, value: exact, ...history }),
    claimDueAt: claimDueAt(schedule, window.end, snapshot.draft.zone),
  };
}

async function update(
  manager: EntityManager,
  organisationId: number,
  row: BreachRow,
  after: Exclude<BreachSnapshot, { state: 'none' }>,
  { credit }: Priced,
  measurement: StoredMeasurement,
): Promise<string> {
  await manager.query(
    `UPDATE breach SET state = $3, measurement_id = $4, opened_at = $5, credit_amount = $6, credit_currency = $7, derivation = $8, claim_due_at = $9, claimed_at = $10
     WHERE organisation_id = $1 AND id = $2`,
    [organisationId, row.id, after.state, measurement.value === null ? row.measurement_id : measurement.id, after.openedAt, after.credit?.amount,
      after.credit?.currency, JSON.stringify(credit ?? row.derivation), after.claimDueAt, after.claimedAt],
  );
  return row.id;
}
