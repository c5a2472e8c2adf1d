import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { decideApproval, waitsFor } from '#libs/terms/approvals/approval-decision.js';
import type { AgreementCommand } from '#libs/terms/lifecycle.js';
import type { AgreementDetail } from '#libs/wire/agreements.js';
import type { AgreementApprovals, ApprovalDecision, ApprovalInbox } from '#libs/wire/approvals.js';
import { FineprintError } from '#libs/wire/errors.js';
import { keep, lifeAfter, loggable } from '../agreements/agreement-change.js';
import { AgreementReading, lockAgreement, readAgreement } from '../agreements/agreement-reading.js';
import type { AgreementRow } from '../agreements/agreement-row.js';
import { ApprovalNeeds } from '../agreements/approval-needs.js';
import { endApproval } from '../agreements/draft-edits.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { requestsBy, requestsInReview, requestsOf, roleOf } from './approval-row.js';

/** Drafts on their way to being frozen: submitted, approved step by step, rejected, taken back. */
@Injectable()
export class Approvals {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly needs: ApprovalNeeds,
    private readonly reading: AgreementReading,
  ) {}

  /** @throws FineprintError NOT_FOUND */
  of(actor: Actor, id: string): Promise<AgreementApprovals> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const row = await readAgreement(manager, actor, id);
      const { required } = await this.needs.of(manager, actor.organisationId, row);
      return { required, requests: await requestsOf(manager, actor.organisationId, id) };
    });
  }

  /** What waits for the caller's role and not for somebody else's eyes, and what the caller asked for. */
  inbox(actor: Actor): Promise<ApprovalInbox> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const role = await roleOf(manager, actor);
      const open = await requestsInReview(manager, actor.organisationId);
      const isTheirs = ({ steps, requestedBy, editors }: (typeof open)[number]) =>
        role !== undefined && waitsFor({ id: actor.id, role }, { steps, requestedBy: requestedBy.id, editors: editors.map(({ id }) => id) });
      return { toDecide: open.filter(isTheirs), mine: await requestsBy(manager, actor) };
    });
  }

  /** Submits a draft as it is saved. @throws FineprintError APPROVAL_NOT_NEEDED when no rule applies; as the lifecycle decides */
  submit(actor: Actor, id: string, lastSeen: number): Promise<AgreementDetail> {
    const now = this.clock.now();
    return this.change(actor, id, now, { type: 'submit', lastSeen }, 'approval.request', async (manager, row) => {
      const { required, digest } = await this.needs.of(manager, actor.organisationId, row);
      if (required.length === 0) throw new FineprintError('APPROVAL_NOT_NEEDED', 'No rule asks for approval of this draft: it can be frozen as it is');
      // Orders the requests of one millisecond as they were made: an id is otherwise random below it.
      const seq = (await requestsOf(manager, actor.organisationId, id)).length;
      await manager.query(
        `INSERT INTO approval_request (organisation_id, id, agreement_id, digest, steps, requested_by, requested_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [actor.organisationId, v7({ msecs: now.getTime(), seq }), id, digest, JSON.stringify(required), actor.id, now],
      );
      return { digest, approvers: required.map(({ role }) => role) };
    });
  }

  /** Takes what is in review, approved, or frozen without a signature back to being a draft. @throws FineprintError as the lifecycle decides */
  async withdraw(actor: Actor, id: string): Promise<AgreementDetail> {
    const now = this.clock.now();
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      // Before signatures are counted: one that is being recorded meanwhile must not be overlooked.
      await lockAgreement(manager, actor, id, 'read');
      const [signed]: { n: number }[] = await manager.query(
        `SELECT count(*)::int AS n FROM signature WHERE organisation_id = $1 AND agreement_id = $2
         AND version_number = (SELECT max(number) FROM agreement_version WHERE organisation_id = $1 AND agreement_id = $2)`,
        [actor.organisationId, id],
      );
      return this.change(actor, id, now, { type: 'withdraw', signatures: signed?.n ?? 0 }, 'approval.withdraw', async () => {
        await endApproval(manager, actor.organisationId, id, 'withdrawn', actor.id, now);
        return {};
      });
    });
  }

  /** Decides the next step. @throws FineprintError FOUR_EYES, APPROVAL_TURN, APPROVAL_STATE, DIGEST_MISMATCH */
  decide(actor: Actor, id: string, decision: ApprovalDecision): Promise<AgreementDetail> {
    const now = this.clock.now();
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const row = await lockAgreement(manager, actor, id, 'read');
      const [request] = await requestsOf(manager, actor.organisationId, id);
      if (request?.outcome !== 'open' || row.state !== 'in-review') throw new FineprintError('APPROVAL_STATE');
      const role = await roleOf(manager, actor);
      if (role === undefined) throw new FineprintError('FORBIDDEN', 'Only a person approves');
      const editors = request.editors.map((editor) => editor.id);
      const decided = decideApproval(decision, { id: actor.id, role }, { digest: request.digest, requestedBy: request.requestedBy.id, editors, steps: request.steps });
      const command: AgreementCommand = decided.decision === 'approved' ? { type: 'approve', isLast: decided.isLast } : { type: 'reject' };
      return this.change(actor, id, now, command, `approval.${decision.decision}`, async () => {
        const reason = decision.reason ?? null;
        await manager.query(
          `INSERT INTO approval_decision (organisation_id, request_id, position, decision, reason, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [actor.organisationId, request.id, decided.position, decided.decision, reason === '' ? null : reason, actor.id, now],
        );
        return { digest: request.digest, role, reason };
      });
    });
  }

  private change(
    actor: Actor,
    id: string,
    now: Date,
    command: AgreementCommand,
    action: string,
    act: (manager: EntityManager, row: AgreementRow) => Promise<Readonly<Record<string, unknown>>>,
  ): Promise<AgreementDetail> {
    const { organisationId } = actor;
    return this.database.inOrganisation(organisationId, async (manager) => {
      const row = await lockAgreement(manager, actor, id, 'read');
      const after = lifeAfter(command, row, now);
      const detail = await act(manager, row);
      await keep(manager, organisationId, id, after, now);
      await this.log.record(manager, actor, { action, objectKind: 'agreement', objectId: id, before: loggable(row), after: loggable(after), detail });
      return this.reading.one(actor, id);
    });
  }
}
