import { z } from 'zod';
import { Id, Instant, Line } from './scalars.js';

export const exclusionStates = ['claimed', 'accepted', 'disputed', 'withdrawn'] as const;
export const exclusionReasons = ['planned-maintenance', 'emergency-maintenance', 'customer-caused', 'third-party', 'force-majeure', 'other'] as const;

/** Time taken out of a measurement: claimed by one party, accepted or disputed by the other. Only what is accepted changes a number. */
export const Exclusion = z
  .object({
    id: Id,
    systemId: Id,
    from: Instant,
    to: Instant.describe('End, exclusive; both on whole minutes'),
    reason: z.enum(exclusionReasons),
    note: z.string(),
    state: z.enum(exclusionStates),
    claimedBy: z.object({ name: z.string(), side: z.enum(['customer', 'vendor']) }),
    claimedAt: Instant,
    decidedBy: z.object({ name: z.string(), side: z.enum(['customer', 'vendor']) }).nullable(),
    decidedAt: Instant.nullable(),
  })
  .meta({ id: 'Exclusion' });
export type Exclusion = z.infer<typeof Exclusion>;

export const ExclusionList = z.object({ items: z.array(Exclusion) }).meta({ id: 'ExclusionList' });
export type ExclusionList = z.infer<typeof ExclusionList>;

export const NewExclusion = z.strictObject({ from: Instant, to: Instant, reason: z.enum(exclusionReasons), note: Line }).meta({ id: 'NewExclusion' });
export type NewExclusion = z.infer<typeof NewExclusion>;

export const ExclusionDecision = z.strictObject({ decision: z.enum(['accept', 'dispute', 'withdraw']), note: Line.optional() }).meta({ id: 'ExclusionDecision' });
export type ExclusionDecision = z.infer<typeof ExclusionDecision>;
