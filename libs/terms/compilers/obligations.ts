import { formatTerm } from '#libs/wire/format-term.js';
import type { ObligationDefinition } from '#libs/wire/objectives.js';
import type { TermDefinition } from '#libs/wire/terms.js';
import type { Context } from './context.js';

/** Values with which nothing is owed: the choice says so. */
const nothingOwed = ['none', 'no', 'not-required'];

/** What the parties owe by the terms that are obligations; a term that is a clock too is owed by that clock. */
export function compileObligations(definitions: readonly TermDefinition[], { terms, sourceOf }: Context): ObligationDefinition[] {
  return definitions.flatMap((definition) => {
    const { path, clock, obligation } = definition;
    const value = terms[path];
    if (obligation === null || value === undefined || (typeof value === 'string' && nothingOwed.includes(value))) return [];
    const text = `${definition.label}: ${formatTerm(definition, terms)}`;
    return [{ key: path, label: obligation.label, owedBy: obligation.owedBy, text, evidence: obligation.evidence, clockKey: clock === null ? null : path, source: sourceOf(path) }];
  });
}
