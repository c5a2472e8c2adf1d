import type { Role } from '#libs/wire/accounts.js';
import type { ApprovalDecision, ApprovalStep } from '#libs/wire/approvals.js';
import { type ErrorCode, FineprintError } from '#libs/wire/errors.js';

/** The request that is decided, and who must not decide it. */
export interface Deciding {
  readonly digest: string;
  readonly requestedBy: string;
  /** Accounts that changed the draft since the last version. */
  readonly editors: readonly string[];
  readonly steps: readonly Pick<ApprovalStep, 'role' | 'decision' | 'decidedBy'>[];
}

/** Who wants to decide. */
export interface Decider {
  readonly id: string;
  readonly role: Role;
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
export function decideApproval({ decision, digest }: ApprovalDecision, by: Decider, request: Deciding): Decided {
  const refusal = refusalOf(by, request);
  if (refusal !== null) throw new FineprintError(...refusal);
  const position = request.steps.findIndex((step) => step.decision === null);
  if (digest !== request.digest) throw new FineprintError('DIGEST_MISMATCH', `What was submitted has the digest ${request.digest}`);
  return { position, decision: decision === 'approve' ? 'approved' : 'rejected', isLast: position === request.steps.length - 1 };
}

/** Whether a request waits for this person: what their inbox shows is what they may decide. */
export function waitsFor(by: Decider, request: Omit<Deciding, 'digest'>): boolean {
  return refusalOf(by, request) === null;
}

function refusalOf(by: Decider, { requestedBy, editors, steps }: Omit<Deciding, 'digest'>): readonly [ErrorCode, string] | null {
  const next = steps.find((step) => step.decision === null);
  if (next === undefined) return ['APPROVAL_STATE', 'Everything of this request is decided already'];
  if (by.id === requestedBy) return ['FOUR_EYES', 'Whoever asks for an approval does not give it'];
  if (editors.includes(by.id)) return ['FOUR_EYES', 'You changed this draft: somebody else has to decide about it'];
  if (steps.some((step) => step.decidedBy?.id === by.id)) return ['FOUR_EYES', 'You have decided an earlier step of this request'];
  return next.role === by.role ? null : ['APPROVAL_TURN', `The request waits for ${next.role}`];
}
