import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { sqlFilterFor } from '#libs/access/sql-filter.js';
import { FineprintError, invalidAt } from '#libs/wire/errors.js';
import { featureLimit, versionLimit } from '#libs/wire/events.js';
import type { NewSystemVersion, SystemVersion } from '#libs/wire/systems.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { lockDictionaries } from './dictionary-lock.js';
import { versionsOf } from './stream-totals.js';

@Injectable()
export class Announcements {
  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  /**
   * Notes that a vendor has told of a model version, before or after its first event. Features that are new to it are added after
   * those it has, because events carry their values in this order.
   * @throws FineprintError NOT_FOUND; INVALID for too many features; CONFLICT for too many versions
   */
  announce(actor: Actor, systemId: string, { label, features }: NewSystemVersion): Promise<SystemVersion> {
    const { organisationId } = actor;
    return this.database.inOrganisation(organisationId, async (manager) => {
      const systemNumber = await numberOf(manager, actor, systemId);
      await lockDictionaries((sql, parameters) => manager.query(sql, [...parameters]), organisationId);
      const versions = await versionsOf(manager, organisationId, systemNumber);
      const before = versions.find((version) => version.label === label);
      const all = [...new Set([...(before?.features ?? []), ...features])];
      const featureKinds = all.map((_, position) => before?.featureKinds[position] ?? null);
      const after = { label, announced: true, firstSeenAt: before?.firstSeenAt ?? null, features: all, featureKinds };
      if (after.features.length > featureLimit) {
        const detail = `${label} would have ${after.features.length} features; at most ${featureLimit} are kept`;
        throw invalidAt('/features', 'FEATURE_LIMIT', detail);
      }
      if (!before && versions.length >= versionLimit) throw new FineprintError('CONFLICT', `The system already has ${versionLimit} model versions`);
      await manager.query(
        `INSERT INTO system_version (organisation_id, system_number, label, announced, features) VALUES ($1, $2, $3, true, $4)
         ON CONFLICT (organisation_id, system_number, label) DO UPDATE SET announced = true, features = excluded.features`,
        [organisationId, systemNumber, label, after.features],
      );
      await this.log.record(manager, actor, { action: 'system.announce', objectKind: 'system', objectId: systemId, before, after, detail: { label } });
      return after;
    });
  }
}

async function numberOf(manager: EntityManager, actor: Actor, systemId: string): Promise<number> {
  const allowed = sqlFilterFor(actor.ability, 'update', 'System', { vendorId: 's.vendor_id' }, 3);
  const [row]: { number: number }[] = await manager.query(`SELECT s.number FROM system s WHERE s.organisation_id = $1 AND s.id = $2 AND ${allowed.where}`, [
    actor.organisationId,
    systemId,
    ...allowed.parameters,
  ]);
  if (!row) throw new FineprintError('NOT_FOUND');
  return row.number;
}
