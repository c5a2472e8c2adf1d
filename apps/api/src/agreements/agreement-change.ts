import type { EntityManager } from 'typeorm';
import { type AgreementCommand, type AgreementLife, decide, evolve } from '#libs/terms/lifecycle.js';
import type { AgreementRow } from './agreement-row.js';

/** What of an agreement is digested into the log before and after a change. */
export function loggable({ state, revision, draft, shared }: Pick<AgreementLife, 'state' | 'revision' | 'draft' | 'shared'>) {
  return { state, revision, draft, shared };
}

/** The agreement after a command. @throws FineprintError as libs/terms/lifecycle.ts decides */
export function lifeAfter(command: AgreementCommand, { state, revision, draft, shared, activated_at }: AgreementRow, now: Date): AgreementLife {
  const life = { state, revision, draft, shared, activatedAt: activated_at?.toISOString() ?? null };
  return evolve(life, decide(command, life, now.toISOString()));
}

/** Stores what has become of an agreement; the only writer of a stored one. */
export async function keep(manager: EntityManager, organisationId: number, id: string, life: AgreementLife, now: Date): Promise<void> {
  const { title, effectiveFrom, effectiveUntil, zone } = life.draft;
  await manager.query(
    `UPDATE agreement SET state = $3, revision = $4, title = $5, effective_from = $6, effective_until = $7, zone = $8, draft = $9, activated_at = $10, updated_at = $11, shared = $12
     WHERE organisation_id = $1 AND id = $2`,
    [organisationId, id, life.state, life.revision, title, effectiveFrom, effectiveUntil, zone, JSON.stringify(life.draft), life.activatedAt, now, life.shared],
  );
}
