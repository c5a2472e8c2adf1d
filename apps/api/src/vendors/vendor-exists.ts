import type { EntityManager } from 'typeorm';
import { invalidAt } from '#libs/wire/errors.js';

/** @throws FineprintError INVALID that points at the vendor when the organisation has no such one */
export async function assertVendor(manager: EntityManager, organisationId: number, vendorId: string): Promise<void> {
  const rows: unknown[] = await manager.query(`SELECT 1 FROM vendor WHERE organisation_id = $1 AND id = $2`, [organisationId, vendorId]);
  if (rows.length === 0) throw invalidAt('/vendorId', 'NOT_FOUND', 'There is no such vendor');
}
