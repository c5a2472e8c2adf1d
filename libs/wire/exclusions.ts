import { z } from 'zod';
import { Id, Instant, Note } from './scalars.js';

export const exclusionStates = ['claimed', 'accepted', 'disputed', 'withdrawn'] as const;
export const exclusionReasons = ['planned-maintenance', 'emergency-maintenance', 'customer-caused', 'third-party', 'force-majeure', 'other'] as const;
export const exclusionDecisions = ['accept', 'dispute', 'withdraw'] as const;

const Party = z.object({ name: z.string(), side: z.enum(['customer', 'vendor']) });

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
    claimedBy: Party,
    claimedAt: Instant,
    decidedBy: Party.nullable().describe('Who made the last decision; of a withdrawn one whoever withdrew it'),
    decidedAt: Instant.nullable(),
    decisionNote: z.string().nullable(),
  })
  .meta({ id: 'Exclusion' });
export type Exclusion = z.infer<typeof Exclusion>;

export const ExclusionList = z.object({ items: z.array(Exclusion).describe('The last claimed first') }).meta({ id: 'ExclusionList' });
export type ExclusionList = z.infer<typeof ExclusionList>;

export const NewExclusion = z
  .strictObject({
    from: Instant.describe('On a whole minute'),
    to: Instant.describe('End, exclusive, on a whole minute; at most 31 days after the start and a year ahead'),
    reason: z.enum(exclusionReasons),
    note: Note,
  })
  .meta({ id: 'NewExclusion' });
export type NewExclusion = z.infer<typeof NewExclusion>;

export const ExclusionDecision = z.strictObject({ decision: z.enum(exclusionDecisions), note: Note.optional() }).meta({ id: 'ExclusionDecision' });
export type ExclusionDecision = z.infer<typeof ExclusionDecision>;
