import { isMembers, isParty, isTiers, type TermValue } from '#libs/wire/terms.js';

/** A value as one text: equal values give equal texts, whatever the order of their members. */
export function canonicalTerm(value: TermValue | undefined): string {
  if (value === undefined || value === '') return '';
  if (typeof value === 'string') return value;
  if (isTiers(value)) return JSON.stringify(value.map(({ bound, inclusive, percent }) => [bound, inclusive, percent]));
  if (isMembers(value)) return JSON.stringify(value.toSorted());
  return isParty(value) ? JSON.stringify([value.name, value.registration, value.address, value.signatory, value.authority]) : '';
}
