import { FineprintError } from '#libs/wire/errors.js';
import type { TermDefinition } from '#libs/wire/terms.js';
import { type ClauseSource, termsPrintedBy } from './clause-source.js';
import { clauseSchema } from './clause-view.js';
import { acceptTemplate } from './gate.js';
import { numberFaults } from './prose/number-lint.js';
import { refusal } from './template-text.js';

/** What is measured or priced is compiled from all terms of its clause: none of them can go unsaid. */
const indispensable: readonly TermDefinition['effect'][] = ['objective', 'credit'];

/**
 * A clause with other words, for one agreement. It passes the same gate, and its terms are the known ones that it prints.
 * @throws FineprintError TEMPLATE_REFUSED with line and reason; also for a number that is no term, and when a term that is measured or
 * priced would go unsaid
 */
export function withWording(clause: ClauseSource, wording: string, catalogue: readonly TermDefinition[]): ClauseSource {
  const template = acceptTemplate(wording, clauseSchema(catalogue));
  const [bare] = numberFaults(wording);
  if (bare !== undefined) throw refusal(bare.line, bare.reason);
  const terms = termsPrintedBy(template, catalogue);
  const unsaid = catalogue.find(({ path, effect }) => clause.terms.includes(path) && indispensable.includes(effect) && !terms.includes(path));
  if (unsaid !== undefined) {
    throw new FineprintError('TEMPLATE_REFUSED', `The special wording of clause ${clause.id} does not print {{${unsaid.path}}} (${unsaid.label}), from which it is measured or priced`);
  }
  return { ...clause, terms: [...terms], template };
}
