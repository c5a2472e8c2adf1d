import { z } from 'zod';
import { ClauseText } from './agreements.js';
import { ClauseHead, ClauseId, ClauseNotes, ClauseReference } from './clauses.js';
import { Instant, Line } from './scalars.js';
import { Family, Positions, TermDefinition, positionNames } from './terms.js';

/** A clause of an organisation as its author writes it. Which terms it has is read from the text. */
export const ClauseDraft = z
  .strictObject({
    family: Family,
    title: Line,
    text: z.string().min(1).max(20_000).describe('Markdown with placeholders'),
    positions: ClauseNotes,
    references: z.array(ClauseReference).max(30),
    defines: ClauseHead.shape.defines,
  })
  .meta({ id: 'ClauseDraft' });
export type ClauseDraft = z.infer<typeof ClauseDraft>;

export const NewClause = ClauseDraft.extend({ id: ClauseId }).meta({ id: 'NewClause' });
export type NewClause = z.infer<typeof NewClause>;

/** A clause of the library: one that ships with the product, or the newest version of one of the organisation's own. */
export const LibraryClause = z
  .object({
    ...ClauseHead.shape,
    positions: ClauseNotes,
    text: z.string(),
    isOwn: z.boolean(),
    replacesShipped: z.boolean().describe('An own clause that stands in place of the shipped one of the same id'),
    retiredAt: Instant.nullable().describe('No longer offered to new drafts'),
  })
  .meta({ id: 'LibraryClause' });
export type LibraryClause = z.infer<typeof LibraryClause>;
export const LibraryClauseList = z.object({ items: z.array(LibraryClause) }).meta({ id: 'LibraryClauseList' });
export type LibraryClauseList = z.infer<typeof LibraryClauseList>;

export const ClauseVersion = z
  .object({ version: z.string(), title: z.string(), text: z.string(), digest: z.string().describe('SHA-256 of the whole clause'), author: z.string(), createdAt: Instant })
  .meta({ id: 'ClauseVersion' });
export type ClauseVersion = z.infer<typeof ClauseVersion>;

export const LibraryClauseDetail = LibraryClause.extend({ versions: z.array(ClauseVersion).describe('Of an own clause, the newest first') }).meta({ id: 'LibraryClauseDetail' });
export type LibraryClauseDetail = z.infer<typeof LibraryClauseDetail>;

/** How a clause reads with its terms at each position, and what is wrong with its text; unreadable text has no readings. */
export const ClausePreview = z
  .object({
    terms: z.array(z.string()),
    readings: z.array(z.object({ position: z.enum(positionNames), paragraphs: ClauseText.shape.paragraphs })),
    faults: z.array(z.object({ line: z.int().nullable(), reason: z.string() })),
  })
  .meta({ id: 'ClausePreview' });
export type ClausePreview = z.infer<typeof ClausePreview>;

/** The organisation's positions of a term in place of those that ship with the product. */
export const PlaybookChange = z.strictObject({ positions: z.strictObject(Positions.shape), reason: Line }).meta({ id: 'PlaybookChange' });
export type PlaybookChange = z.infer<typeof PlaybookChange>;

/** A term with the positions that count, and who changed them last and why; revision 0 when nobody has. */
export const PlaybookEntry = z
  .object({
    definition: TermDefinition,
    revision: z.int(),
    reason: z.string().nullable(),
    changedBy: z.string().nullable(),
    changedAt: Instant.nullable(),
  })
  .meta({ id: 'PlaybookEntry' });
export type PlaybookEntry = z.infer<typeof PlaybookEntry>;
export const Playbook = z.object({ items: z.array(PlaybookEntry) }).meta({ id: 'Playbook' });
export type Playbook = z.infer<typeof Playbook>;

