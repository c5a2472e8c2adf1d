import { z } from 'zod';
import { Role } from './accounts.js';
import { AgreementState } from './agreements.js';
import { Id, Instant, Line, Money } from './scalars.js';
import { Family } from './terms.js';

/** When a rule asks for approval. A value is the yearly charge (monthly × 12), or that of the whole term. */
export const ApprovalCondition = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('always') }),
    z.strictObject({ kind: z.literal('value'), basis: z.enum(['annual', 'total']), atLeast: Money }),
    z.strictObject({ kind: z.literal('severity'), atLeast: z.enum(['error', 'warning', 'note']) }),
    z.strictObject({ kind: z.literal('family'), families: z.array(Family).min(1).max(50) }),
  ])
  .meta({ id: 'ApprovalCondition' });
export type ApprovalCondition = z.infer<typeof ApprovalCondition>;

/** A vendor contact approves nothing of ours. */
const Approver = Role.exclude(['vendor-contact', 'auditor', 'engineer']);

export const ApprovalRule = z
  .strictObject({ name: Line, when: ApprovalCondition, approvers: z.array(Approver).min(1).max(4).describe('Roles, in the order in which they approve') })
  .meta({ id: 'ApprovalRule' });
export type ApprovalRule = z.infer<typeof ApprovalRule>;

export const ApprovalRules = z.strictObject({ rules: z.array(ApprovalRule).max(30) }).meta({ id: 'ApprovalRules' });
export type ApprovalRules = z.infer<typeof ApprovalRules>;

export const StoredApprovalRules = ApprovalRules.extend({ revision: z.int() }).meta({ id: 'StoredApprovalRules' });
export type StoredApprovalRules = z.infer<typeof StoredApprovalRules>;

/** An approval that is needed, with the names of the rules that ask for it and why they apply. */
export const RequiredApproval = z.object({ role: Role, because: z.array(z.object({ rule: z.string(), reason: z.string() })) }).meta({ id: 'RequiredApproval' });
export type RequiredApproval = z.infer<typeof RequiredApproval>;

const Person = z.object({ id: Id, name: z.string() });

export const ApprovalStep = RequiredApproval.extend({
  decision: z.enum(['approved', 'rejected']).nullable(),
  decidedBy: Person.nullable(),
  decidedAt: Instant.nullable(),
  reason: z.string().nullable(),
}).meta({ id: 'ApprovalStep' });
export type ApprovalStep = z.infer<typeof ApprovalStep>;

/** What became of a request; `invalidated`: the draft was changed after it was asked for. */
export const approvalOutcomes = ['open', 'approved', 'rejected', 'withdrawn', 'invalidated'] as const;

export const ApprovalRequest = z
  .object({
    id: Id,
    agreementId: Id,
    agreementTitle: z.string(),
    vendorName: z.string(),
    state: AgreementState,
    digest: z.string().describe('Digest of the draft as it was submitted: what the approvers see'),
    requestedBy: Person,
    requestedAt: Instant,
    waitingSince: Instant.nullable().describe('Since when the next step waits; null when nothing does'),
    outcome: z.enum(approvalOutcomes),
    steps: z.array(ApprovalStep).describe('In their order; the first without a decision is next'),
    editors: z.array(Person).describe('Who changed the draft since the last version: none of them approves it'),
  })
  .meta({ id: 'ApprovalRequest' });
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;

export const AgreementApprovals = z
  .object({ required: z.array(RequiredApproval).describe('What the draft would need if it were submitted now'), requests: z.array(ApprovalRequest).describe('The newest first') })
  .meta({ id: 'AgreementApprovals' });
export type AgreementApprovals = z.infer<typeof AgreementApprovals>;

export const ApprovalInbox = z
  .object({ toDecide: z.array(ApprovalRequest).describe('Waiting for the caller, the longest first'), mine: z.array(ApprovalRequest).describe('Asked for by the caller, the newest first') })
  .meta({ id: 'ApprovalInbox' });
export type ApprovalInbox = z.infer<typeof ApprovalInbox>;

const Reason = z.string().trim().max(2_000);

export const ApprovalDecision = z
  .strictObject({ decision: z.enum(['approve', 'reject']), digest: z.string().regex(/^[0-9a-f]{64}$/, 'the digest of what was seen, in hex'), reason: Reason.optional() })
  .refine(({ decision, reason }) => decision === 'approve' || (reason ?? '') !== '', { path: ['reason'], message: 'a rejection needs a reason' })
  .meta({ id: 'ApprovalDecision' });
export type ApprovalDecision = z.infer<typeof ApprovalDecision>;

export const Sharing = z.strictObject({ shared: z.boolean() }).meta({ id: 'Sharing' });
export type Sharing = z.infer<typeof Sharing>;
