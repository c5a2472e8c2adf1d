import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { pendingOutcomeDays } from '#libs/wire/data-quality.js';
import { Database } from '../database/database.js';
import { insertLogRow, logRow, refusedByLog } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { ChunkQuality } from './chunk-quality.js';
import { hasPending, removeExpired, settleMissed, type ExpiredOutcome } from './pending-rows.js';
import { storeQuality } from './quality-rows.js';

const dayMs = 86_400_000;
/** Longer than any transaction that stores events may last. */
const missedMs = 3_600_000;

/** Looks after outcomes that wait for their events. Doing it twice does no harm. */
@Injectable()
export class PendingOutcomes {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Stores those whose events came at the same moment, and removes those that waited too long, which is counted and logged. */
  async look(by: Actor): Promise<void> {
    const { organisationId } = by;
    const now = this.clock.now();
    const expiry = new Date(now.getTime() - pendingOutcomeDays * dayMs);
    const isAny = await this.database.inIngest(organisationId, async (client) => {
      if (!(await hasPending(client, organisationId))) return false;
      await settleMissed(client, organisationId, new Date(now.getTime() - missedMs), now, now);
      return true;
    });
    if (!isAny) return;
    await this.database.inIngest(organisationId, async (client) => {
      await settleMissed(client, organisationId, new Date(0), expiry, now);
      const expired = await removeExpired(client, organisationId, expiry);
      if (expired.length > 0) await this.report(client, by, expired, now);
    });
  }

  private async report(client: PoolClient, by: Actor, expired: readonly ExpiredOutcome[], now: Date): Promise<void> {
    for (const outcomes of Map.groupBy(expired, ({ kind, actor }) => `${kind} ${actor}`).values()) {
      const quality = new ChunkQuality(now.getTime());
      for (const { systemNumber } of outcomes) quality.add(systemNumber, 'outcome-expired');
      await storeQuality(client, { ...by, kind: outcomes[0]!.kind, id: outcomes[0]!.actor }, 'outcome', quality, now);
    }
    for (const [objectId, outcomes] of Map.groupBy(expired, ({ systemId }) => systemId)) {
      const entry = { action: 'outcome.expire', objectKind: 'system', objectId, detail: { outcomes: outcomes.length } };
      await client.query(insertLogRow, logRow(by, entry, now)).catch(refusedByLog);
    }
  }
}
