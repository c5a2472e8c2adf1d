import type { Role } from '#libs/wire/accounts.js';
import type { ApprovalDecision, ApprovalStep } from '#libs/wire/approvals.js';
import { FineprintError } from '#libs/wire/errors.js';

/** The request that is decided, and who must not decide it. */
export interface Deciding {
  readonly digest: string;
  readonly requestedBy: string;
  /** Accounts that changed the draft since the last version. */
  readonly editors: readonly string[];
  readonly steps: readonly Pick<ApprovalStep, 'role' | 'decision' | 'decidedBy'>[];
}

/** What was decided: which step, how, and whether nothing remains to be approved. */
export interface Decided {
  readonly position: number;
  readonly decision: 'approved' | 'rejected';
  readonly isLast: boolean;
}

/**
 * Decides the next step of a request. Refuses what is decided already (APPROVAL_STATE); whoever asked for it, changed the draft or
 * decided an earlier step (FOUR_EYES); another role than the next one's (APPROVAL_TURN); another text than was submitted
 * (DIGEST_MISMATCH).
 */
export function decideApproval({ decision, digest }: ApprovalDecision, by: { readonly id: string; readonly role: Role }, request: Deciding): Decided {
  const position = request.steps.findIndex((step) => step.decision === null);
  const next = request.steps[position];
  if (next === undefined) throw new FineprintError('APPROVAL_STATE', 'Everything of this request is decided already');
  if (by.id === request.requestedBy) throw new FineprintError('FOUR_EYES', 'Whoever asks for an approval does not give it');
  if (request.editors.includes(by.id)) throw new FineprintError('FOUR_EYES', 'You changed this draft: somebody else has to decide about it');
  if (request.steps.some((step) => step.decidedBy?.id === by.id)) throw new FineprintError('FOUR_EYES', 'You have decided an earlier step of this request');
  if (next.role !== by.role) throw new FineprintError('APPROVAL_TURN', `The request waits for ${next.role}`);
  if (digest !== request.digest) throw new FineprintError('DIGEST_MISMATCH', `What was submitted has the digest ${request.digest}`);
  return { position, decision: decision === 'approve' ? 'approved' : 'rejected', isLast: position === request.steps.length - 1 };
}
