import type { EntityManager } from 'typeorm';
import type { InForce } from '#libs/terms/in-force.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { AgreementRow } from './agreement-row.js';

interface OverlapRow {
  readonly title: string;
  readonly system: string;
  readonly label: string;
}

/**
 * Locks an agreement's systems, so that of two agreements activated at the same moment one sees the other's objectives.
 * NO KEY UPDATE, because incoming events may keep pointing at the rows meanwhile.
 * @returns the internal numbers of the systems
 */
export async function lockSystems(manager: EntityManager, organisationId: number, { systems }: AgreementRow): Promise<number[]> {
  const rows: { number: number }[] = await manager.query(
    `SELECT number FROM system WHERE organisation_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    [organisationId, systems.map(({ id }) => id)],
  );
  return rows.map(({ number }) => number);
}

/**
 * One system cannot be measured twice by the same objective at the same time: a breach would be credited twice.
 * @throws FineprintError CONFLICT naming the other agreement, the system and the objective
 */
export async function assertNoOverlap(
  manager: EntityManager,
  organisationId: number,
  { systems }: AgreementRow,
  objectives: readonly ObjectiveDefinition[],
  time: InForce,
): Promise<void> {
  const [other]: OverlapRow[] = await manager.query(
    `SELECT a.title, s.name AS system, o.definition ->> 'label' AS label
     FROM objective o
     JOIN agreement a ON a.organisation_id = o.organisation_id AND a.id = o.agreement_id
     JOIN system s ON s.organisation_id = o.organisation_id AND s.id = o.system_id
     WHERE o.organisation_id = $1 AND o.system_id = ANY($2::uuid[]) AND o.key = ANY($3::text[])
       AND tstzrange(o.starts_at, o.ends_at) && tstzrange($4::timestamptz, $5::timestamptz)
     ORDER BY a.title, s.name, o.key LIMIT 1`,
    [organisationId, systems.map(({ id }) => id), objectives.map(({ key }) => key), time.from, time.until],
  );
  if (other) throw new FineprintError('CONFLICT', `"${other.title}" already measures ${other.label} of ${other.system} in this time`);
}
