import type { EntityManager } from 'typeorm';
import type { Actor } from '../http/actor.js';

/** Keeps who changed a draft, and ends the approval of what it was before: nobody has approved the new text. */
export async function recordEdit(manager: EntityManager, { organisationId, id: editor, kind }: Actor, agreementId: string, revision: number, now: Date): Promise<void> {
  if (kind !== 'account') return;
  await manager.query(`INSERT INTO agreement_edit (organisation_id, agreement_id, revision, edited_by, edited_at) VALUES ($1, $2, $3, $4, $5)`, [organisationId, agreementId, revision, editor, now]);
  await endApproval(manager, organisationId, agreementId, 'invalidated', editor, now);
}

/** Ends the newest request of an agreement, granted or still open; one that was rejected or has ended stays as it is. */
export async function endApproval(manager: EntityManager, organisationId: number, agreementId: string, outcome: 'withdrawn' | 'invalidated', by: string, now: Date): Promise<void> {
  await manager.query(
    `INSERT INTO approval_end (organisation_id, request_id, outcome, ended_by, ended_at)
     SELECT r.organisation_id, r.id, $3, $4, $5 FROM approval_request r
     WHERE r.organisation_id = $1 AND r.agreement_id = $2
       AND r.id = (SELECT n.id FROM approval_request n WHERE n.organisation_id = $1 AND n.agreement_id = $2 ORDER BY n.id DESC LIMIT 1)
       AND NOT EXISTS (SELECT 1 FROM approval_decision d WHERE d.organisation_id = $1 AND d.request_id = r.id AND d.decision = 'rejected')
     ON CONFLICT DO NOTHING`,
    [organisationId, agreementId, outcome, by, now],
  );
}
