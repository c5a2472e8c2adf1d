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
import { lockBreachOf, snapshotOf, storeBreach, type BreachIdentity, type BreachRow } from './breach-row.js';
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
    const { command, objective, window, measurement } = result;
    const row = await lockBreachOf(manager, actor.organisationId, objective.id, window.start);
    const before: BreachSnapshot = row ? snapshotOf(row) : { state: 'none' };
    const priced = command === 'withdraw' ? unpriced : await price(manager, actor.organisationId, result);
    const { verdict, finality, value } = measurement;
    const found = { verdict, finality, value, credit: priced.credit?.amount ?? null, claimDueAt: priced.claimDueAt };
    const event = decide({ type: command, result: found }, before, this.clock.now().toISOString());
    const breach = row ?? this.identityOf(objective, window);
    // A withdrawal may come from a measurement without a value; the breach keeps the last one that has.
    const measurementId = row && value === null ? row.measurement_id : measurement.id;
    await this.keep(manager, actor, breach, { before, event, measurementId, derivation: priced.credit ?? row?.derivation ?? null });
    if (event.type === 'opened' || event.type === 'restated') await this.notices.write(manager, actor.organisationId, breach.id);
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
