import type { EntityManager } from 'typeorm';
import type { Action, Subject } from '#libs/access/policy.js';
import { sqlFilterFor } from '#libs/access/sql-filter.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { Actor } from '../http/actor.js';

/** The internal number of a system about which the caller has a permission. @throws FineprintError NOT_FOUND, also where they have none */
export async function systemNumberFor(manager: EntityManager, actor: Actor, systemId: string, action: Action, subject: Subject): Promise<number> {
  const allowed = sqlFilterFor(actor.ability, action, subject, { vendorId: 's.vendor_id' }, 3);
  const [row] = await manager.query<{ number: number }[]>(`SELECT s.number FROM system s WHERE s.organisation_id = $1 AND s.id = $2 AND ${allowed.where}`, [
    actor.organisationId,
    systemId,
    ...allowed.parameters,
  ]);
  if (!row) throw new FineprintError('NOT_FOUND');
  return row.number;
}
