import { z } from 'zod';
import { referenceMarks } from './clauses.js';
import { CalendarDate } from './scalars.js';
import { Family, TermValues } from './terms.js';

/** What only the customer knows, and what decides which law applies. */
export const scopingQuestions = [
  'eu-customer',
  'hosted-service',
  'financial-entity',
  'public-buyer',
  'personal-data',
  'california-residents',
  'us-health-data',
  'consequential-decisions',
  'employment-decisions',
  'high-risk-use',
] as const;
export const ScopingQuestion = z.enum(scopingQuestions).meta({ id: 'ScopingQuestion' });
export type ScopingQuestion = z.infer<typeof ScopingQuestion>;

/** Answers to scoping questions; a question without an answer is open. */
export const ScopingAnswers = z.partialRecord(ScopingQuestion, z.enum(['yes', 'no'])).meta({ id: 'ScopingAnswers' });
export type ScopingAnswers = z.infer<typeof ScopingAnswers>;

export const packStatuses = ['voluntary', 'proposed', 'enacted', 'in-force', 'stayed', 'repealed'] as const;
export type PackStatus = (typeof packStatuses)[number];

const term = z.string().max(100);
const codes = z.array(z.string().max(100)).min(1);

/** What a machine can tell of a rule from the terms and clauses of a draft. */
export const PackCheck = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('family'), family: Family }),
  z.strictObject({ kind: z.literal('given'), terms: z.array(term).min(1) }),
  z.strictObject({ kind: z.literal('at-most'), term, value: z.string() }),
  z.strictObject({ kind: z.literal('at-least'), term, value: z.string() }),
  z.strictObject({ kind: z.literal('one-of'), term, codes }),
  z.strictObject({ kind: z.literal('includes'), term, codes }),
  z.strictObject({ kind: z.literal('includes-any'), term, codes }),
  z.strictObject({ kind: z.literal('excludes'), term, codes }),
  z.strictObject({ kind: z.literal('within'), term, of: term }),
  z.strictObject({ kind: z.literal('measured'), families: z.array(Family).min(1) }),
  z.strictObject({ kind: z.literal('not-said'), groups: z.array(z.array(z.string().min(3)).min(1)).min(2) }),
  z.strictObject({ kind: z.literal('human') }),
]);
export type PackCheck = z.infer<typeof PackCheck>;

/** One requirement of a law or template. Dates of the rule narrow those of its pack. */
export const PackRule = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/),
  citation: z.string().min(1).max(100),
  requires: z.string().min(1).max(400).describe('What the law asks, in our words'),
  mark: z.enum(referenceMarks),
  severity: z.enum(['error', 'warning', 'note']),
  family: Family,
  from: CalendarDate.nullable().default(null),
  to: CalendarDate.nullable().default(null),
  check: PackCheck,
  fix: TermValues.nullable().default(null).describe('Values that meet the rule'),
});
export type PackRule = z.infer<typeof PackRule>;

/** A law or template as dated data. `from` and `to` are the days on which it begins and ceases to apply, both inclusive. */
export const LegalPack = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
    title: z.string().min(1).max(200),
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    jurisdiction: z.string().min(1).max(60),
    status: z.enum(packStatuses),
    statusMark: z.enum(referenceMarks),
    statusNote: z.string().max(600),
    from: CalendarDate.nullable(),
    to: CalendarDate.nullable(),
    source: z.url().max(500),
    lastChecked: CalendarDate,
    applies: z.array(ScopingQuestion).min(1).describe('Applies when all of these are answered yes'),
    rules: z.array(PackRule),
  })
  .meta({ id: 'LegalPack' });
export type LegalPack = z.infer<typeof LegalPack>;

export const LegalPackList = z.object({ items: z.array(LegalPack), next: z.null() }).meta({ id: 'LegalPackList' });
