import type { LibraryClause, PlaybookEntry } from '#libs/wire/library.js';
import { families, type Family, type TermDefinition } from '#libs/wire/terms.js';
import { familyTitles } from '#libs/wire/family-titles.js';

export interface LibraryFamily {
  readonly family: Family;
  readonly title: string;
  readonly clauses: readonly LibraryClause[];
}

/** The library family by family, in the order of an agreement; narrowed to what has the words in its title, text or family. */
export function libraryFamilies(clauses: readonly LibraryClause[], search: string): readonly LibraryFamily[] {
  const words = search.trim().toLowerCase();
  const matches = (clause: LibraryClause) => [clause.title, clause.text, familyTitles[clause.family]].some((text) => text.toLowerCase().includes(words));
  return families
    .map((family) => ({ family, title: familyTitles[family], clauses: clauses.filter((clause) => clause.family === family && matches(clause)) }))
    .filter(({ clauses: found }) => found.length > 0);
}

/** The playbook's entries for the terms of a clause, in the order in which the clause lists them. */
export function entriesOf({ terms }: Pick<LibraryClause, 'terms'>, entries: readonly PlaybookEntry[]): readonly PlaybookEntry[] {
  const byPath = new Map(entries.map((entry) => [entry.definition.path, entry]));
  return terms.flatMap((path) => byPath.get(path) ?? []);
}

const effects: Readonly<Record<TermDefinition['effect'], string>> = {
  objective: 'measured',
  clock: 'a deadline',
  credit: 'prices a breach',
  obligation: 'an obligation with evidence',
  check: 'checked before signing',
  'human judgement': 'for people to judge',
};

/** What a term does, in words. */
export function effectWords({ effect }: TermDefinition): string {
  return effects[effect];
}

export const markWords = { verified: '✓ verified in the source', secondary: '◐ from a secondary source', unverified: '○ unverified: check before relying on it' } as const;
