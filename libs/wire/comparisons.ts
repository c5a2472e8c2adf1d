import { z } from 'zod';
import { Money } from './scalars.js';

/** How a passage of the later text came out of the earlier one. `rewritten`: too much differs for a comparison by words to help. */
export const passageStatuses = ['same', 'changed', 'added', 'removed', 'rewritten'] as const;
export type PassageStatus = (typeof passageStatuses)[number];

/** What is called out above a comparison, because it is small and costly. */
export const calloutKinds = ['number', 'modality', 'negation', 'defined-term', 'invisible', 'confusable', 'space'] as const;
export type CalloutKind = (typeof calloutKinds)[number];

const effects = ['better', 'worse', 'unranked'] as const;
/** What a change means for the customer; `unranked` where nobody but a person can say. */
export const Effect = z.enum(effects);
export type Effect = z.infer<typeof Effect>;

export const TextPiece = z
  .object({ kind: z.enum(['same', 'added', 'removed']), text: z.string().describe('Invisible characters are written out, as ‹U+200B›') })
  .meta({ id: 'TextPiece' });
export type TextPiece = z.infer<typeof TextPiece>;

/** A heading or paragraph of either text, word by word. */
export const PassageChange = z
  .object({
    id: z.string().nullable().describe('Where the keys for next and previous stop; null for what is unchanged or part of a whole clause'),
    status: z.enum(passageStatuses),
    leftNumber: z.string().nullable(),
    rightNumber: z.string().nullable(),
    movedFrom: z.string().nullable().describe('Number of the place in the earlier text, when it stands elsewhere now'),
    pieces: z.array(TextPiece),
    substantive: z.boolean().describe('False when only white space, quotation marks, dashes, numbering or the place differ'),
    paths: z.array(z.string()).describe('Terms printed in what changed'),
  })
  .meta({ id: 'PassageChange' });
export type PassageChange = z.infer<typeof PassageChange>;

export const ClauseChange = z
  .object({
    key: z.string(),
    leftId: z.string().nullable(),
    rightId: z.string().nullable(),
    status: z.enum(['same', 'changed', 'added', 'removed']),
    movedFrom: z.string().nullable(),
    heading: PassageChange,
    paragraphs: z.array(PassageChange),
    substantive: z.boolean(),
  })
  .meta({ id: 'ClauseChange' });
export type ClauseChange = z.infer<typeof ClauseChange>;

export const Callout = z
  .object({
    kind: z.enum(calloutKinds),
    changeId: z.string().nullable(),
    place: z.string().describe('Number of the paragraph'),
    left: z.string().nullable(),
    right: z.string().nullable(),
  })
  .meta({ id: 'Callout' });
export type Callout = z.infer<typeof Callout>;

/** A value that moves: of a term, or of what it compiles to. `paths` are the changed terms it follows from. */
const ValueChange = z.object({ label: z.string(), left: z.string().nullable(), right: z.string().nullable(), effect: Effect, paths: z.array(z.string()) });

export const TermChange = ValueChange.extend({ path: z.string(), difference: z.string().nullable().describe('With its sign and unit, for example "+15 days"') }).meta({ id: 'TermChange' });
export type TermChange = z.infer<typeof TermChange>;

export const MeasureChange = ValueChange.extend({ key: z.string().describe('Key of the objective or clock'), aspect: z.string() }).meta({ id: 'MeasureChange' });
export type MeasureChange = z.infer<typeof MeasureChange>;

export const CreditChange = ValueChange.omit({ left: true, right: true })
  .extend({ key: z.string(), left: Money.nullable(), right: Money.nullable() })
  .meta({ id: 'CreditChange', description: 'What one breached window would earn, before the cap over twelve months' });
export type CreditChange = z.infer<typeof CreditChange>;

/** What two texts of one agreement differ in, and what that moves. */
export const Comparison = z
  .object({
    clauses: z.array(ClauseChange),
    callouts: z.array(Callout),
    terms: z.array(TermChange),
    objectives: z.array(MeasureChange),
    clocks: z.array(MeasureChange),
    credits: z.array(CreditChange),
    isPriced: z.boolean().describe('False when a text is not complete, or states a term that cannot be read with certainty: objectives, clocks and credits are then not compared'),
    changes: z.int().describe('Places where next and previous stop'),
    substantiveChanges: z.int(),
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.infer<typeof Comparison>;

/** One side of a comparison: the saved draft, a frozen version, or a text that somebody sent. */
export const ComparedSide = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('draft') }),
    z.strictObject({ kind: z.literal('version'), number: z.int().min(1).max(9_999) }),
    z.strictObject({ kind: z.literal('text'), text: z.string() }),
  ])
  .meta({ id: 'ComparedSide' });
export type ComparedSide = z.infer<typeof ComparedSide>;

export const ComparisonRequest = z.strictObject({ left: ComparedSide, right: ComparedSide }).meta({ id: 'ComparisonRequest' });
export type ComparisonRequest = z.infer<typeof ComparisonRequest>;

const SideHead = z.object({ label: z.string(), digest: z.string().nullable().describe('Digest of a frozen version, or of the draft as it was read') });

export const AgreementComparison = Comparison.extend({ left: SideHead, right: SideHead }).meta({ id: 'AgreementComparison' });
export type AgreementComparison = z.infer<typeof AgreementComparison>;
