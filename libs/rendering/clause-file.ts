import { stringify } from 'yaml';
import type { ClauseHead } from '#libs/wire/clauses.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { TermDefinition } from '#libs/wire/terms.js';
import { readClause, type ClauseSource, termsPrintedBy } from './clause-source.js';
import { clauseSchema } from './clause-view.js';
import { acceptTemplate } from './gate.js';
import { numberFaults } from './prose/number-lint.js';

/** What is wrong with the text of a clause; without a line when it is the text as a whole. */
export interface ClauseFault {
  readonly line: number | null;
  readonly reason: string;
}

/** Writes a clause as a file of the library, with the terms that its text prints. @throws FineprintError TEMPLATE_REFUSED */
export function writeClause(head: Omit<ClauseHead, 'terms'>, text: string, catalogue: readonly TermDefinition[]): ClauseSource {
  const terms = termsPrintedBy(acceptTemplate(text, clauseSchema(catalogue)), catalogue);
  return readClause(`---\n${stringify({ ...head, terms: [...terms] })}---\n${text}`, catalogue);
}

/** Everything that keeps a text from being a clause: what the gate refuses, or else every number that is no term. */
export function clauseFaults(text: string, catalogue: readonly TermDefinition[]): readonly ClauseFault[] {
  try {
    acceptTemplate(text, clauseSchema(catalogue));
  } catch (error) {
    if (!(error instanceof FineprintError)) throw error;
    const [, line, reason] = /^Line (\d+) of the template is refused: ([\s\S]*)$/.exec(error.detail) ?? [];
    return [line === undefined || reason === undefined ? { line: null, reason: error.detail } : { line: Number(line), reason }];
  }
  return numberFaults(text);
}
