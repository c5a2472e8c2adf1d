import { z } from 'zod';
import { ClauseId } from './clauses.js';
import { Id, Instant } from './scalars.js';
import { TermValues } from './terms.js';

const sides = ['customer', 'vendor'] as const;
/** The opening is discussed like a clause. */
const Place = z.union([z.literal('opening'), ClauseId]);
/** Some lines of human text; control characters other than line breaks are refused. */
const Words = z.string().trim().min(1).max(5_000).regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, 'no control characters');
const Author = z.object({ id: Id, name: z.string(), side: z.enum(sides) });

/** Who may read a comment: only us, or both sides. */
export const Visibility = z.enum(['internal', 'external']);
export type Visibility = z.infer<typeof Visibility>;

export const Comment = z
  .object({
    id: Id,
    agreementId: Id,
    clauseId: z.string(),
    visibility: Visibility,
    body: z.string(),
    author: Author,
    at: Instant,
    resolvedBy: Author.nullable(),
    resolvedAt: Instant.nullable(),
  })
  .meta({ id: 'Comment' });
export type Comment = z.infer<typeof Comment>;

export const NewComment = z.strictObject({ clauseId: Place, visibility: Visibility, body: Words }).meta({ id: 'NewComment' });
export type NewComment = z.infer<typeof NewComment>;

export const proposalStates = ['open', 'accepted', 'declined', 'withdrawn'] as const;

/** Other words for a clause, other values for its terms, or both; the other side accepts or declines. */
export const Proposal = z
  .object({
    id: Id,
    agreementId: Id,
    clauseId: z.string(),
    wording: z.string().nullable(),
    terms: TermValues,
    note: z.string(),
    by: Author,
    at: Instant,
    state: z.enum(proposalStates),
    decidedBy: Author.nullable(),
    decidedAt: Instant.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof Proposal>;

export const NewProposal = z
  .strictObject({ clauseId: ClauseId, wording: z.string().min(1).max(20_000).nullable().default(null), terms: TermValues.default({}), note: Words })
  .refine(({ wording, terms }) => wording !== null || Object.keys(terms).length > 0, { path: ['wording'], message: 'a proposal has other words or other values' })
  .meta({ id: 'NewProposal' });
export type NewProposal = z.infer<typeof NewProposal>;

export const ProposalDecision = z
  .strictObject({ decision: z.enum(['accept', 'decline', 'withdraw']), reason: z.string().trim().max(2_000).optional() })
  .refine(({ decision, reason }) => decision !== 'decline' || (reason ?? '') !== '', { path: ['reason'], message: 'declining needs a reason' })
  .meta({ id: 'ProposalDecision' });
export type ProposalDecision = z.infer<typeof ProposalDecision>;

export const Negotiation = z
  .object({ comments: z.array(Comment).describe('The oldest first'), proposals: z.array(Proposal).describe('The oldest first') })
  .meta({ id: 'Negotiation' });
export type Negotiation = z.infer<typeof Negotiation>;
