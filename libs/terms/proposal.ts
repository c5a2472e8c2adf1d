import type { AgreementDraft } from '#libs/wire/agreements.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { Proposal, ProposalDecision } from '#libs/wire/negotiation.js';

type Side = Proposal['by']['side'];

const becomes = { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' } as const;

/**
 * What becomes of an open proposal. Only the other side accepts or declines it, only its own takes it back (PROPOSAL_SIDE);
 * what is decided stays so (PROPOSAL_STATE).
 */
export function decideProposal({ decision }: ProposalDecision, side: Side, { state, by }: Pick<Proposal, 'state' | 'by'>): Exclude<Proposal['state'], 'open'> {
  if (state !== 'open') throw new FineprintError('PROPOSAL_STATE', `The proposal is ${state} already`);
  if ((side === by.side) !== (decision === 'withdraw')) {
    throw new FineprintError('PROPOSAL_SIDE', decision === 'withdraw' ? 'Only the side that made a proposal takes it back' : 'The other side decides about a proposal');
  }
  return becomes[decision];
}

/** The draft with an accepted proposal in it: the clause has the proposed words, the terms the proposed values. `clauses` are those of the draft, or of its template. */
export function withProposal(draft: AgreementDraft, clauses: readonly string[], { clauseId, wording, terms }: Pick<Proposal, 'clauseId' | 'wording' | 'terms'>): AgreementDraft {
  const chosen = draft.clauses ?? clauses.map((id) => ({ id, wording: null }));
  return {
    ...draft,
    terms: { ...draft.terms, ...terms },
    clauses: chosen.map((clause) => (clause.id === clauseId && wording !== null ? { ...clause, wording } : clause)),
  };
}
