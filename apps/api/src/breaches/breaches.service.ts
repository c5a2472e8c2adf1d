import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Action } from '#libs/access/policy.js';
import { sqlFilterFor } from '#libs/access/sql-filter.js';
import type { Breach, BreachDetail, BreachQuery, NewClaim } from '#libs/wire/breaches.js';
import { FineprintError } from '#libs/wire/errors.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { encodeCursor, pageOfRows } from '../http/cursor.js';
import { idCursor } from '../http/id-cursor.js';
import { breachDetailOf } from './breach-detail.js';
import { BreachKeeping } from './breach-keeping.service.js';
import { breachFields, selectBreaches, toBreach, type BreachRow } from './breach-row.js';

const list = 'breaches';

/** What people see of breaches, and the claim they make of one. */
@Injectable()
export class Breaches {
  constructor(
    private readonly database: Database,
    private readonly keeping: BreachKeeping,
  ) {}

  /** Breaches, the last opened first. */
  async page(actor: Actor, query: BreachQuery): Promise<{ items: Breach[]; next: string | null }> {
    const { organisationId } = actor;
    const allowed = sqlFilterFor(actor.ability, 'read', 'Breach', breachFields, 8);
    const rows = await this.database.inOrganisation(organisationId, (manager) =>
      manager.query<BreachRow[]>(
        `${selectBreaches} AND ${allowed.where}
         AND ($2::text IS NULL OR b.state = $2) AND ($3::uuid IS NULL OR b.vendor_id = $3) AND ($4::uuid IS NULL OR b.system_id = $4)
         AND ($5::uuid IS NULL OR b.agreement_id = $5)
         AND ($6::uuid IS NULL OR (b.opened_at, b.id) < (SELECT c.opened_at, c.id FROM breach c WHERE c.organisation_id = $1 AND c.id = $6))
         ORDER BY b.opened_at DESC, b.id DESC LIMIT $7`,
        [organisationId, query.state ?? null, query.vendor ?? null, query.system ?? null, query.agreement ?? null,
          idCursor(list, organisationId, query.cursor), query.limit + 1, ...allowed.parameters],
      ),
    );
    return pageOfRows(rows, query.limit, toBreach, (row) => encodeCursor(list, organisationId, [row.id]));
  }

  /** @throws FineprintError NOT_FOUND, also for a breach the caller may not see */
  one(actor: Actor, id: string): Promise<BreachDetail> {
    return this.database.inOrganisation(actor.organisationId, async (manager) =>
      breachDetailOf(manager, actor.organisationId, await find(manager, actor, id, 'read')),
    );
  }

  /** @throws FineprintError CLAIM_WINDOW_CLOSED after its clock has run out, BREACH_STATE when there is nothing to claim */
  claim(actor: Actor, id: string, { note }: NewClaim): Promise<BreachDetail> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const row = await find(manager, actor, id, 'claim', 'FOR UPDATE OF b');
      await this.keeping.claim(manager, actor, row, note ?? null);
      return breachDetailOf(manager, actor.organisationId, await find(manager, actor, id, 'read'));
    });
  }

  /** The bytes of the latest notice, as they were when it was made. */
  async notice(actor: Actor, id: string): Promise<{ readonly content: Buffer; readonly digest: string }> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      await find(manager, actor, id, 'read');
      const [row] = await manager.query<{ content: Buffer; digest: string }[]>(
        `SELECT d.content, d.digest FROM notice n JOIN document d ON d.organisation_id = n.organisation_id AND d.digest = n.document_digest
         WHERE n.organisation_id = $1 AND n.breach_id = $2 ORDER BY n.sequence DESC LIMIT 1`,
        [actor.organisationId, id],
      );
      if (!row) throw new FineprintError('NOT_FOUND');
      return row;
    });
  }
}

async function find(manager: EntityManager, actor: Actor, id: string, action: Action, locking: '' | 'FOR UPDATE OF b' = ''): Promise<BreachRow> {
  const allowed = sqlFilterFor(actor.ability, action, 'Breach', breachFields, 3);
  const [row] = await manager.query<BreachRow[]>(`${selectBreaches} AND b.id = $2 AND ${allowed.where} ${locking}`, [
    actor.organisationId,
    id,
    ...allowed.parameters,
  ]);
  if (!row) throw new FineprintError('NOT_FOUND');
  return row;
}
