import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FineprintError, invalidAt } from '#libs/wire/errors.js';
import type { Comment, Negotiation, NewComment } from '#libs/wire/negotiation.js';
import { readAgreement } from '../agreements/agreement-reading.js';
import { AgreementSources } from '../agreements/agreement-sources.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { commentsOf, nextId, proposalsOf, sideOf } from './negotiation-rows.js';

/** What is said about the clauses of an agreement: among us, or to the other party. */
@Injectable()
export class Comments {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly sources: AgreementSources,
  ) {}

  /** @throws FineprintError NOT_FOUND */
  of(actor: Actor, id: string): Promise<Negotiation> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      await readAgreement(manager, actor, id);
      return { comments: await commentsOf(manager, actor, id), proposals: await proposalsOf(manager, actor, id) };
    });
  }

  /** @throws FineprintError NOT_FOUND; FORBIDDEN for an internal comment of a vendor's contact, or on what is not shared; INVALID at a clause that is not there */
  add(actor: Actor, id: string, { clauseId, visibility, body }: NewComment): Promise<Comment> {
    const { organisationId } = actor;
    const now = this.clock.now();
    return this.database.inOrganisation(organisationId, async (manager) => {
      const row = await readAgreement(manager, actor, id);
      requireShared(actor, row.shared);
      if (visibility === 'internal' && actor.vendorId !== null) throw new FineprintError('FORBIDDEN', 'A comment of the vendor is read by both sides');
      const source = await this.sources.of(manager, organisationId, row.template_id, row.draft);
      if (clauseId !== 'opening' && source.clauses.every((clause) => clause.id !== clauseId)) throw invalidAt('/clauseId', 'NOT_FOUND', `There is no clause "${clauseId}" in this agreement`);
      const commentId = await nextId(manager, actor, 'comment', id, now);
      await manager.query(`INSERT INTO comment (organisation_id, id, agreement_id, clause_id, visibility, body, side, author, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, [
        organisationId, commentId, id, clauseId, visibility, body, sideOf(actor), actor.id, now,
      ]);
      const comment = await this.one(manager, actor, id, commentId);
      await this.log.record(manager, actor, { action: 'comment.add', objectKind: 'comment', objectId: commentId, after: comment, detail: { agreementId: id, clauseId, visibility } });
      return comment;
    });
  }

  /** Marks a comment as dealt with. @throws FineprintError NOT_FOUND, also for one the caller may not see; CONFLICT when it is resolved already */
  resolve(actor: Actor, id: string, commentId: string): Promise<Comment> {
    const { organisationId } = actor;
    const now = this.clock.now();
    return this.database.inOrganisation(organisationId, async (manager) => {
      const row = await readAgreement(manager, actor, id);
      requireShared(actor, row.shared);
      const before = await this.one(manager, actor, id, commentId);
      if (before.resolvedAt !== null) throw new FineprintError('CONFLICT', 'The comment is resolved already');
      await manager.query(`INSERT INTO comment_resolution (organisation_id, comment_id, side, resolved_by, resolved_at) VALUES ($1, $2, $3, $4, $5)`, [organisationId, commentId, sideOf(actor), actor.id, now]);
      const after = await this.one(manager, actor, id, commentId);
      await this.log.record(manager, actor, { action: 'comment.resolve', objectKind: 'comment', objectId: commentId, before, after, detail: { agreementId: id } });
      return after;
    });
  }

  private async one(manager: EntityManager, actor: Actor, id: string, commentId: string): Promise<Comment> {
    const found = (await commentsOf(manager, actor, id)).find((comment) => comment.id === commentId);
    if (!found) throw new FineprintError('NOT_FOUND');
    return found;
  }
}

/** A contact of the vendor takes part only in what is shared. */
export function requireShared({ vendorId }: Actor, shared: boolean): void {
  if (vendorId !== null && !shared) throw new FineprintError('FORBIDDEN', 'This agreement is not shared for negotiation');
}
