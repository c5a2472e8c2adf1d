import type { ClockDefinition, TermSource } from '#libs/wire/objectives.js';
import { integerOf } from '../value-of.js';
import type { Context } from './context.js';

/** Return and deletion of data, counted from the last day of the agreement. */
export function compileOwnership({ terms, sourceOf }: Context): ClockDefinition[] {
  const clock = (key: string, label: string, kind: ClockDefinition['kind'], path: string): ClockDefinition[] => {
    if (terms[path] === undefined) return [];
    const days = integerOf(terms, path);
    return [{ key, label, kind, rule: `${days} calendar days after the last day of the agreement`, basis: 'effective-until', days, monthEnd: false, source: sourceOf(path) }];
  };
  return [
    ...clock('ownership.data-return', 'Return of data', 'data-return', 'ownership.returnDays'),
    ...clock('ownership.deletion', 'Deletion of data', 'deletion', 'ownership.deletionDays'),
  ];
}

/** The end of the agreement itself, when one is agreed. Its source is the opening, which prints the date. */
export function compileTermEnd(effectiveUntil: string | null, source: TermSource): ClockDefinition[] {
  if (effectiveUntil === null) return [];
  return [
    { key: 'agreement.term-end', label: 'End of the agreement', kind: 'term-end', rule: 'at the end of the last day of the agreement', basis: 'effective-until', days: 0, monthEnd: false, source },
  ];
}
