import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Rational } from '#libs/measurement/statistics/rational.js';
import { decide, evolve, type BreachCommand, type BreachEvent, type BreachSnapshot } from '#libs/remedies/breach.js';
import type { Window } from '#libs/remedies/windows.js';
import type { Credit } from '#libs/wire/breaches.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { measurementOf, type StoredMeasurement } from '../measurement/measurement-row.js';
import { objectiveOf, type OwedObjective } from '../measurement/objective-row.js';
import { insertBreachEvent } from './breach-event-row.js';
import { lockBreachOf, lockBreachesAfter, snapshotOf, storeBreach, toBreach, type BreachIdentity, type BreachRow } from './breach-row.js';
import { Notices } from './notices.service.js';
import { price, priceAgain, unpriced } from './pricing.js';

/** A final measurement and what it asks of the breach of its window. `exact` is the value without rounding. */
export interface FinalResult {
  readonly command: Exclude<BreachCommand['type'], 'claim'>;
  readonly objective: OwedObjective;
  readonly window: Window;
  readonly measurement: StoredMeasurement;
  readonly exact: Rational | null;
}

/** One event of a breach, and what counts from then on. */
interface Step {
  readonly before: BreachSnapshot;
  readonly event: BreachEvent;
  readonly measurementId: string;
  readonly derivation: Credit | null;
}

/** Opens, restates, withdraws and claims breaches. What a final measurement asks happens in the transaction that stores it. */
@Injectable()
export class BreachKeeping {
  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly notices: Notices,
  ) {}

  async follow(manager: EntityManager, actor: Actor, result: FinalResult): Promise<void> {
    const { command, objective, window, measurement, exact } = result;
    await lockHistory(manager, actor.organisationId, objective.agreementId);
    const row = await lockBreachOf(manager, actor.organisationId, objective.id, window.start);
    // Named before it is priced: its place among the breaches of its window is that of its id, from the first credit on.
    const breach = row ?? this.identityOf(objective, window);
    const before: BreachSnapshot = row ? snapshotOf(row) : { state: 'none' };
    const priced = command === 'withdraw' ? unpriced : await price(manager, actor.organisationId, objective, window, exact, breach.id);
    const { verdict, finality, value } = measurement;
    const found = { verdict, finality, value, credit: priced.credit?.amount ?? null, claimDueAt: priced.claimDueAt };
    const event = decide({ type: command, result: found }, before, this.clock.now().toISOString());
    // A withdrawal may come from a measurement without a value; the breach keeps the last one that has.
    const measurementId = row && value === null ? row.measurement_id : measurement.id;
    await this.keep(manager, actor, breach, { before, event, measurementId, derivation: priced.credit ?? row?.derivation ?? null });
    if (event.type === 'opened' || event.type === 'restated') await this.notices.write(manager, actor.organisationId, breach.id);
    await this.repriceAfter(manager, actor, breach, window);
  }

  /**
   * Prices the breaches of an agreement again that look back on one whose credit changed: those of the same window that were opened
   * after it, then the later ones in order of windows. One whose credit and derivation come out the same is left alone; a claim that was made stays.
   */
  private async repriceAfter(manager: EntityManager, actor: Actor, { id, agreement_id }: BreachIdentity, { end }: Window): Promise<void> {
    for (const row of await lockBreachesAfter(manager, actor.organisationId, agreement_id, { end, id })) {
      const credit = row.derivation && (await this.creditNow(manager, actor.organisationId, row, row.derivation));
      if (credit === null || isDeepStrictEqual(credit, row.derivation)) continue;
      const measurement = await measurementOf(manager, actor.organisationId, row.measurement_id);
      if (!measurement) throw new Error(`breach ${row.id} has lost its measurement`);
      const before = snapshotOf(row);
      const result = { ...measurement, credit: credit.amount, claimDueAt: toBreach(row).claimDueAt };
      const event = decide({ type: 'restate', result }, before, this.clock.now().toISOString());
      await this.keep(manager, actor, row, { before, event, measurementId: row.measurement_id, derivation: credit });
      await this.notices.write(manager, actor.organisationId, row.id);
    }
  }

  private async creditNow(manager: EntityManager, organisationId: number, row: BreachRow, derivation: Credit): Promise<Credit | null> {
    const objective = await objectiveOf(manager, organisationId, row.objective_id);
    if (!objective) throw new Error(`breach ${row.id} has lost its objective`);
    const { windowStart: start, windowEnd: end } = toBreach(row);
    return priceAgain(manager, organisationId, objective, { start, end }, derivation, row.id);
  }

  /** Claims the credit of a breach that is locked. */
  async claim(manager: EntityManager, actor: Actor, row: BreachRow, note: string | null): Promise<void> {
    const before = snapshotOf(row);
    const event = decide({ type: 'claim', note }, before, this.clock.now().toISOString());
    await this.keep(manager, actor, row, { before, event, measurementId: row.measurement_id, derivation: row.derivation });
  }

  private identityOf(objective: OwedObjective, { start, end }: Window): BreachIdentity {
    return {
      id: v7({ msecs: this.clock.now().getTime() }),
      agreement_id: objective.agreementId,
      vendor_id: objective.vendorId,
      system_id: objective.systemId,
      objective_id: objective.id,
      window_start: new Date(start),
      window_end: new Date(end),
    };
  }

  /** Stores what the event makes of the breach, and the event in its history and in the log. */
  private async keep(manager: EntityManager, actor: Actor, breach: BreachIdentity, { before, event, measurementId, derivation }: Step): Promise<void> {
    const after = evolve(before, event);
    if (after.state === 'none') return;
    await storeBreach(manager, actor.organisationId, breach, { after, measurementId, derivation });
    await insertBreachEvent(manager, actor, breach.id, event);
    await this.log.record(manager, actor, { action: `breach.${event.type}`, objectKind: 'breach', objectId: breach.id, before, after, detail: { ...event } });
  }
}

/** Makes the breaches of an agreement wait for each other; taken before any of them, so that no two wait crosswise. */
async function lockHistory(manager: EntityManager, organisationId: number, agreementId: string): Promise<void> {
  await manager.query(`SELECT id FROM agreement WHERE organisation_id = $1 AND id = $2 FOR NO KEY UPDATE`, [organisationId, agreementId]);
}
