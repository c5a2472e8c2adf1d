import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { claimOf, decide, evolve, requireRoom, type Party } from '#libs/remedies/exclusion.js';
import { requireTimes } from '#libs/remedies/exclusion-times.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { Exclusion, ExclusionDecision, ExclusionList, NewExclusion } from '#libs/wire/exclusions.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { MeasureRequests } from '../jobs/measure-requests.js';
import { SystemChanges } from '../jobs/system-changes.js';
import { markDirty } from '../measurement/system-lock.js';
import { systemNumberFor } from '../systems/system-number.js';
import { exclusionsOf, insertDecision, insertExclusion } from './exclusion-row.js';

/** Time that the parties take out of what is measured. */
@Injectable()
export class Exclusions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly requests: MeasureRequests,
    private readonly changes: SystemChanges,
  ) {}

  /** @throws FineprintError NOT_FOUND, also for a system the caller may not see */
  of(actor: Actor, systemId: string): Promise<ExclusionList> {
    const { organisationId } = actor;
    return this.database.inOrganisation(organisationId, async (manager) => {
      const systemNumber = await systemNumberFor(manager, actor, systemId, 'read', 'Measurement');
      return { items: await exclusionsOf(manager, { organisationId, systemNumber }) };
    });
  }

  /** Claims time for the caller's side; nothing is measured differently yet. @throws FineprintError NOT_FOUND; INVALID; CONFLICT */
  claim(actor: Actor, systemId: string, draft: NewExclusion): Promise<Exclusion> {
    const { organisationId } = actor;
    const now = this.clock.now();
    return this.database.inOrganisation(organisationId, async (manager) => {
      const system = { organisationId, systemNumber: await systemNumberFor(manager, actor, systemId, 'claim', 'Exclusion') };
      requireTimes(draft, now.toISOString());
      const by = partyOf(actor);
      const before = await exclusionsOf(manager, system);
      requireRoom(by.side, before);
      // Orders the claims of one millisecond as they were made: an id is otherwise random below the millisecond.
      const id = v7({ msecs: now.getTime(), seq: before.length });
      const claimed = claimOf(draft, { id, systemId }, by, now.toISOString());
      await insertExclusion(manager, system, claimed);
      const { from, to, reason } = claimed;
      await this.log.record(manager, actor, { action: 'exclusion.claim', objectKind: 'exclusion', objectId: id, after: claimed, detail: { systemId, from, to, reason, side: by.side } });
      this.database.afterCommit(() => this.changes.announce(system));
      return claimed;
    });
  }

  /**
   * Decides about an exclusion. One that is accepted marks its hours: windows that are final are measured again, and restated where
   * their value changes. @throws FineprintError NOT_FOUND; EXCLUSION_STATE; EXCLUSION_SIDE; CONFLICT when somebody decided meanwhile
   */
  decide(actor: Actor, systemId: string, id: string, { decision, note }: ExclusionDecision): Promise<Exclusion> {
    const { organisationId } = actor;
    const now = this.clock.now().toISOString();
    return this.database.inOrganisation(organisationId, async (manager) => {
      const system = { organisationId, systemNumber: await systemNumberFor(manager, actor, systemId, 'decide', 'Exclusion') };
      const found = (await exclusionsOf(manager, system)).find((exclusion) => exclusion.id === id);
      if (!found) throw new FineprintError('NOT_FOUND');
      const { decisions, ...before } = found;
      const event = decide({ type: decision, by: partyOf(actor), note: note ?? null }, before, now);
      const after = evolve(before, event);
      await insertDecision(manager, organisationId, id, decisions + 1, event);
      await this.log.record(manager, actor, { action: `exclusion.${decision}`, objectKind: 'exclusion', objectId: id, before, after, detail: { systemId, side: event.by.side, note: event.note } });
      if (after.state === 'accepted') {
        await markDirty(manager, system, Date.parse(after.from), Date.parse(after.to));
        this.database.afterCommit(() => this.requests.request(organisationId, system.systemNumber));
      } else this.database.afterCommit(() => this.changes.announce(system));
      return after;
    });
  }
}

function partyOf({ name, vendorId }: Actor): Party {
  return { name, side: vendorId === null ? 'customer' : 'vendor' };
}
