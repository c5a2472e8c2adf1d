import { z } from 'zod';
import { CalendarDate, Id, Instant, Line, PageQuery, Zone, pageOf } from './scalars.js';
import { Family, Finding, TermValue } from './terms.js';

/** Most characters of a pasted text, and of the text of an uploaded document. */
export const paperTextLimit = 300_000;
/** Most bytes of an uploaded document. */
export const paperDocumentLimit = 10_485_760;

export const wordMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const paperFormats = ['text', 'markdown', 'docx'] as const;
export const PaperFormat = z.enum(paperFormats).meta({ id: 'PaperFormat' });
export type PaperFormat = z.infer<typeof PaperFormat>;

/** A stretch of the text of a paper, in UTF-16 code units; `end` is exclusive. */
export const PaperRange = z.object({ start: z.int(), end: z.int() }).meta({ id: 'PaperRange' });
export type PaperRange = z.infer<typeof PaperRange>;

/** A word or phrase that speaks for a family: where it stands and what it counts. */
export const MatchingWord = z
  .object({ words: z.string(), weight: z.number(), place: z.enum(['heading', 'text', 'heading above']), start: z.int(), end: z.int() })
  .meta({ id: 'MatchingWord' });
export type MatchingWord = z.infer<typeof MatchingWord>;

/** Which family a clause belongs to, and why. `family` is null when no family, or more than one, is clear. */
export const FamilyMatch = z
  .object({
    family: Family.nullable(),
    reason: z.enum(['matched', 'tie', 'weak']),
    score: z.number(),
    runnerUp: z.object({ family: Family, score: z.number() }).nullable(),
    words: z.array(MatchingWord).describe('What speaks for the family, or for the best one when none is clear'),
  })
  .meta({ id: 'FamilyMatch' });
export type FamilyMatch = z.infer<typeof FamilyMatch>;

/** A clause of the other side's paper. The clauses of a paper follow each other without a gap. */
export const PaperClause = PaperRange.extend({
  number: z.string().describe('As it is printed, for example "4.1", "Article 7" or "§ 3"; empty when it has none'),
  heading: z.string(),
  level: z.int(),
  parent: z.int().nullable().describe('Index of the clause whose heading stands above'),
  match: FamilyMatch,
}).meta({ id: 'PaperClause' });
export type PaperClause = z.infer<typeof PaperClause>;

/** Where a term is stated: the stretch that was read, and the sentence around it. */
export const TermPlace = PaperRange.extend({ clause: z.int(), sentence: PaperRange }).meta({ id: 'TermPlace' });
export type TermPlace = z.infer<typeof TermPlace>;

/** A term that the paper states, for a person to confirm. */
export const ExtractedTerm = z
  .object({
    id: z.string(),
    path: z.string(),
    label: z.string(),
    value: TermValue,
    places: z.array(TermPlace).min(1),
    contradicts: z.array(z.string()).describe('Other extractions of the same term with another value'),
  })
  .meta({ id: 'ExtractedTerm' });
export type ExtractedTerm = z.infer<typeof ExtractedTerm>;

export const paperFindingKinds = [
  'contradiction',
  'figure-mismatch',
  'effort-only',
  'out-of-bounds',
  'unread-figure',
  'invisible-characters',
  'long-sentence',
  'deleted-text',
  'inserted-text',
  'hidden-text',
  'comment',
  'external-reference',
  'embedded-object',
  'header-or-footer',
] as const;

/** Something about a paper that its reader must see. `range` is null for what stands nowhere in the text. */
export const PaperFinding = z
  .object({ kind: z.enum(paperFindingKinds), message: z.string(), clause: z.int().nullable(), range: PaperRange.nullable() })
  .meta({ id: 'PaperFinding' });
export type PaperFinding = z.infer<typeof PaperFinding>;

/** What a paper says, as one version of the analysis read it. */
export const PaperAnalysis = z
  .object({
    version: z.string(),
    clauses: z.array(PaperClause),
    terms: z.array(ExtractedTerm),
    findings: z.array(PaperFinding),
    missing: z.array(Family).describe('Families of ours that no clause of the paper belongs to'),
  })
  .meta({ id: 'PaperAnalysis' });
export type PaperAnalysis = z.infer<typeof PaperAnalysis>;

/** What a person decided about an extracted term. A correction has the value that the paper really states. */
export const TermDecision = z
  .discriminatedUnion('decision', [
    z.strictObject({ term: z.string().max(200), decision: z.literal('confirm') }),
    z.strictObject({ term: z.string().max(200), decision: z.literal('reject') }),
    z.strictObject({ term: z.string().max(200), decision: z.literal('correct'), value: TermValue }),
  ])
  .meta({ id: 'TermDecision' });
export type TermDecision = z.infer<typeof TermDecision>;

export const TermDecisions = z.strictObject({ decisions: z.array(TermDecision).max(500) }).meta({ id: 'TermDecisions' });
export type TermDecisions = z.infer<typeof TermDecisions>;

/** A pasted text. A document is uploaded as it is, with vendor and title in the query. */
export const NewIncomingPaper = z
  .strictObject({ vendorId: Id, title: Line, format: z.enum(['text', 'markdown']), text: z.string().min(1).max(paperTextLimit) })
  .meta({ id: 'NewIncomingPaper' });
export type NewIncomingPaper = z.infer<typeof NewIncomingPaper>;

export const PaperUpload = z.strictObject({ vendorId: Id, title: Line });
export type PaperUpload = z.infer<typeof PaperUpload>;

export const IncomingPaper = z
  .object({
    id: Id,
    vendorId: Id,
    vendorName: z.string(),
    title: z.string(),
    format: PaperFormat,
    digest: z.string().describe('SHA-256 of the paper as it came'),
    bytes: z.int(),
    revision: z.int(),
    clauses: z.int(),
    unmatched: z.int().describe('Clauses that belong to no family'),
    terms: z.int(),
    undecided: z.int().describe('Extracted terms that nobody has decided about'),
    agreementId: Id.nullable().describe('The draft that was made from it'),
    receivedAt: Instant,
    receivedBy: z.string(),
  })
  .meta({ id: 'IncomingPaper' });
export type IncomingPaper = z.infer<typeof IncomingPaper>;
export const IncomingPaperPage = pageOf(IncomingPaper, 'IncomingPaperPage');

/** A paper with its text, what was read in it, what people decided, and the review of what is confirmed. */
export const IncomingPaperDetail = IncomingPaper.extend({
  text: z.string(),
  analysis: PaperAnalysis,
  decisions: z.array(TermDecision),
  review: z.array(Finding),
}).meta({ id: 'IncomingPaperDetail' });
export type IncomingPaperDetail = z.infer<typeof IncomingPaperDetail>;

export const IncomingPaperQuery = PageQuery.extend({ search: z.string().max(100).optional(), vendor: Id.optional() });
export type IncomingPaperQuery = z.infer<typeof IncomingPaperQuery>;

/** What an agreement that is drafted from a paper needs beside the paper. */
export const PaperDraft = z
  .strictObject({ systemIds: z.array(Id).min(1).max(20), title: Line, effectiveFrom: CalendarDate, effectiveUntil: CalendarDate.nullable().default(null), zone: Zone })
  .meta({ id: 'PaperDraft' });
export type PaperDraft = z.infer<typeof PaperDraft>;
