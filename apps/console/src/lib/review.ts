import type { AgreementDraft, AgreementTemplate } from '#libs/wire/agreements.js';
import type { LibraryClause } from '#libs/wire/library.js';
import type { Finding, FindingFix, TermDefinition } from '#libs/wire/terms.js';
import { addable, choicesOf, startingValues, withClause } from './draft-clauses.ts';

/** A draft with the values of a fix taken, and the clauses it adds with their starting values. */
export function fixedDraft(draft: AgreementDraft, { terms, addFamilies }: FindingFix, library: readonly LibraryClause[], template: AgreementTemplate, catalogue: readonly TermDefinition[]): AgreementDraft {
  let [clauses, values] = [choicesOf(draft, template), draft.terms];
  for (const family of addFamilies) {
    const clause = addable(library, clauses).find((candidate) => candidate.family === family);
    if (clause === undefined) continue;
    clauses = withClause(clauses, clause, library);
    values = startingValues(values, catalogue, clause.terms);
  }
  return { ...draft, terms: { ...values, ...terms }, ...(addFamilies.length === 0 ? {} : { clauses: [...clauses] }) };
}

/** How sure a reading of the law is, in words. */
export const markWords: Readonly<Record<'verified' | 'secondary' | 'unverified', string>> = {
  verified: 'read in the source',
  secondary: 'read in what others write',
  unverified: 'from general knowledge, not checked',
};

export const severityMarks: Readonly<Record<Finding['severity'], string>> = { error: '■ Error', warning: '▲ Warning', note: '○ Note' };
