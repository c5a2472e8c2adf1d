import { Injectable } from '@nestjs/common';
import type { AgreementDetail } from '#libs/wire/agreements.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { keep, lifeAfter, loggable } from './agreement-change.js';
import { AgreementReading, lockAgreement } from './agreement-reading.js';

/** Whether the vendor's contacts take part in the negotiation of a draft. */
@Injectable()
export class Sharing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly reading: AgreementReading,
  ) {}

  /** @throws FineprintError NOT_FOUND; AGREEMENT_NOT_DRAFT: what is frozen is theirs to read anyway */
  share(actor: Actor, id: string, shared: boolean): Promise<AgreementDetail> {
    const { organisationId } = actor;
    const now = this.clock.now();
    return this.database.inOrganisation(organisationId, async (manager) => {
      const row = await lockAgreement(manager, actor, id, 'update');
      const after = lifeAfter({ type: 'share', shared }, row, now);
      await keep(manager, organisationId, id, after, now);
      await this.log.record(manager, actor, { action: shared ? 'agreement.share' : 'agreement.unshare', objectKind: 'agreement', objectId: id, before: loggable(row), after: loggable(after) });
      return this.reading.one(actor, id);
    });
  }
}
