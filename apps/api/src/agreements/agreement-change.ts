import type { EntityManager } from 'typeorm';
import type { AgreementState } from '#libs/wire/agreements.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { AgreementRow } from './agreement-row.js';

/** What of an agreement is digested into the log before and after a change. */
export function loggable({ state, revision, draft }: Pick<AgreementRow, 'state' | 'revision' | 'draft'>) {
  return { state, revision, draft };
}

/** @throws FineprintError AGREEMENT_NOT_DRAFT; PRECONDITION_FAILED when somebody saved after the caller last looked */
export function assertDraft(row: AgreementRow, expectedRevision: number): void {
  if (row.state !== 'draft') throw new FineprintError('AGREEMENT_NOT_DRAFT', `The agreement is ${row.state}; its text cannot change any more`);
  if (row.revision !== expectedRevision) {
    throw new FineprintError('PRECONDITION_FAILED', `You last saw revision ${expectedRevision}, but it is at revision ${row.revision}`);
  }
}

/** Moves an agreement on. Every change is a new revision, so that an ETag never names two contents. */
export async function enterState(manager: EntityManager, organisationId: number, row: AgreementRow, state: AgreementState, now: Date): Promise<void> {
  await manager.query(
    `UPDATE agreement SET state = $3, revision = revision + 1, updated_at = $4, activated_at = CASE WHEN $3 = 'active' THEN $4 ELSE activated_at END
     WHERE organisation_id = $1 AND id = $2`,
    [organisationId, row.id, state, now],
  );
}
