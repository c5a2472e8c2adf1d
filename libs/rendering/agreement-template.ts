import { z } from 'zod';
import { FineprintError } from '#libs/wire/errors.js';
import { Family, type TermDefinition } from '#libs/wire/terms.js';
import { clauseSchema } from './clause-view.js';
import { readFrontMatter } from './front-matter.js';
import { type AcceptedTemplate, acceptTemplate } from './gate.js';

const ClauseHead = z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9-]*$/), family: Family, title: z.string().min(1), terms: z.array(z.string()).min(1) });
const AgreementHead = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(1),
  summary: z.string().min(1),
  clauses: z.array(z.string()).min(1),
});

/** A clause of a template: its head, and its text behind the gate. */
export interface ClauseSource {
  readonly id: string;
  readonly family: Family;
  readonly title: string;
  readonly terms: readonly string[];
  readonly template: AcceptedTemplate;
}

/** A template for agreements, ready to be rendered. */
export interface AgreementSource {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly opening: AcceptedTemplate;
  readonly clauses: readonly ClauseSource[];
  readonly catalogue: readonly TermDefinition[];
  /** All template texts, opening first: part of what a version freezes. */
  readonly texts: readonly string[];
}

/**
 * Reads an agreement template and those of the given clauses that it names. A clause prints exactly the terms its head
 * lists, and no term is listed twice: so every printed number has one clause, and every term prints.
 */
export function readAgreementTemplate(text: string, clauseTexts: readonly string[], catalogue: readonly TermDefinition[]): AgreementSource {
  const { head, body } = readFrontMatter(text, AgreementHead);
  const library = new Map<string, { readonly clause: ClauseSource; readonly text: string }>();
  for (const clauseText of clauseTexts) {
    const clause = readClause(clauseText, catalogue);
    if (library.has(clause.id)) throw refused(`two clauses are called ${clause.id}`);
    library.set(clause.id, { clause, text: clauseText });
  }
  const chosen = head.clauses.map((id) => library.get(id) ?? fail(`there is no clause ${id}`));
  const listed = chosen.flatMap(({ clause }) => clause.terms);
  const twice = listed.find((path, at) => listed.indexOf(path) !== at) ?? head.clauses.find((id, at) => head.clauses.indexOf(id) !== at);
  if (twice !== undefined) throw refused(`${twice} is listed twice`);
  return {
    id: head.id,
    title: head.title,
    summary: head.summary,
    opening: acceptTemplate(body, clauseSchema(catalogue)),
    clauses: chosen.map(({ clause }) => clause),
    catalogue,
    texts: [text, ...chosen.map((entry) => entry.text)],
  };
}

function readClause(text: string, catalogue: readonly TermDefinition[]): ClauseSource {
  const { head, body } = readFrontMatter(text, ClauseHead);
  const template = acceptTemplate(body, clauseSchema(catalogue));
  const known = new Set(catalogue.map(({ path }) => path));
  const printed = new Set([...template.printed].filter((path) => known.has(path)));
  const unknown = head.terms.find((path) => !known.has(path));
  if (unknown !== undefined) throw refused(`clause ${head.id} lists ${unknown}, which is not a term`);
  const silent = head.terms.find((path) => !printed.has(path));
  if (silent !== undefined) throw refused(`clause ${head.id} lists ${silent} but does not print it`);
  const foreign = [...printed].find((path) => !head.terms.includes(path));
  if (foreign !== undefined) throw refused(`clause ${head.id} prints ${foreign} but does not list it`);
  return { ...head, template };
}

function fail(reason: string): never {
  throw refused(reason);
}

const refused = (reason: string) => new FineprintError('TEMPLATE_REFUSED', `The agreement template is refused: ${reason}`);
