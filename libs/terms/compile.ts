import type { AgreementDraft } from '#libs/wire/agreements.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { ClockDefinition, CreditSchedule, ObjectiveDefinition, ObligationDefinition, TermSource } from '#libs/wire/objectives.js';
import type { Family, TermValues } from '#libs/wire/terms.js';
import { isApplicable } from './applicability.js';
import { type ClauseHead, definitionsFor } from './catalogue.js';
import { compileAccuracy } from './compilers/accuracy.js';
import { compileClocks, compileTermEnd } from './compilers/clocks.js';
import type { Context } from './compilers/context.js';
import { compileClaimClock, compileCredits } from './compilers/credits.js';
import { compileLatency } from './compilers/latency.js';
import { compileObligations } from './compilers/obligations.js';
import { compileUptime } from './compilers/uptime.js';
import { faultAt } from './faults.js';
import { readTerms } from './read-terms.js';
import { review } from './review.js';

/** What the terms of a version mean: what is measured, what falls due, what is owed, what a breach costs. */
export interface Compiled {
  readonly objectives: readonly ObjectiveDefinition[];
  readonly clocks: readonly ClockDefinition[];
  readonly obligations: readonly ObligationDefinition[];
  readonly credits: CreditSchedule | null;
}

export interface CompileInput {
  readonly clauses: readonly ClauseHead[];
  readonly draft: AgreementDraft;
  /** SHA-256, in hex, of the canonical JSON of a value. */
  readonly digest: (value: unknown) => string;
}

/**
 * Compiles a complete draft; everything carries the clause, the term and the digest of the clause's terms it comes from.
 * A family without a clause compiles to nothing. Refuses (TERM_INVALID) a draft whose review has an error.
 */
export function compile({ clauses, draft, digest }: CompileInput): Compiled {
  const definitions = definitionsFor(clauses);
  const errors = review(draft, definitions).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw refusal(errors);
  const { terms } = readTerms(definitions, draft.terms);
  const context: Context = { terms, draft, sourceOf: sources(clauses, terms, digest) };
  const effective = definitions.filter(({ path }) => isApplicable(path, terms));
  const has = (family: Family) => clauses.some((clause) => clause.family === family);
  return {
    objectives: [
      ...(has('uptime') ? [compileUptime(context)] : []),
      ...(has('latency') ? [compileLatency(context)] : []),
      ...(has('accuracy') ? [compileAccuracy(context)] : []),
    ],
    clocks: [
      ...(has('credits') ? [compileClaimClock(context)] : []),
      ...compileClocks(effective, context),
      ...compileTermEnd(draft, opening(draft, digest)),
    ],
    obligations: compileObligations(effective, context),
    credits: has('credits') ? compileCredits(context) : null,
  };
}

function sources(clauses: readonly ClauseHead[], terms: TermValues, digest: CompileInput['digest']) {
  return (termPath: string): TermSource => {
    const clause = clauses.find((candidate) => candidate.terms.includes(termPath));
    if (clause === undefined) throw new FineprintError('TERM_INVALID', `No clause prints ${termPath}`);
    const own = Object.fromEntries(clause.terms.flatMap((path) => (terms[path] === undefined ? [] : [[path, terms[path]]])));
    return { clauseId: clause.id, termPath, termHash: digest(own) };
  };
}

function opening({ effectiveFrom, effectiveUntil, zone }: AgreementDraft, digest: CompileInput['digest']): TermSource {
  return { clauseId: 'opening', termPath: 'effectiveUntil', termHash: digest({ effectiveFrom, effectiveUntil, zone }) };
}

function refusal(errors: readonly { readonly path: string; readonly message: string }[]): FineprintError {
  const faults = errors.map(({ path, message }) => faultAt(path, message));
  return new FineprintError('TERM_INVALID', `The draft is not ready yet: ${errors[0]?.message ?? ''}`, faults);
}
