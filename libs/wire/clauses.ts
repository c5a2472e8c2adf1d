import { z } from 'zod';
import { CalendarDate } from './scalars.js';
import { Family } from './terms.js';

/** A clause is named by its file: kebab-case. */
export const ClauseId = z.string().regex(/^[a-z][a-z0-9-]{0,99}$/, 'small letters, digits and hyphens, such as service-credits');

/** How sure a citation is: read in the source itself, in what others write of it, or from general knowledge. */
export const referenceMarks = ['verified', 'secondary', 'unverified'] as const;

/** Where a clause leans on the law. `lastChecked` is the day on which somebody compared the two. */
export const ClauseReference = z
  .strictObject({ citation: z.string().min(1).max(200), url: z.url().max(500).optional(), mark: z.enum(referenceMarks), lastChecked: CalendarDate })
  .meta({ id: 'ClauseReference' });
export type ClauseReference = z.infer<typeof ClauseReference>;

/** Why a clause is asked for, given in to, or left over, as notes to the three positions of its terms. */
export const ClauseNotes = z
  .strictObject({ preferred: z.string().max(1000).default(''), fallback: z.string().max(1000).default(''), walkAway: z.string().max(1000).default('') })
  .meta({ id: 'ClauseNotes' });
export type ClauseNotes = z.infer<typeof ClauseNotes>;

/** The front matter of a clause. Texts frozen before clauses had versions read as version 1.0.0. */
export const ClauseHead = z
  .strictObject({
    id: ClauseId,
    family: Family,
    version: z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/, 'three numbers, such as 1.0.0').default('1.0.0'),
    title: z.string().min(1).max(200),
    terms: z.array(z.string().max(100)).max(60),
    positions: ClauseNotes.default({ preferred: '', fallback: '', walkAway: '' }),
    references: z.array(ClauseReference).max(30).default([]),
    defines: z.array(z.string().regex(/^\p{Lu}[\p{L}\p{N}' -]{0,59}$/u, 'a term that begins with a capital, such as Output')).max(40).default([]),
  })
  .meta({ id: 'ClauseHead' });
export type ClauseHead = z.infer<typeof ClauseHead>;

/** The place of a clause in a draft, and the wording that replaces its text in this agreement alone. */
export const ClauseChoice = z
  .strictObject({ id: ClauseId, wording: z.string().max(20_000).nullable() })
  .meta({ id: 'ClauseChoice' });
export type ClauseChoice = z.infer<typeof ClauseChoice>;

/** A clause as a version holds it: which text of the library, by its SHA-256, and that of its special wording. */
export const FrozenClause = z
  .object({ id: ClauseId, version: z.string(), digest: z.string(), wordingDigest: z.string().nullable() })
  .meta({ id: 'FrozenClause' });
export type FrozenClause = z.infer<typeof FrozenClause>;
