import type { EntityManager } from 'typeorm';
import type { Objective, ObjectiveDefinition } from '#libs/wire/objectives.js';

interface ObjectiveRow {
  readonly id: string;
  readonly agreement_id: string;
  readonly version_number: number;
  readonly vendor_id: string;
  readonly system_id: string;
  readonly definition: ObjectiveDefinition;
  readonly starts_at: Date;
  readonly ends_at: Date | null;
}

/** An objective with the vendor who owes it. */
export interface OwedObjective extends Objective {
  readonly vendorId: string;
}

const columns = 'id, agreement_id, version_number, vendor_id, system_id, definition, starts_at, ends_at';

/** The objectives that were ever in force on a system, by key and start. */
export async function objectivesOf(manager: EntityManager, organisationId: number, systemId: string): Promise<OwedObjective[]> {
  const rows = await manager.query<ObjectiveRow[]>(
    `SELECT ${columns} FROM objective WHERE organisation_id = $1 AND system_id = $2 ORDER BY key, starts_at, id`,
    [organisationId, systemId],
  );
  return rows.map(toObjective);
}

/** What an active agreement measures, by version and system. */
export async function objectivesOfAgreement(manager: EntityManager, organisationId: number, agreementId: string): Promise<OwedObjective[]> {
  const rows = await manager.query<ObjectiveRow[]>(
    `SELECT ${columns} FROM objective WHERE organisation_id = $1 AND agreement_id = $2 ORDER BY version_number, system_id, id`,
    [organisationId, agreementId],
  );
  return rows.map(toObjective);
}

/** One objective by its id. */
export async function objectiveOf(manager: EntityManager, organisationId: number, id: string): Promise<OwedObjective | undefined> {
  const [row] = await manager.query<ObjectiveRow[]>(`SELECT ${columns} FROM objective WHERE organisation_id = $1 AND id = $2`, [organisationId, id]);
  return row && toObjective(row);
}

function toObjective(row: ObjectiveRow): OwedObjective {
  return {
    id: row.id,
    agreementId: row.agreement_id,
    versionNumber: row.version_number,
    vendorId: row.vendor_id,
    systemId: row.system_id,
    from: row.starts_at.toISOString(),
    until: row.ends_at?.toISOString() ?? null,
    definition: row.definition,
  };
}
