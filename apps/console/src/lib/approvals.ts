import type { Account } from '#libs/wire/accounts.js';
import type { AgreementState } from '#libs/wire/agreements.js';
import type { AgreementApprovals, ApprovalRequest } from '#libs/wire/approvals.js';
import { roleWords } from './permissions.ts';

export const outcomeWords: Readonly<Record<ApprovalRequest['outcome'], string>> = {
  open: '◷ Waiting',
  approved: '✓ Approved',
  rejected: '✕ Rejected',
  withdrawn: '↩ Taken back',
  invalidated: '△ Void: the draft was changed afterwards',
};

/** Why a draft cannot be frozen yet, or null. */
export function freezeObstacle(state: AgreementState, { required }: AgreementApprovals): string | null {
  if (state === 'in-review') return 'It is in review: it can be frozen once everybody has approved it.';
  if (state !== 'draft' || required.length === 0) return null;
  return `Approval is needed first by: ${required.map(({ role }) => roleWords[role].toLowerCase()).join(', ')}. Submit the draft.`;
}

/** Why this person does not decide the next step, or null when they do. */
export function decisionObstacle(request: ApprovalRequest, account: Account): string | null {
  const next = request.steps.find(({ decision }) => decision === null);
  if (request.outcome !== 'open' || next === undefined) return 'Nothing is waiting to be decided.';
  if (request.requestedBy.id === account.id) return 'You asked for this approval, so somebody else gives it.';
  if (request.editors.some(({ id }) => id === account.id)) return 'You changed this draft, so somebody else decides about it.';
  if (request.steps.some(({ decidedBy }) => decidedBy?.id === account.id)) return 'You have decided an earlier step.';
  return next.role === account.role ? null : `It waits for ${roleWords[next.role].toLowerCase()}.`;
}
