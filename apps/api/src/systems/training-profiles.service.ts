import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { NewTrainingProfile, TrainingProfile, TrainingProfileList } from '#libs/wire/training-profiles.js';
import { Database } from '../database/database.js';
import { Log, digestOf } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { requireKinds } from './profile-kinds.js';
import { systemNumberFor } from './system-number.js';

interface ProfileRow {
  readonly id: string;
  readonly version_label: string;
  readonly rows: string;
  readonly columns: TrainingProfile['columns'];
  readonly digest: string;
  readonly declared_by: string;
  readonly declared_at: Date;
}

const profilesListed = 50;

/** What a vendor declares that its model versions were trained on: a baseline for drift that does not move. */
@Injectable()
export class TrainingProfiles {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** @throws FineprintError NOT_FOUND, also for a system the caller may not declare for; INVALID for a column of another kind than its events are */
  declare(actor: Actor, systemId: string, declared: NewTrainingProfile): Promise<TrainingProfile> {
    const now = this.clock.now();
    const profile: TrainingProfile = {
      ...declared,
      id: v7({ msecs: now.getTime() }),
      declaredBy: actor.name,
      declaredAt: now.toISOString(),
      digest: digestOf(declared),
    };
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const systemNumber = await systemNumberFor(manager, actor, systemId, 'create', 'TrainingProfile');
      await requireKinds(manager, actor.organisationId, systemNumber, declared);
      await manager.query(
        `INSERT INTO training_profile (organisation_id, id, system_number, version_label, rows, columns, digest, declared_by, declared_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [actor.organisationId, profile.id, systemNumber, profile.version, profile.rows, JSON.stringify(profile.columns), profile.digest, profile.declaredBy, now],
      );
      const detail = { version: profile.version, digest: profile.digest };
      await this.log.record(manager, actor, { action: 'training-profile.declare', objectKind: 'system', objectId: systemId, after: declared, detail });
      return profile;
    });
  }

  /** The last declared first. @throws FineprintError NOT_FOUND */
  of(actor: Actor, systemId: string): Promise<TrainingProfileList> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const systemNumber = await systemNumberFor(manager, actor, systemId, 'read', 'TrainingProfile');
      const rows = await manager.query<ProfileRow[]>(`${select} ORDER BY sequence DESC LIMIT ${profilesListed}`, [actor.organisationId, systemNumber]);
      return { items: rows.map(toProfile) };
    });
  }
}

const select = 'SELECT id, version_label, rows, columns, digest, declared_by, declared_at FROM training_profile WHERE organisation_id = $1 AND system_number = $2';

/** The profile that counts: the last declared one of a version, or of the system's last declared version. */
export async function presentProfile(manager: EntityManager, organisationId: number, systemNumber: number, version: string | undefined): Promise<TrainingProfile | undefined> {
  const [row] = await manager.query<ProfileRow[]>(`${select} AND ($3::text IS NULL OR version_label = $3) ORDER BY sequence DESC LIMIT 1`, [organisationId, systemNumber, version ?? null]);
  return row && toProfile(row);
}

function toProfile(row: ProfileRow): TrainingProfile {
  return {
    id: row.id,
    version: row.version_label,
    rows: Number(row.rows),
    columns: row.columns,
    declaredBy: row.declared_by,
    declaredAt: row.declared_at.toISOString(),
    digest: row.digest,
  };
}
