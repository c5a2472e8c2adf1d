import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { sqlFilterFor } from '#libs/access/sql-filter.js';
import type { Comment, Proposal } from '#libs/wire/negotiation.js';
import type { TermValues } from '#libs/wire/terms.js';
import type { Actor } from '../http/actor.js';

type Side = Proposal['by']['side'];

interface Authored {
  readonly id: string;
  readonly clause_id: string;
  readonly side: Side;
  readonly author: string;
  readonly author_name: string;
  readonly at: Date;
}

interface CommentRow extends Authored {
  readonly visibility: Comment['visibility'];
  readonly body: string;
  readonly resolved_side: Side;
  readonly resolved_by: string | null;
  readonly resolver: string;
  readonly resolved_at: Date | null;
}

interface ProposalRow extends Authored {
  readonly wording: string | null;
  readonly terms: TermValues;
  readonly note: string;
  readonly state: Exclude<Proposal['state'], 'open'> | null;
  readonly reason: string | null;
  readonly decided_side: Side;
  readonly decided_by: string | null;
  readonly decider: string;
  readonly decided_at: Date | null;
}

/** Whose side somebody is on. */
export const sideOf = ({ vendorId }: Actor): Side => (vendorId === null ? 'customer' : 'vendor');

/** A new id, ordered after those of the same millisecond: an id is otherwise random below it. */
export async function nextId(manager: EntityManager, { organisationId }: Actor, table: 'comment' | 'proposal', agreementId: string, now: Date): Promise<string> {
  const [row]: { n: number }[] = await manager.query(`SELECT count(*)::int AS n FROM ${table} WHERE organisation_id = $1 AND agreement_id = $2`, [organisationId, agreementId]);
  return v7({ msecs: now.getTime(), seq: row?.n ?? 0 });
}

/** The comments of an agreement that the caller may see: a vendor's contact none of the internal ones. The oldest first. */
export async function commentsOf(manager: EntityManager, actor: Actor, agreementId: string): Promise<Comment[]> {
  const allowed = sqlFilterFor(actor.ability, 'read', 'Comment', { vendorId: 'a.vendor_id', shared: 'a.shared', visibility: 'c.visibility' }, 3);
  const rows: CommentRow[] = await manager.query(
    `SELECT c.id, c.clause_id, c.visibility, c.body, c.side, c.author, p.name AS author_name, c.at, r.side AS resolved_side, r.resolved_by, q.name AS resolver, r.resolved_at
     FROM comment c
     JOIN agreement a ON a.organisation_id = c.organisation_id AND a.id = c.agreement_id
     JOIN account p ON p.organisation_id = c.organisation_id AND p.id = c.author
     LEFT JOIN comment_resolution r ON r.organisation_id = c.organisation_id AND r.comment_id = c.id
     LEFT JOIN account q ON q.organisation_id = r.organisation_id AND q.id = r.resolved_by
     WHERE c.organisation_id = $1 AND c.agreement_id = $2 AND ${allowed.where} ORDER BY c.id`,
    [actor.organisationId, agreementId, ...allowed.parameters],
  );
  return rows.map((row) => ({
    id: row.id,
    agreementId,
    clauseId: row.clause_id,
    visibility: row.visibility,
    body: row.body,
    author: { id: row.author, name: row.author_name, side: row.side },
    at: row.at.toISOString(),
    resolvedBy: row.resolved_by === null ? null : { id: row.resolved_by, name: row.resolver, side: row.resolved_side },
    resolvedAt: row.resolved_at?.toISOString() ?? null,
  }));
}

/** The proposals of an agreement that the caller may see, the oldest first. */
export async function proposalsOf(manager: EntityManager, actor: Actor, agreementId: string): Promise<Proposal[]> {
  const allowed = sqlFilterFor(actor.ability, 'read', 'Proposal', { vendorId: 'a.vendor_id', shared: 'a.shared' }, 3);
  const rows: ProposalRow[] = await manager.query(
    `SELECT o.id, o.clause_id, o.wording, o.terms, o.note, o.side, o.proposed_by AS author, p.name AS author_name, o.at,
       d.state, d.reason, d.side AS decided_side, d.decided_by, q.name AS decider, d.decided_at
     FROM proposal o
     JOIN agreement a ON a.organisation_id = o.organisation_id AND a.id = o.agreement_id
     JOIN account p ON p.organisation_id = o.organisation_id AND p.id = o.proposed_by
     LEFT JOIN proposal_decision d ON d.organisation_id = o.organisation_id AND d.proposal_id = o.id
     LEFT JOIN account q ON q.organisation_id = d.organisation_id AND q.id = d.decided_by
     WHERE o.organisation_id = $1 AND o.agreement_id = $2 AND ${allowed.where} ORDER BY o.id`,
    [actor.organisationId, agreementId, ...allowed.parameters],
  );
  return rows.map((row) => ({
    id: row.id,
    agreementId,
    clauseId: row.clause_id,
    wording: row.wording,
    terms: row.terms,
    note: row.note,
    by: { id: row.author, name: row.author_name, side: row.side },
    at: row.at.toISOString(),
    state: row.state ?? 'open',
    decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decider, side: row.decided_side },
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.reason,
  }));
}
