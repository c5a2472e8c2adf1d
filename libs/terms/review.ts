import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { Finding, TermDefinition } from '#libs/wire/terms.js';
import { isApplicable } from './applicability.js';
import { findingsOf, worstFirst } from './finding.js';
import { readTerms } from './read-terms.js';
import { claimFindings } from './rules/claim.js';
import { commerceFindings } from './rules/commerce.js';
import { contradictionFindings } from './rules/contradictions.js';
import { creditFindings } from './rules/credits.js';
import { dateFindings } from './rules/dates.js';
import { levelFindings } from './rules/levels.js';
import { periodFindings } from './rules/periods.js';

/** What the terms of a draft say against themselves, worst first: bad or missing values, and terms that contradict each other. */
export function review(draft: AgreementDraft, definitions: readonly TermDefinition[]): Finding[] {
  const { terms, findings } = readTerms(definitions, draft.terms);
  const effective = Object.fromEntries(Object.entries(terms).filter(([path]) => isApplicable(path, terms)));
  return worstFirst([
    ...findings,
    ...findingsOf('agreement.dates', dateFindings(draft)),
    ...findingsOf('terms.contradiction', contradictionFindings(effective)),
    ...findingsOf('terms.levels', levelFindings(effective)),
    ...findingsOf('terms.credits', creditFindings(effective)),
    ...findingsOf('terms.claim', claimFindings(effective)),
    ...findingsOf('terms.commerce', commerceFindings(draft, effective, definitions)),
    ...findingsOf('terms.periods', periodFindings(effective)),
  ]);
}
