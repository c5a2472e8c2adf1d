import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { Finding, TermDefinition } from '#libs/wire/terms.js';
import { isApplicable } from './applicability.js';
import { readTerms } from './read-terms.js';
import { claimFindings } from './rules/claim.js';
import { commerceFindings } from './rules/commerce.js';
import { creditFindings } from './rules/credits.js';
import { dateFindings } from './rules/dates.js';
import { levelFindings } from './rules/levels.js';
import { periodFindings } from './rules/periods.js';

const order = ['error', 'warning', 'note'] as const;

/** Everything the reader of a draft must know, worst first: bad or missing values, and terms that contradict each other. */
export function review(draft: AgreementDraft, definitions: readonly TermDefinition[]): Finding[] {
  const { terms, findings } = readTerms(definitions, draft.terms);
  const effective = Object.fromEntries(Object.entries(terms).filter(([path]) => isApplicable(path, terms)));
  const all = [...findings, ...dateFindings(draft), ...levelFindings(effective), ...creditFindings(effective), ...claimFindings(effective), ...commerceFindings(draft, effective, definitions), ...periodFindings(effective)];
  return all.toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
}
