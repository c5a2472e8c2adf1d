import { Injectable } from '@nestjs/common';
import { FineprintError, invalidAt } from '#libs/wire/errors.js';
import { featureLimit, versionLimit } from '#libs/wire/events.js';
import type { NewSystemVersion, SystemVersion } from '#libs/wire/systems.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { lockDictionaries } from './dictionary-lock.js';
import { systemNumberFor } from './system-number.js';
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
      const systemNumber = await systemNumberFor(manager, actor, systemId, 'update', 'System');
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
