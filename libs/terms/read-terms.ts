import type { Fault } from '#libs/wire/errors.js';
import type { Finding, TermDefinition, TermValue, TermValues } from '#libs/wire/terms.js';
import { isNeeded } from './applicability.js';
import { catalogue } from './catalogue.js';
import { checkedValue } from './checked-value.js';
import { faultAt } from './faults.js';
import { findingsOf, type Remark } from './finding.js';

export interface ReadTerms {
  /** The valid values, each in its one spelling. */
  readonly terms: TermValues;
  readonly findings: readonly Finding[];
}

/**
 * Checks every value of a draft: unknown paths and bad values are refused, needed terms without a value are named. Values of terms
 * that no clause of the draft asks for are left out, so that they are still there when the clause comes back.
 */
export function readTerms(definitions: readonly TermDefinition[], values: TermValues): ReadTerms {
  const { terms, refusals } = sorted(definitions, values);
  const bad = new Set(refusals.map(({ path }) => path));
  const missing = definitions.filter((term) => terms[term.path] === undefined && !bad.has(term.path) && isNeeded(term, terms));
  return {
    terms,
    findings: [
      ...findingsOf('term.value', refusals.map(({ path, reason }) => error(path, reason))),
      ...findingsOf('term.missing', missing.map(({ path, label }) => error(path, `${label} has no value yet`))),
    ],
  };
}

/** What makes a draft unacceptable as input: unknown paths and bad values, as pointers into the body; never missing ones. */
export function faultsOf(definitions: readonly TermDefinition[], values: TermValues): Fault[] {
  return sorted(definitions, values).refusals.map(({ path, reason }) => faultAt(path, reason));
}

const everyPath = new Set(catalogue.map(({ path }) => path));

interface Refusal {
  readonly path: string;
  readonly reason: string;
}

function sorted(definitions: readonly TermDefinition[], values: TermValues) {
  const known = new Map(definitions.map((definition) => [definition.path, definition]));
  const terms: Record<string, TermValue> = {};
  const refusals: Refusal[] = [];
  for (const [path, value] of Object.entries(values)) {
    const definition = known.get(path);
    if (definition === undefined && !everyPath.has(path)) refusals.push({ path, reason: 'is not a term of this agreement' });
    if (definition !== undefined && value !== '') {
      const checked = checkedValue(definition, value);
      if ('value' in checked) terms[path] = checked.value;
      else refusals.push({ path, reason: `${definition.label} ${checked.reason}` });
    }
  }
  return { terms, refusals };
}

const error = (path: string, message: string): Remark => ({ severity: 'error', path, message });
