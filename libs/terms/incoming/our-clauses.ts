import type { PaperAnalysis } from '#libs/wire/incoming-papers.js';
import { families, type TermValues } from '#libs/wire/terms.js';
import type { ClauseHead } from '../catalogue.js';

/**
 * Those of our clauses whose families the paper has, or of which a term was confirmed, in the usual order. A term is printed by one
 * clause: of two that print the same one, the later of the library is taken, because an organisation's own come last.
 */
export function ourClausesFor<Clause extends Pick<ClauseHead, 'family' | 'terms'>>({ clauses }: Pick<PaperAnalysis, 'clauses'>, confirmed: TermValues, library: readonly Clause[]): readonly Clause[] {
  const present = new Set(clauses.map(({ match }) => match.family));
  const paths = new Set(Object.keys(confirmed));
  const printed = new Set<string>();
  const chosen: Clause[] = [];
  for (const clause of library.toReversed()) {
    const isWanted = present.has(clause.family) || clause.terms.some((path) => paths.has(path));
    if (!isWanted || clause.terms.some((path) => printed.has(path))) continue;
    for (const path of clause.terms) printed.add(path);
    chosen.push(clause);
  }
  return chosen.toReversed().toSorted((one, other) => families.indexOf(one.family) - families.indexOf(other.family));
}
