import type { PaperAnalysis, PaperFinding } from '#libs/wire/incoming-papers.js';
import { families, type TermDefinition } from '#libs/wire/terms.js';
import { extractTerms } from './extract-terms.js';
import { matchFamily } from './match-family.js';
import type { PaperText } from './paper-text.js';
import { splitClauses, type Clause } from './split-clauses.js';

/** Changes whenever the same paper may be read differently; stored with every analysis. */
export const analysisVersion = 'incoming-paper/1';

const mostFindings = 2_000;

/**
 * Reads the other side's paper: its clauses, the families they belong to and why, and the terms it states. Nothing is dropped: clauses
 * without a family and figures without a term are listed. The same text and catalogue give the same answer.
 * @param noticed what the format of the paper gave to see beside its text
 */
export function analysePaper(paper: PaperText, definitions: readonly TermDefinition[], noticed: readonly PaperFinding[] = []): PaperAnalysis {
  const clauses = splitClauses(paper);
  const matches = clauses.map((clause) => matchFamily(paper.text, clauses, clause));
  const { terms, findings } = extractTerms(paper.text, clauses, matches.map(({ family }) => family), definitions);
  const present = new Set(matches.map(({ family }) => family));
  return {
    version: analysisVersion,
    clauses: clauses.map((clause, at) => ({ ...clause, match: matches[at] ?? { family: null, reason: 'weak', score: 0, runnerUp: null, words: [] } })),
    terms: [...terms],
    findings: [...findings, ...[...noticed, ...invisibleCharacters(paper.text)].map((finding) => ({ ...finding, clause: clauseAt(clauses, finding.range?.start) }))].slice(0, mostFindings),
    missing: families.filter((family) => !present.has(family)),
  };
}

function clauseAt(clauses: readonly Clause[], place: number | undefined): number | null {
  const at = place === undefined ? -1 : clauses.findLastIndex(({ start }) => start <= place);
  return at < 0 ? null : at;
}

/** Characters that nobody sees, or that make a text read differently from what it says. */
function invisibleCharacters(text: string): PaperFinding[] {
  return [...text.matchAll(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]+/g)].slice(0, 200).map((match) => ({
    kind: 'invisible-characters',
    message: `Characters that cannot be seen stand here: ${Array.from(match[0].slice(0, 8), (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(', ')}`,
    clause: null,
    range: { start: match.index, end: match.index + match[0].length },
  }));
}
