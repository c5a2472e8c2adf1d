import type { Fault } from '#libs/wire/errors.js';
import type { ExtractedTerm, TermDecision } from '#libs/wire/incoming-papers.js';
import { pointerTo } from '#libs/wire/pointer.js';
import type { TermDefinition, TermValue, TermValues } from '#libs/wire/terms.js';
import { checkedValue } from '../checked-value.js';

/** The terms that people confirmed or corrected, each in its one spelling; and what is wrong with the decisions. */
export interface DecidedTerms {
  readonly values: TermValues;
  readonly faults: readonly Fault[];
}

/**
 * What decisions about extracted terms come to. A decision about a term that was not extracted, a second one about the same, a
 * corrected value that its term refuses, and two values confirmed for one term are faults; pointers lead into the list of decisions.
 */
export function decidedTerms(extracted: readonly ExtractedTerm[], decisions: readonly TermDecision[], definitions: readonly TermDefinition[]): DecidedTerms {
  const terms = new Map(extracted.map((term) => [term.id, term]));
  const known = new Map(definitions.map((definition) => [definition.path, definition]));
  const seen = new Set<string>();
  const values: Record<string, TermValue> = {};
  const faults: Fault[] = [];
  for (const [at, decision] of decisions.entries()) {
    const fault = (field: string, code: string, detail: string): void => void faults.push({ pointer: pointerTo(['decisions', at, field]), code, detail });
    const term = terms.get(decision.term);
    const definition = known.get(term?.path ?? '');
    if (term === undefined) fault('term', 'NOT_FOUND', `The paper has no extracted term ${decision.term}`);
    else if (seen.has(term.id)) fault('term', 'DUPLICATE', `${term.label} is decided twice`);
    else if (definition === undefined) fault('term', 'TERM_INVALID', `${term.path} is no term any more`);
    else if (decision.decision !== 'reject') {
      const checked = checkedValue(definition, decision.decision === 'correct' ? decision.value : term.value);
      if ('reason' in checked) fault('value', 'TERM_INVALID', `${term.label} ${checked.reason}`);
      else if (values[term.path] !== undefined && JSON.stringify(values[term.path]) !== JSON.stringify(checked.value)) fault('term', 'CONTRADICTION', `${term.label} is confirmed with two different values; reject one of them`);
      else values[term.path] = checked.value;
    }
    seen.add(decision.term);
  }
  return { values, faults };
}
