import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { sqlFilterFor } from '#libs/access/sql-filter.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { NewVendor, Vendor, VendorQuery } from '#libs/wire/vendors.js';
import { agreementFields } from '../agreements/agreement-row.js';
import { Database } from '../database/database.js';
import { likePattern } from '../database/like-pattern.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { encodeCursor, pageOfRows } from '../http/cursor.js';
import { idCursor } from '../http/id-cursor.js';
import { toVendor, vendorQuery, type VendorRow } from './vendor-row.js';

const list = 'vendors';

@Injectable()
export class Vendors {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Vendors by name; a vendor's contact sees the own vendor only. */
  async page(actor: Actor, query: VendorQuery): Promise<{ items: Vendor[]; next: string | null }> {
    const { organisationId } = actor;
    const found: VendorRow[] = await this.select(
      actor,
      `AND ($2::text IS NULL OR v.name ILIKE $2 OR v.slug ILIKE $2)
       AND ($3::uuid IS NULL OR (lower(v.name), v.id) > (SELECT lower(c.name), c.id FROM vendor c WHERE c.organisation_id = $1 AND c.id = $3))
       ORDER BY lower(v.name), v.id LIMIT $4`,
      [likePattern(query.search), idCursor(list, organisationId, query.cursor), query.limit + 1],
    );
    return pageOfRows(found, query.limit, toVendor, ({ id }) => encodeCursor(list, organisationId, [id]));
  }

  /** @throws FineprintError NOT_FOUND, also for a vendor the caller may not see */
  async one(actor: Actor, id: string): Promise<Vendor> {
    const [row] = await this.select(actor, 'AND v.id = $2', [id]);
    if (!row) throw new FineprintError('NOT_FOUND');
    return toVendor(row);
  }

  /** @throws FineprintError SLUG_TAKEN */
  async create(actor: Actor, vendor: NewVendor): Promise<Vendor> {
    const now = this.clock.now();
    const id = v7({ msecs: now.getTime() });
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const inserted: unknown[] = await manager.query(
        `INSERT INTO vendor (organisation_id, id, slug, name, contact_name, contact_email, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (organisation_id, slug) DO NOTHING RETURNING id`,
        [actor.organisationId, id, vendor.slug, vendor.name, vendor.contactName ?? null, vendor.contactEmail ?? null, now],
      );
      if (inserted.length === 0) {
        throw new FineprintError('SLUG_TAKEN', `There is already a vendor "${vendor.slug}"`, [{ pointer: '/slug', code: 'SLUG_TAKEN', detail: 'is taken' }]);
      }
      const created = await this.one(actor, id);
      await this.log.record(manager, actor, { action: 'vendor.create', objectKind: 'vendor', objectId: id, after: created, detail: { slug: vendor.slug } });
      return created;
    });
  }

  private select(actor: Actor, rest: string, parameters: readonly unknown[]): Promise<VendorRow[]> {
    const first = parameters.length + 2;
    const agreements = sqlFilterFor(actor.ability, 'read', 'Agreement', agreementFields, first);
    const vendors = sqlFilterFor(actor.ability, 'read', 'Vendor', { id: 'v.id' }, first + agreements.parameters.length);
    return this.database.inOrganisation(actor.organisationId, (manager) =>
      manager.query(`${vendorQuery(agreements.where)} AND ${vendors.where} ${rest}`, [actor.organisationId, ...parameters, ...agreements.parameters, ...vendors.parameters]),
    );
  }
}
