import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { sqlFilterFor } from '#libs/access/sql-filter.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { NewSystem, System, SystemDetail, SystemQuery } from '#libs/wire/systems.js';
import { Database } from '../database/database.js';
import { likePattern } from '../database/like-pattern.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { encodeCursor, pageOfRows } from '../http/cursor.js';
import { idCursor } from '../http/id-cursor.js';
import { assertVendor } from '../vendors/vendor-exists.js';
import { streamTotals } from './stream-totals.js';
import { systemQuery, toSystem, type SystemRow } from './system-row.js';

const list = 'systems';

@Injectable()
export class Systems {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Systems by name; a vendor's contact sees the own vendor's only. */
  async page(actor: Actor, query: SystemQuery): Promise<{ items: System[]; next: string | null }> {
    const { organisationId } = actor;
    const rows = await this.database.inOrganisation(organisationId, (manager) =>
      this.select(
        manager,
        actor,
        `AND ($3::text IS NULL OR s.name ILIKE $3 OR s.slug ILIKE $3) AND ($4::uuid IS NULL OR s.vendor_id = $4)
         AND ($5::uuid IS NULL OR (lower(s.name), s.id) > (SELECT lower(c.name), c.id FROM system c WHERE c.organisation_id = $1 AND c.id = $5))
         ORDER BY lower(s.name), s.id LIMIT $6`,
        [likePattern(query.search), query.vendor ?? null, idCursor(list, organisationId, query.cursor), query.limit + 1],
      ),
    );
    return pageOfRows(rows, query.limit, toSystem, ({ id }) => encodeCursor(list, organisationId, [id]));
  }

  /** @throws FineprintError NOT_FOUND, also for a system the caller may not see */
  one(actor: Actor, id: string): Promise<SystemDetail> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const [row] = await this.select(manager, actor, 'AND s.id = $3', [id]);
      if (!row) throw new FineprintError('NOT_FOUND');
      return { ...toSystem(row), ...(await streamTotals(manager, actor.organisationId, row.number)) };
    });
  }

  /** @throws FineprintError SLUG_TAKEN, or INVALID when there is no such vendor */
  create(actor: Actor, system: NewSystem): Promise<System> {
    const now = this.clock.now();
    const id = v7({ msecs: now.getTime() });
    const { organisationId } = actor;
    return this.database.inOrganisation(organisationId, async (manager) => {
      await assertVendor(manager, organisationId, system.vendorId);
      const inserted: unknown[] = await manager.query(
        `INSERT INTO system (organisation_id, id, vendor_id, slug, name, environment, region, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (organisation_id, slug) DO NOTHING RETURNING id`,
        [organisationId, id, system.vendorId, system.slug, system.name, system.environment, system.region ?? null, now],
      );
      if (inserted.length === 0) {
        throw new FineprintError('SLUG_TAKEN', `There is already a system "${system.slug}"`, [{ pointer: '/slug', code: 'SLUG_TAKEN', detail: 'is taken' }]);
      }
      const [row] = await this.select(manager, actor, 'AND s.id = $3', [id]);
      if (!row) throw new FineprintError('INTERNAL');
      const created = toSystem(row);
      await this.log.record(manager, actor, { action: 'system.create', objectKind: 'system', objectId: id, after: created, detail: { slug: system.slug } });
      return created;
    });
  }

  private select(manager: EntityManager, actor: Actor, rest: string, parameters: readonly unknown[]): Promise<SystemRow[]> {
    const allowed = sqlFilterFor(actor.ability, 'read', 'System', { vendorId: 's.vendor_id' }, parameters.length + 3);
    return manager.query(`${systemQuery} AND ${allowed.where} ${rest}`, [actor.organisationId, this.clock.now(), ...parameters, ...allowed.parameters]);
  }
}
