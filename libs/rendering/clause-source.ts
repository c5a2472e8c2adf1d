import { ClauseHead } from '#libs/wire/clauses.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { TermDefinition } from '#libs/wire/terms.js';
import { clauseSchema } from './clause-view.js';
import { readFrontMatter } from './front-matter.js';
import { type AcceptedTemplate, acceptTemplate } from './gate.js';

/** A clause: its head, and its text behind the gate. */
export interface ClauseSource extends ClauseHead {
  readonly template: AcceptedTemplate;
  /** The whole file, head included: part of what a version freezes. */
  readonly text: string;
}

/** Clauses by their id. */
export type ClauseLibrary = ReadonlyMap<string, ClauseSource>;

/**
 * Reads clauses from their texts. A clause prints exactly the terms its head lists: so every printed number belongs to a
 * clause, and every term prints.
 * @throws FineprintError TEMPLATE_REFUSED with the reason, and the line where there is one
 */
export function readLibrary(texts: readonly string[], catalogue: readonly TermDefinition[]): ClauseLibrary {
  const library = new Map<string, ClauseSource>();
  for (const text of texts) {
    const clause = readClause(text, catalogue);
    if (library.has(clause.id)) throw clauseRefused(`two clauses are called ${clause.id}`);
    library.set(clause.id, clause);
  }
  return library;
}

/** The same for a single clause. */
export function readClause(text: string, catalogue: readonly TermDefinition[]): ClauseSource {
  const { head, body } = readFrontMatter(text, ClauseHead);
  const template = acceptTemplate(body, clauseSchema(catalogue));
  const printed = termsPrintedBy(template, catalogue);
  const unknown = head.terms.find((path) => catalogue.every((term) => term.path !== path));
  if (unknown !== undefined) throw clauseRefused(`clause ${head.id} lists ${unknown}, which is not a term`);
  const silent = head.terms.find((path) => !printed.includes(path));
  if (silent !== undefined) throw clauseRefused(`clause ${head.id} lists ${silent} but does not print it`);
  const foreign = printed.find((path) => !head.terms.includes(path));
  if (foreign !== undefined) throw clauseRefused(`clause ${head.id} prints ${foreign} but does not list it`);
  return { ...head, template, text };
}

/** The terms that a text prints, in the order of the catalogue. */
export function termsPrintedBy({ printed }: AcceptedTemplate, catalogue: readonly TermDefinition[]): readonly string[] {
  return catalogue.flatMap(({ path }) => (printed.has(path) ? [path] : []));
}

/** A refusal of clauses; with a pointer into the draft where a draft chose them. */
export function clauseRefused(reason: string, pointer?: string): FineprintError {
  const detail = `The agreement's text is refused: ${reason}`;
  return new FineprintError('TEMPLATE_REFUSED', detail, pointer === undefined ? [] : [{ pointer, code: 'TEMPLATE_REFUSED', detail }]);
}
