import type { Family, TermDefinition, TermValues } from '#libs/wire/terms.js';
import { accuracy } from './families/accuracy.js';
import { credits } from './families/credits.js';
import { latency } from './families/latency.js';
import { ownership } from './families/ownership.js';
import { uptime } from './families/uptime.js';

/** Every term the product knows, family by family, in the order of the form. */
export const catalogue: readonly TermDefinition[] = [...ownership, ...uptime, ...latency, ...accuracy, ...credits];

/** What the compiler has to know of a clause: its terms come from its front matter, or from its special wording. */
export interface ClauseHead {
  readonly id: string;
  readonly family: Family;
  readonly title: string;
  readonly terms: readonly string[];
}

/** Terms that mean nothing without another family: no latency clause, no latency tiers. */
const needed: Readonly<Record<string, Family>> = {
  'credits.uptimeTiers': 'uptime',
  'credits.latencyTiers': 'latency',
  'credits.accuracyTiers': 'accuracy',
};

/** The terms an agreement of these clauses asks for. */
export function definitionsFor(clauses: readonly ClauseHead[]): readonly TermDefinition[] {
  const listed = new Set(clauses.flatMap((clause) => clause.terms));
  const families = new Set(clauses.map((clause) => clause.family));
  return catalogue.filter(({ path }) => listed.has(path) && (needed[path] === undefined || families.has(needed[path])));
}

/** The preferred value of every term that has one: a new draft starts with these. */
export function initialTerms(definitions: readonly TermDefinition[]): TermValues {
  return Object.fromEntries(definitions.flatMap(({ path, initial }) => (initial === null ? [] : [[path, initial]])));
}
