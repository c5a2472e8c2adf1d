import type { ClauseText } from '#libs/wire/agreements.js';
import type { TermDefinition, TermValues } from '#libs/wire/terms.js';
import type { AgreementSource } from './agreement-template.js';
import { type AgreementFacts, type ClauseNumbers, clauseView } from './clause-view.js';
import { paragraphsOf, readMarks } from './marked-text.js';

/**
 * The clauses as they read, numbered, with the position of every printed term. `terms` are valid values in their one
 * spelling; a term that has none yet prints as [Label], so a draft can be read at any time.
 */
export function renderClauses(template: AgreementSource, definitions: readonly TermDefinition[], terms: TermValues, facts: AgreementFacts): ClauseText[] {
  const view = clauseView(template.catalogue, definitions, terms, facts, numbersOf(template));
  return template.clauses.map((clause, at) => ({
    id: clause.id,
    number: String(at + 1),
    family: clause.family,
    title: clause.title,
    paragraphs: paragraphsOf(clause.template.render(view)).map((paragraph, below) => {
      const { text, values } = readMarks(paragraph);
      return { number: `${at + 1}.${below + 1}`, text, values: [...values] };
    }),
  }));
}

/** The paragraphs before the first clause: parties, systems, dates. */
export function renderOpening(template: AgreementSource, definitions: readonly TermDefinition[], terms: TermValues, facts: AgreementFacts): string[] {
  const view = clauseView(template.catalogue, definitions, terms, facts, numbersOf(template));
  return paragraphsOf(template.opening.render(view)).map((paragraph) => readMarks(paragraph).text);
}

/** A family's number is that of its first clause. */
function numbersOf({ clauses }: AgreementSource): ClauseNumbers {
  return Object.fromEntries(clauses.map(({ family }, at) => [family, String(at + 1)] as const).toReversed());
}
