import { z } from 'zod';
import { AgreementDraft } from './agreements.js';
import { packStatuses, ScopingQuestion } from './packs.js';
import { CalendarDate } from './scalars.js';
import { Finding } from './terms.js';

/** A pack as it stands on the day of the review. */
export const ReviewedPack = z
  .object({
    id: z.string(),
    title: z.string(),
    version: z.string(),
    jurisdiction: z.string(),
    status: z.enum(packStatuses),
    statusMark: z.enum(['verified', 'secondary', 'unverified']),
    statusNote: z.string(),
    from: CalendarDate.nullable(),
    to: CalendarDate.nullable(),
    source: z.string(),
    lastChecked: CalendarDate,
    standing: z.enum(['binding', 'coming', 'advisory', 'none']),
    applies: z.enum(['yes', 'no', 'open']),
    findings: z.int(),
  })
  .meta({ id: 'ReviewedPack' });
export type ReviewedPack = z.infer<typeof ReviewedPack>;

/** Everything that speaks against signing a draft, as of a day, and the score that it explains. */
export const AgreementReview = z
  .object({
    revision: z.int(),
    asOf: CalendarDate,
    score: z.number().describe('0 to 100: 100 less the points of the findings'),
    findings: z.array(Finding.extend({ points: z.number() })),
    packs: z.array(ReviewedPack),
    questions: z.array(z.object({ id: ScopingQuestion, text: z.string(), answer: z.enum(['yes', 'no']).nullable(), isInferred: z.boolean().describe('Told by the terms, not answered by anybody') })),
  })
  .meta({ id: 'AgreementReview' });
export type AgreementReview = z.infer<typeof AgreementReview>;

export const ReviewQuery = z.strictObject({ asOf: CalendarDate.optional().describe('By default the present day in the zone of the draft') });
export type ReviewQuery = z.infer<typeof ReviewQuery>;

export const ReviewRequest = z.strictObject({ draft: AgreementDraft, asOf: CalendarDate.nullable().default(null) }).meta({ id: 'ReviewRequest' });
export type ReviewRequest = z.infer<typeof ReviewRequest>;
