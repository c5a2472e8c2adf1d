import { families, isMembers, type TermDefinition, type TermValue, type TermValues } from '#libs/wire/terms.js';
import { formatTerm } from '#libs/wire/format-term.js';
import { longDate } from '#libs/wire/long-date.js';
import { marked, plain } from './marked-text.js';
import type { View, ViewNode, ViewSchema, ViewValue } from './view-schema.js';

/** Parties, systems and dates that an agreement prints beside its terms. Dates are calendar dates in `zone`. */
export interface AgreementFacts {
  readonly title: string;
  readonly customerName: string;
  readonly vendorName: string;
  readonly systems: readonly { readonly name: string; readonly slug: string }[];
  readonly effectiveFrom: string;
  readonly effectiveUntil: string | null;
  readonly zone: string;
}

/** The number under which a family's clause stands in the agreement. */
export type ClauseNumbers = Readonly<Record<string, string>>;

/**
 * What clause texts may name: every term by its path; `is.<path>.<choice>`, `given.<path>` and `family.<family>` as
 * conditions; `clause.<family>` for cross-references; parties, systems and dates.
 */
export function clauseSchema(catalogue: readonly TermDefinition[]): ViewSchema {
  return {
    ...byFamily(catalogue, (): ViewNode => 'text'),
    is: byFamily(catalogue, (term): ViewNode => Object.fromEntries(term.choices.map(({ code }) => [choiceName(code), 'flag' as const]))),
    given: byFamily(catalogue, (): ViewNode => 'flag'),
    family: Object.fromEntries(families.map((family) => [family, 'flag' as const])),
    clause: Object.fromEntries(families.map((family) => [family, 'text' as const])),
    customer: { name: 'text' },
    vendor: { name: 'text' },
    systems: [{ name: 'text', slug: 'text', first: 'flag' }],
    agreement: { title: 'text', from: 'text', until: 'text', zone: 'text', limited: 'flag' },
  };
}

/** The values of clause texts. Terms of families that are left out have no text: printing one fails. */
export function clauseView(
  catalogue: readonly TermDefinition[],
  definitions: readonly TermDefinition[],
  terms: TermValues,
  facts: AgreementFacts,
  numbers: ClauseNumbers,
): View {
  const asked = new Set(definitions.map(({ path }) => path));
  const value = (term: TermDefinition) => (asked.has(term.path) ? terms[term.path] : undefined);
  return {
    ...byFamily(catalogue, (term): ViewValue | undefined => (asked.has(term.path) ? marked(term.path, formatTerm(term, terms)) : undefined)),
    is: byFamily(catalogue, (term): ViewValue => Object.fromEntries(term.choices.map(({ code }) => [choiceName(code), holds(value(term), code)]))),
    given: byFamily(catalogue, (term): ViewValue => value(term) !== undefined && value(term) !== ''),
    family: Object.fromEntries(families.map((family) => [family, numbers[family] !== undefined])),
    clause: Object.fromEntries(families.map((family) => [family, numbers[family] ?? `[no clause on ${family}]`])),
    customer: { name: plain(facts.customerName) },
    vendor: { name: plain(facts.vendorName) },
    systems: facts.systems.map(({ name, slug }, at) => ({ name: plain(name), slug: plain(slug), first: at === 0 })),
    agreement: {
      title: plain(facts.title),
      from: longDate(facts.effectiveFrom),
      ...(facts.effectiveUntil === null ? {} : { until: longDate(facts.effectiveUntil) }),
      zone: plain(facts.zone),
      limited: facts.effectiveUntil !== null,
    },
  };
}

/** "uptime.target" as a group "uptime" with a member "target"; members without a value are left out. */
function byFamily<Value>(catalogue: readonly TermDefinition[], of: (term: TermDefinition) => Value | undefined): Record<string, Record<string, Value>> {
  const groups: Record<string, Record<string, Value>> = {};
  for (const term of catalogue) {
    const [family = '', name = ''] = term.path.split('.');
    const group = (groups[family] ??= {});
    const value = of(term);
    if (value !== undefined) group[name] = value;
  }
  return groups;
}

/** Whether a choice is the value, or one of its members. */
function holds(value: TermValue | undefined, code: string): boolean {
  return value === code || (value !== undefined && isMembers(value) && value.includes(code));
}

/** A code as a name in templates: "bad-minutes" becomes "badMinutes". */
function choiceName(code: string): string {
  return code.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
