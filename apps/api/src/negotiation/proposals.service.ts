import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { definitionsFor } from '#libs/terms/catalogue.js';
import { isOpen } from '#libs/terms/lifecycle.js';
import { decideProposal, withProposal } from '#libs/terms/proposal.js';
import { faultsOf } from '#libs/terms/read-terms.js';
import { FineprintError, invalidAt } from '#libs/wire/errors.js';
import type { NewProposal, Proposal, ProposalDecision } from '#libs/wire/negotiation.js';
import { keep, lifeAfter, loggable } from '../agreements/agreement-change.js';
import { lockAgreement } from '../agreements/agreement-reading.js';
import type { AgreementRow } from '../agreements/agreement-row.js';
import { AgreementSources } from '../agreements/agreement-sources.js';
import { recordEdit } from '../agreements/draft-edits.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { requireShared } from './comments.service.js';
import { nextId, proposalsOf, sideOf } from './negotiation-rows.js';

/** Other words and values for a clause, offered by one side and taken or declined by the other. */
@Injectable()
export class Proposals {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly sources: AgreementSources,
  ) {}

  /**
   * Proposes; nothing changes yet. @throws FineprintError FORBIDDEN on what is not shared; AGREEMENT_NOT_DRAFT; INVALID at a clause that
   * is not there; TEMPLATE_REFUSED for words that cannot be a clause; TERM_INVALID for unknown terms and bad values
   */
  add(actor: Actor, id: string, proposed: NewProposal): Promise<Proposal> {
    const { organisationId } = actor;
    const now = this.clock.now();
    return this.database.inOrganisation(organisationId, async (manager) => {
      const row = await lockAgreement(manager, actor, id, 'read');
      requireShared(actor, row.shared);
      if (!isOpen(row.state)) throw new FineprintError('AGREEMENT_NOT_DRAFT', `Only a draft takes proposals; this agreement is ${row.state}`);
      await this.checked(manager, organisationId, row, proposed);
      const proposalId = await nextId(manager, actor, 'proposal', id, now);
      await manager.query(`INSERT INTO proposal (organisation_id, id, agreement_id, clause_id, wording, terms, note, side, proposed_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, [
        organisationId, proposalId, id, proposed.clauseId, proposed.wording, JSON.stringify(proposed.terms), proposed.note, sideOf(actor), actor.id, now,
      ]);
      const after = await one(manager, actor, id, proposalId);
      await this.log.record(manager, actor, { action: 'proposal.add', objectKind: 'proposal', objectId: proposalId, after, detail: { agreementId: id, clauseId: proposed.clauseId, side: after.by.side } });
      return after;
    });
  }

  /**
   * Decides about a proposal; one that is accepted is put into the draft, as an edit by our side's person: whoever accepted theirs,
   * or proposed ours. @throws FineprintError NOT_FOUND; PROPOSAL_STATE; PROPOSAL_SIDE; AGREEMENT_NOT_DRAFT; TEMPLATE_REFUSED
   */
  decide(actor: Actor, id: string, proposalId: string, decision: ProposalDecision): Promise<Proposal> {
    const { organisationId } = actor;
    const now = this.clock.now();
    return this.database.inOrganisation(organisationId, async (manager) => {
      const row = await lockAgreement(manager, actor, id, 'read');
      requireShared(actor, row.shared);
      const before = await one(manager, actor, id, proposalId);
      const state = decideProposal(decision, sideOf(actor), before);
      await manager.query(`INSERT INTO proposal_decision (organisation_id, proposal_id, state, reason, side, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`, [
        organisationId, proposalId, state, decision.reason ? decision.reason : null, sideOf(actor), actor.id, now,
      ]);
      const applied = state === 'accepted' ? await this.apply(manager, actor, row, before, now) : {};
      const after = await one(manager, actor, id, proposalId);
      await this.log.record(manager, actor, { action: `proposal.${decision.decision}`, objectKind: 'proposal', objectId: proposalId, before, after, detail: { agreementId: id, reason: after.reason, ...applied } });
      return after;
    });
  }

  private async apply(manager: EntityManager, actor: Actor, row: AgreementRow, proposal: Proposal, now: Date): Promise<Readonly<Record<string, unknown>>> {
    const { organisationId } = actor;
    const draft = await this.checked(manager, organisationId, row, proposal);
    const after = lifeAfter({ type: 'edit', lastSeen: row.revision, draft }, row, now);
    await keep(manager, organisationId, row.id, after, now);
    const editor = sideOf(actor) === 'customer' ? actor.id : proposal.by.id;
    await recordEdit(manager, { ...actor, id: editor }, row.id, after.revision, now);
    return { before: loggable(row).revision, revision: after.revision };
  }

  /** The draft as it would read; whatever cannot be put into it is refused. */
  private async checked(manager: EntityManager, organisationId: number, row: AgreementRow, proposal: Pick<Proposal, 'clauseId' | 'wording' | 'terms'>) {
    const source = await this.sources.of(manager, organisationId, row.template_id, row.draft);
    const clauses = source.clauses.map((clause) => clause.id);
    if (!clauses.includes(proposal.clauseId)) throw invalidAt('/clauseId', 'NOT_FOUND', `There is no clause "${proposal.clauseId}" in this agreement`);
    const draft = withProposal(row.draft, clauses, proposal);
    const changed = await this.sources.of(manager, organisationId, row.template_id, draft);
    const faults = faultsOf(definitionsFor(changed.clauses), proposal.terms);
    if (faults.length > 0) throw new FineprintError('TERM_INVALID', faults[0]?.detail ?? 'A proposed value is not valid', faults);
    return draft;
  }
}

async function one(manager: EntityManager, actor: Actor, id: string, proposalId: string): Promise<Proposal> {
  const found = (await proposalsOf(manager, actor, id)).find((proposal) => proposal.id === proposalId);
  if (!found) throw new FineprintError('NOT_FOUND');
  return found;
}
