import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { combinationLimit, type NewSlices, type SliceKind, type SystemSlices } from '#libs/wire/slices.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Dictionaries } from '../ingestion/dictionaries.js';
import { lockDictionaries } from './dictionary-lock.js';
import { systemNumberFor } from './system-number.js';

interface AttributeRow {
  readonly name: string;
  readonly kind: SliceKind;
  readonly declared: boolean;
  readonly values: string[] | null;
  readonly limit: number;
  readonly seen: string[];
}

/** What the events of a system are told apart by. */
@Injectable()
export class Slices {
  constructor(
    private readonly database: Database,
    private readonly log: Log,
    private readonly dictionaries: Dictionaries,
  ) {}

  /** @throws FineprintError NOT_FOUND, also for a system the caller may not see */
  of(actor: Actor, systemId: string): Promise<SystemSlices> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => slicesOf(manager, actor.organisationId, await systemNumberFor(manager, actor, systemId, 'read', 'System')));
  }

  /**
   * Declares the attributes of a system, instead of those that were declared before; the latter stay as undeclared ones, because events
   * carry them. It holds for events from now on.
   * @throws FineprintError NOT_FOUND
   */
  async declare(actor: Actor, systemId: string, { attributes }: NewSlices): Promise<SystemSlices> {
    const { organisationId } = actor;
    const { systemNumber, after } = await this.database.inOrganisation(organisationId, async (manager) => {
      const systemNumber = await systemNumberFor(manager, actor, systemId, 'update', 'System');
      await lockDictionaries((sql, parameters) => manager.query(sql, [...parameters]), organisationId);
      const before = await slicesOf(manager, organisationId, systemNumber);
      await manager.query(
        `UPDATE system_slice_attribute SET kind = 'slice', declared = false, declared_values = NULL, change = change + 1
         WHERE organisation_id = $1 AND system_number = $2 AND declared AND name <> ALL($3)`,
        [organisationId, systemNumber, attributes.map(({ name }) => name)],
      );
      for (const { name, kind, values, limit } of attributes) {
        await manager.query(
          `INSERT INTO system_slice_attribute AS stored (organisation_id, system_number, name, kind, declared, declared_values, value_limit) VALUES ($1, $2, $3, $4, true, $5, $6)
           ON CONFLICT (organisation_id, system_number, name) DO UPDATE SET kind = excluded.kind, declared = true,
             declared_values = excluded.declared_values, value_limit = excluded.value_limit, change = stored.change + 1`,
          [organisationId, systemNumber, name, kind, values, limit],
        );
      }
      const after = await slicesOf(manager, organisationId, systemNumber);
      const names = attributes.map(({ name }) => name);
      await this.log.record(manager, actor, { action: 'system.slices', objectKind: 'system', objectId: systemId, before, after, detail: { attributes: names } });
      return { systemNumber, after };
    });
    this.dictionaries.forgetSlices(organisationId, systemNumber);
    return after;
  }
}

async function slicesOf(manager: EntityManager, organisationId: number, systemNumber: number): Promise<SystemSlices> {
  const attributes = await manager.query<AttributeRow[]>(
    `SELECT a.name, a.kind, a.declared, a.declared_values AS values, a.value_limit AS limit, ARRAY(
       SELECT DISTINCT s.segments ->> a.name AS value FROM slice s
       WHERE s.organisation_id = $1 AND s.system_number = $2 AND s.segments ->> a.name <> 'other' ORDER BY value) AS seen
     FROM system_slice_attribute a WHERE a.organisation_id = $1 AND a.system_number = $2 ORDER BY a.declared DESC, a.name`,
    [organisationId, systemNumber],
  );
  const [counted] = await manager.query<{ combinations: number }[]>('SELECT count(*)::int AS combinations FROM slice WHERE organisation_id = $1 AND system_number = $2', [
    organisationId,
    systemNumber,
  ]);
  return { attributes, combinations: counted?.combinations ?? 0, combinationLimit };
}
