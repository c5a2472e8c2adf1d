import type { AgreementDraft, AgreementTemplate } from '#libs/wire/agreements.js';
import type { ClauseChoice } from '#libs/wire/clauses.js';
import type { LibraryClause } from '#libs/wire/library.js';
import { families, type TermDefinition, type TermValues } from '#libs/wire/terms.js';

/** The clauses of a draft; one that names none has those of its template. */
export function choicesOf({ clauses }: AgreementDraft, template: AgreementTemplate): readonly ClauseChoice[] {
  return clauses ?? template.clauses.map(({ id }) => ({ id, wording: null }));
}

/** Clauses that may be added: not retired, not chosen, and printing no term that a chosen one prints. In the order of the families. */
export function addable(library: readonly LibraryClause[], choices: readonly ClauseChoice[]): readonly LibraryClause[] {
  const chosen = new Set(choices.map(({ id }) => id));
  const taken = new Set(library.filter(({ id }) => chosen.has(id)).flatMap(({ terms }) => terms));
  return library
    .filter((clause) => !chosen.has(clause.id) && clause.retiredAt === null && clause.terms.every((path) => !taken.has(path)))
    .toSorted((one, other) => families.indexOf(one.family) - families.indexOf(other.family));
}

/** A clause put where its family usually stands. */
export function withClause(choices: readonly ClauseChoice[], clause: LibraryClause, library: readonly LibraryClause[]): ClauseChoice[] {
  const rank = (id: string) => families.indexOf(library.find((one) => one.id === id)?.family ?? 'law');
  const before = choices.findIndex(({ id }) => rank(id) > families.indexOf(clause.family));
  const at = before < 0 ? choices.length : before;
  return [...choices.slice(0, at), { id: clause.id, wording: null }, ...choices.slice(at)];
}

/** A clause moved by one place. */
export function moved(choices: readonly ClauseChoice[], id: string, by: -1 | 1): ClauseChoice[] {
  const at = choices.findIndex((choice) => choice.id === id);
  const [one, other] = [choices[at], choices[at + by]];
  if (one === undefined || other === undefined) return [...choices];
  return choices.map((choice, place) => (place === at ? other : place === at + by ? one : choice));
}

export function withWording(choices: readonly ClauseChoice[], id: string, wording: string | null): ClauseChoice[] {
  return choices.map((choice) => (choice.id === id ? { id, wording } : choice));
}

/** Values for terms that came with a clause and have none yet: what the playbook prefers. */
export function startingValues(values: TermValues, definitions: readonly TermDefinition[], paths: readonly string[]): TermValues {
  const missing = definitions.flatMap(({ path, initial }) => (paths.includes(path) && values[path] === undefined && initial !== null ? [[path, initial] as const] : []));
  return { ...values, ...Object.fromEntries(missing) };
}

/** Terms that a complete draft must answer and that have no value: an error of the review says so. */
export function unanswered(definitions: readonly TermDefinition[], values: TermValues, findings: readonly { readonly severity: string; readonly path: string }[]): readonly TermDefinition[] {
  const faulty = new Set(findings.filter(({ severity }) => severity === 'error').map(({ path }) => path));
  return definitions.filter(({ path }) => values[path] === undefined && faulty.has(path));
}
