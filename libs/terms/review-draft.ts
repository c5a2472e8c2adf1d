import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { LegalPack } from '#libs/wire/packs.js';
import type { Family, Finding, TermDefinition } from '#libs/wire/terms.js';
import { isApplicable } from './applicability.js';
import type { ClauseHead } from './catalogue.js';
import { findingsOf, worstFirst } from './finding.js';
import { packFindings } from './packs/pack-findings.js';
import { answeredBy } from './packs/scoping.js';
import type { ReadClause } from './packs/subject.js';
import type { PositionOverrides } from './positions.js';
import { readTerms } from './read-terms.js';
import { review } from './review.js';
import { clocklessFindings, coverageFindings } from './rules/coverage.js';
import { type Past, pastFindings } from './rules/past.js';
import { playbookFindings } from './rules/playbook.js';

/** What a draft is reviewed with, beside its own terms. */
export interface ReviewContext {
  readonly definitions: readonly TermDefinition[];
  readonly clauses: readonly ClauseHead[];
  /** How the clauses read, special wording included. */
  readonly texts: readonly ReadClause[];
  /** Families that the library has clauses of. */
  readonly library: readonly Family[];
  readonly past: Past | null;
}

/**
 * Everything that speaks against signing a draft, worst first: its own contradictions, what it leaves out, positions given away,
 * promises that nobody kept before, and what the packs of law ask on the day `asOf` (a calendar date).
 */
export function reviewDraft(draft: AgreementDraft, playbook: PositionOverrides, packs: readonly LegalPack[], asOf: string, context: ReviewContext): Finding[] {
  const { definitions, clauses, texts, library, past } = context;
  const { terms } = readTerms(definitions, draft.terms);
  const printed = Object.fromEntries(Object.entries(terms).filter(([path]) => isApplicable(path, terms)));
  return worstFirst([
    ...review(draft, definitions),
    ...findingsOf('clauses.missing', coverageFindings(clauses, library)),
    ...findingsOf('playbook.position', playbookFindings(definitions, printed, playbook)),
    ...findingsOf('terms.clock', clocklessFindings(definitions.filter(({ path }) => printed[path] !== undefined))),
    ...(past === null ? [] : findingsOf('terms.past', pastFindings(printed, past))),
    ...packFindings(packs, answeredBy(draft.scoping ?? {}, printed), asOf, { terms: printed, definitions, clauses, texts }),
  ]);
}

const points: Readonly<Record<Finding['severity'], number>> = { error: 20, warning: 4, note: 0 };

/** What a finding takes off the score; readings that nobody verified take off half. */
export function pointsOf({ severity, source }: Pick<Finding, 'severity' | 'source'>): number {
  return source !== null && source.mark !== 'verified' ? points[severity] / 2 : points[severity];
}

/** 100 for a draft without errors and warnings, down to 0: 20 off for each error, 4 for each warning. Explained by its findings, and by nothing else. */
export function scoreOf(findings: readonly Finding[]): number {
  return Math.max(0, 100 - findings.reduce((sum, finding) => sum + pointsOf(finding), 0));
}
