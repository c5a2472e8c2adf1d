import type { EntityManager } from 'typeorm';
import type { Role } from '#libs/wire/accounts.js';
import type { AgreementState } from '#libs/wire/agreements.js';
import type { ApprovalRequest, ApprovalStep, RequiredApproval } from '#libs/wire/approvals.js';
import type { Actor } from '../http/actor.js';

interface Row {
  readonly id: string;
  readonly agreement_id: string;
  readonly agreement_title: string;
  readonly vendor_name: string;
  readonly state: AgreementState;
  readonly digest: string;
  readonly steps: readonly RequiredApproval[];
  readonly requested_by: string;
  readonly requester: string;
  readonly requested_at: Date;
  readonly ended_as: 'withdrawn' | 'invalidated' | null;
  readonly decisions: readonly Decision[] | null;
  readonly editors: readonly { readonly id: string; readonly name: string }[] | null;
}

interface Decision {
  readonly position: number;
  readonly decision: 'approved' | 'rejected';
  readonly reason: string | null;
  readonly by: string;
  readonly name: string;
  readonly at: string;
}

const query = `
  SELECT r.id, r.agreement_id, a.title AS agreement_title, v.name AS vendor_name, a.state, r.digest, r.steps, r.requested_by, q.name AS requester, r.requested_at,
    e.outcome AS ended_as,
    (SELECT jsonb_agg(jsonb_build_object('position', d.position, 'decision', d.decision, 'reason', d.reason, 'by', d.decided_by, 'name', p.name, 'at', d.decided_at) ORDER BY d.position)
     FROM approval_decision d JOIN account p ON p.organisation_id = d.organisation_id AND p.id = d.decided_by
     WHERE d.organisation_id = r.organisation_id AND d.request_id = r.id) AS decisions,
    (SELECT jsonb_agg(DISTINCT jsonb_build_object('id', p.id, 'name', p.name))
     FROM agreement_edit t JOIN account p ON p.organisation_id = t.organisation_id AND p.id = t.edited_by
     WHERE t.organisation_id = r.organisation_id AND t.agreement_id = r.agreement_id AND t.edited_at <= r.requested_at
       AND t.edited_at >= coalesce((SELECT max(f.frozen_at) FROM agreement_version f WHERE f.organisation_id = r.organisation_id AND f.agreement_id = r.agreement_id AND f.frozen_at <= r.requested_at), '-infinity')) AS editors
  FROM approval_request r
  JOIN agreement a ON a.organisation_id = r.organisation_id AND a.id = r.agreement_id
  JOIN vendor v ON v.organisation_id = a.organisation_id AND v.id = a.vendor_id
  JOIN account q ON q.organisation_id = r.organisation_id AND q.id = r.requested_by
  LEFT JOIN approval_end e ON e.organisation_id = r.organisation_id AND e.request_id = r.id
  WHERE r.organisation_id = $1`;

/** The requests of an agreement, the newest first. */
export async function requestsOf(manager: EntityManager, organisationId: number, agreementId: string): Promise<ApprovalRequest[]> {
  const rows: Row[] = await manager.query(`${query} AND r.agreement_id = $2 ORDER BY r.id DESC`, [organisationId, agreementId]);
  return rows.map(toRequest);
}

const most = 200;

/** What of all requests is still in review, the longest waiting first. */
export async function requestsInReview(manager: EntityManager, organisationId: number): Promise<ApprovalRequest[]> {
  const rows: Row[] = await manager.query(`${query} AND a.state = 'in-review' AND e.outcome IS NULL ORDER BY r.id LIMIT ${most}`, [organisationId]);
  return rows.map(toRequest).filter(({ outcome }) => outcome === 'open');
}

/** What somebody asked for, the newest first. */
export async function requestsBy(manager: EntityManager, { organisationId, id }: Actor): Promise<ApprovalRequest[]> {
  const rows: Row[] = await manager.query(`${query} AND r.requested_by = $2 ORDER BY r.id DESC LIMIT ${most}`, [organisationId, id]);
  return rows.map(toRequest);
}

/** The role of an account today: of a key or the product itself it is undefined. */
export async function roleOf(manager: EntityManager, { organisationId, id, kind }: Actor): Promise<Role | undefined> {
  if (kind !== 'account') return undefined;
  const [row]: { role: Role }[] = await manager.query(`SELECT role FROM account WHERE organisation_id = $1 AND id = $2`, [organisationId, id]);
  return row?.role;
}

function toRequest(row: Row): ApprovalRequest {
  const decisions = row.decisions ?? [];
  const steps = row.steps.map((step, position): ApprovalStep => {
    const made = decisions.find((decision) => decision.position === position);
    return { ...step, decision: made?.decision ?? null, decidedBy: made ? { id: made.by, name: made.name } : null, decidedAt: made ? new Date(made.at).toISOString() : null, reason: made?.reason ?? null };
  });
  const outcome = outcomeOf(row.ended_as, steps);
  return {
    id: row.id,
    agreementId: row.agreement_id,
    agreementTitle: row.agreement_title,
    vendorName: row.vendor_name,
    state: row.state,
    digest: row.digest,
    requestedBy: { id: row.requested_by, name: row.requester },
    requestedAt: row.requested_at.toISOString(),
    waitingSince: outcome === 'open' ? (steps.findLast(({ decidedAt }) => decidedAt !== null)?.decidedAt ?? row.requested_at.toISOString()) : null,
    outcome,
    steps,
    editors: [...(row.editors ?? [])],
  };
}

function outcomeOf(ended: Row['ended_as'], steps: readonly ApprovalStep[]): ApprovalRequest['outcome'] {
  if (ended !== null) return ended;
  if (steps.some(({ decision }) => decision === 'rejected')) return 'rejected';
  return steps.every(({ decision }) => decision === 'approved') ? 'approved' : 'open';
}
