import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { clockDueAt } from '#libs/terms/clock-due.js';
import { inForce, type InForce } from '#libs/terms/in-force.js';
import type { AgreementDetail } from '#libs/wire/agreements.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { MeasureRequests } from '../jobs/measure-requests.js';
import { keep, lifeAfter, loggable } from './agreement-change.js';
import { AgreementReading, lockAgreement } from './agreement-reading.js';
import type { AgreementRow } from './agreement-row.js';
import { assertNoOverlap, lockSystems } from './overlap.js';
import { latestNumber, versionOf, type FrozenVersion } from './versions.js';

@Injectable()
export class Activation {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly reading: AgreementReading,
    private readonly measureRequests: MeasureRequests,
  ) {}

  /**
   * Puts the signed version to work: its objectives are measured on every system, its clocks run and its obligations are owed. What counts is what the snapshot
   * compiled to when it was frozen, because that is what was signed.
   * @throws FineprintError AGREEMENT_NOT_SIGNED; AGREEMENT_ALREADY_ACTIVE; CONFLICT naming the agreement that already measures the same
   */
  activate(actor: Actor, id: string): Promise<AgreementDetail> {
    const { organisationId } = actor;
    const now = this.clock.now();
    return this.database.inOrganisation(organisationId, async (manager) => {
      const row = await lockAgreement(manager, actor, id, 'activate');
      const after = lifeAfter({ type: 'activate' }, row, now);
      const number = (await latestNumber(manager, organisationId, id)) ?? 0;
      const version = await versionOf(manager, organisationId, id, number);
      const time = inForce(version.snapshot.draft);
      const systemNumbers = await lockSystems(manager, organisationId, row);
      await assertNoOverlap(manager, organisationId, row, version.snapshot.compiled.objectives, time);
      await insertObjectives(manager, organisationId, row, version, time, now);
      await insertClocks(manager, organisationId, row, version, now);
      await insertObligations(manager, organisationId, row, version, now);
      await keep(manager, organisationId, id, after, now);
      await this.log.record(manager, actor, { action: 'agreement.activate', objectKind: 'agreement', objectId: id, before: loggable(row), after: loggable(after), detail: { number, digest: version.digest } });
      this.database.afterCommit(() => systemNumbers.forEach((systemNumber) => this.measureRequests.request(organisationId, systemNumber)));
      return this.reading.one(actor, id);
    });
  }
}

async function insertObjectives(manager: EntityManager, organisationId: number, row: AgreementRow, version: FrozenVersion, time: InForce, now: Date): Promise<void> {
  for (const system of row.systems) {
    for (const definition of version.snapshot.compiled.objectives) {
      await manager.query(
        `INSERT INTO objective (organisation_id, id, agreement_id, version_number, vendor_id, system_id, key, definition, starts_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [organisationId, v7({ msecs: now.getTime() }), row.id, version.number, row.vendor_id, system.id, definition.key, JSON.stringify(definition), time.from, time.until],
      );
    }
  }
}

async function insertClocks(manager: EntityManager, organisationId: number, row: AgreementRow, version: FrozenVersion, now: Date): Promise<void> {
  for (const definition of version.snapshot.compiled.clocks) {
    await manager.query(
      `INSERT INTO clock (organisation_id, id, agreement_id, version_number, vendor_id, key, definition, due_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [organisationId, v7({ msecs: now.getTime() }), row.id, version.number, row.vendor_id, definition.key, JSON.stringify(definition), clockDueAt(definition, version.snapshot.draft)],
    );
  }
}

async function insertObligations(manager: EntityManager, organisationId: number, row: AgreementRow, version: FrozenVersion, now: Date): Promise<void> {
  for (const definition of version.snapshot.compiled.obligations) {
    await manager.query(
      `INSERT INTO obligation (organisation_id, id, agreement_id, version_number, vendor_id, key, definition) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [organisationId, v7({ msecs: now.getTime() }), row.id, version.number, row.vendor_id, definition.key, JSON.stringify(definition)],
    );
  }
}
