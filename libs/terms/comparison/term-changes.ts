import type { TermChange } from '#libs/wire/comparisons.js';
import type { TermDefinition, TermValues } from '#libs/wire/terms.js';
import { amountOf, effectOf } from '../better.js';
import { canonicalTerm } from './canonical-term.js';
import { valueText } from './printed-terms.js';

/** The terms of one text: their valid values, and how they read. */
export interface TermsOfText {
  readonly terms: TermValues;
  readonly printed: ReadonlyMap<string, string>;
}

const unitWords: Readonly<Partial<Record<TermDefinition['kind'], string>>> = {
  percent: 'percentage points',
  days: 'days',
  workingDays: 'working days',
  months: 'months',
  hours: 'hours',
  minutes: 'minutes',
  milliseconds: 'milliseconds',
};

/** Every term whose value differs, old and new as they read, and whether that is better or worse for the customer. */
export function termChanges(definitions: readonly TermDefinition[], left: TermsOfText, right: TermsOfText): TermChange[] {
  return definitions.flatMap((definition): TermChange[] => {
    const { path, label } = definition;
    const [before, after] = [left.terms[path], right.terms[path]];
    if (canonicalTerm(before) === canonicalTerm(after)) return [];
    const effect = before === undefined || after === undefined ? 'unranked' : effectOf(definition, before, after);
    return [{ path, label, left: readAs(left, path), right: readAs(right, path), difference: differenceOf(definition, left.terms, right.terms), effect, paths: [path] }];
  });
}

function readAs({ terms, printed }: TermsOfText, path: string): string | null {
  const value = terms[path];
  return value === undefined ? null : (printed.get(path) ?? valueText(value));
}

function differenceOf({ path, kind }: TermDefinition, left: TermValues, right: TermValues): string | null {
  const [before, after] = [left[path], right[path]].map((value) => (value === undefined ? undefined : amountOf(value)));
  if (before === undefined || after === undefined || before.unit !== after.unit || kind === 'code' || kind === 'text') return null;
  const difference = after.amount.minus(before.amount);
  return [difference.gt(0) ? `+${difference.toFixed()}` : difference.toFixed(), unitWords[kind] ?? before.unit].join(' ').trim();
}
