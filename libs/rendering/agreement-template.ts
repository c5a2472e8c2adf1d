import { z } from 'zod';
import { type ClauseChoice, ClauseId } from '#libs/wire/clauses.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { TermDefinition } from '#libs/wire/terms.js';
import { type ClauseLibrary, type ClauseSource, clauseRefused, readLibrary } from './clause-source.js';
import { clauseSchema } from './clause-view.js';
import { readFrontMatter } from './front-matter.js';
import { type AcceptedTemplate, acceptTemplate } from './gate.js';
import { withWording } from './special-wording.js';

const AgreementHead = z.strictObject({ id: ClauseId, title: z.string().min(1), summary: z.string().min(1), clauses: z.array(z.string()).min(1) });

/** An agreement's text, ready to be rendered: a template's opening with clauses of the library. */
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
 * Reads an agreement template with those of the given clauses that it names itself.
 * @throws FineprintError TEMPLATE_REFUSED for a text that the gate refuses, a clause that is not there or stands twice, or a
 * term that two clauses print
 */
export function readAgreementTemplate(text: string, clauseTexts: readonly string[], catalogue: readonly TermDefinition[]): AgreementSource {
  const named = readFrontMatter(text, AgreementHead).head.clauses.map((id) => ({ id, wording: null }));
  return readAgreement(text, clauseTexts, catalogue, named);
}

/** The same with the clauses that a draft chose, whatever the template names. */
export function readAgreement(text: string, clauseTexts: readonly string[], catalogue: readonly TermDefinition[], choices: readonly ClauseChoice[]): AgreementSource {
  const { head, body } = readFrontMatter(text, AgreementHead);
  const empty = { ...head, opening: acceptTemplate(body, clauseSchema(catalogue)), clauses: [], catalogue, texts: [text] };
  return withClauses(empty, readLibrary(clauseTexts, catalogue), choices);
}

/** An agreement's text with other clauses: those chosen, in their order, some of them in special wording. Refuses as above. */
export function withClauses(source: AgreementSource, library: ClauseLibrary, choices: readonly ClauseChoice[]): AgreementSource {
  const twice = choices.find(({ id }, at) => choices.findIndex((other) => other.id === id) !== at);
  if (twice !== undefined) throw clauseRefused(`${twice.id} is listed twice`, '/clauses');
  const clauses = choices.map((choice, at) => chosen(choice, at, library, source.catalogue));
  const printedBy = new Map<string, string>();
  for (const { id, terms } of clauses) {
    for (const path of terms) {
      const other = printedBy.get(path);
      if (other !== undefined) throw clauseRefused(`${path} is listed twice: by clause ${other} and by clause ${id}`, '/clauses');
      printedBy.set(path, id);
    }
  }
  return { ...source, clauses, texts: [...source.texts.slice(0, 1), ...clauses.map(({ text }) => text)] };
}

function chosen({ id, wording }: ClauseChoice, at: number, library: ClauseLibrary, catalogue: readonly TermDefinition[]): ClauseSource {
  const clause = library.get(id);
  if (clause === undefined) throw clauseRefused(`there is no clause ${id}`, `/clauses/${at}/id`);
  if (wording === null) return clause;
  try {
    return withWording(clause, wording, catalogue);
  } catch (error) {
    throw error instanceof FineprintError ? new FineprintError(error.code, error.detail, [{ pointer: `/clauses/${at}/wording`, code: error.code, detail: error.detail }]) : error;
  }
}
