import type { ClauseHead } from '../catalogue.js';
import type { TermDefinition, TermValues } from '#libs/wire/terms.js';

/** The text of a clause as it reads, special wording included. */
export interface ReadClause {
  readonly clauseId: string;
  readonly text: string;
}

/** What is reviewed: valid terms, the definitions that the clauses ask for, and the clauses with their texts. */
export interface Reviewed {
  readonly terms: TermValues;
  readonly definitions: readonly TermDefinition[];
  readonly clauses: readonly ClauseHead[];
  readonly texts: readonly ReadClause[];
}
