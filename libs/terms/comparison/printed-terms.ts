import { isMembers, isParty, isTiers, type TermValue } from '#libs/wire/terms.js';
import type { ClauseText } from '#libs/wire/agreements.js';

/** How each term reads where it is first printed. */
export function printedTerms(clauses: readonly ClauseText[]): ReadonlyMap<string, string> {
  const printed = new Map<string, string>();
  for (const { paragraphs } of clauses) {
    for (const { text, values } of paragraphs) {
      for (const { path, start, end } of values) if (!printed.has(path)) printed.set(path, text.slice(start, end));
    }
  }
  return printed;
}

/** A value that prints nowhere, in words. */
export function valueText(value: TermValue): string {
  if (typeof value === 'string') return value;
  if (isTiers(value)) return value.map(({ bound, inclusive, percent }) => `${percent} % beyond ${bound}${inclusive ? ', bound included' : ''}`).join('; ');
  if (isMembers(value)) return value.join(', ');
  return isParty(value) ? value.name : '';
}
