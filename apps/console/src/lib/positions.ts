import { formatTerm } from '#libs/wire/format-term.js';
import { isMembers, isTiers, positionNames, type PositionName, type TermDefinition, type TermValue } from '#libs/wire/terms.js';

export const positionWords: Readonly<Record<PositionName, string>> = { preferred: 'Preferred', fallback: 'Fallback', walkAway: 'Walk-away' };

/** Where a value stands against the playbook, from best to worst; `unranked` when nothing says which of two values is better. */
export type Standing = 'preferred' | 'between' | 'fallback' | 'below-fallback' | 'walk-away' | 'unranked';

export const standingWords: Readonly<Record<Standing, string>> = {
  preferred: '● Preferred or better',
  between: '◐ Between preferred and fallback',
  fallback: '◑ Fallback',
  'below-fallback': '▲ Below our fallback',
  'walk-away': '■ At or below walk-away',
  unranked: '○ Not in the playbook',
};

/** Null when the playbook has no position for the term, or the term has no value. */
export function standingOf(definition: TermDefinition, value: TermValue | undefined): Standing | null {
  const { preferred, fallback, walkAway } = definition.positions;
  if (value === undefined || value === '' || (preferred === null && fallback === null && walkAway === null)) return null;
  if (same(value, preferred)) return 'preferred';
  if (same(value, fallback)) return 'fallback';
  if (same(value, walkAway)) return 'walk-away';
  const against = (position: TermValue | null) => (position === null ? undefined : orderOf(definition, value, position));
  const [toPreferred, toFallback, toWalkAway] = [against(preferred), against(fallback), against(walkAway)];
  if (toPreferred !== undefined && toPreferred >= 0) return 'preferred';
  if (toWalkAway !== undefined && toWalkAway <= 0) return 'walk-away';
  if (toFallback !== undefined) return toFallback >= 0 ? 'between' : 'below-fallback';
  return 'unranked';
}

/** The positions a term has, each as it would print. */
export function positionsOf(definition: TermDefinition): readonly { readonly name: PositionName; readonly value: TermValue; readonly text: string }[] {
  return positionNames.flatMap((name) => {
    const value = definition.positions[name];
    return value === null ? [] : [{ name, value, text: formatTerm(definition, { [definition.path]: value }) }];
  });
}

function same(value: TermValue, position: TermValue | null): boolean {
  return position !== null && JSON.stringify(value) === JSON.stringify(position);
}

/** Above 0 when the value is better for us than the position, by what the term's definition says. */
function orderOf({ better, choices }: TermDefinition, value: TermValue, position: TermValue): number | undefined {
  if (better === 'higher') return amountOrder(value, position);
  if (better === 'lower') return amountOrder(position, value);
  if (better === 'more') return subsetOrder(value, position);
  if (better === 'fewer') return subsetOrder(position, value);
  if (better === null) return undefined;
  const [at, against] = [value, position].map((one) => choices.findIndex(({ code }) => code === one));
  return at === undefined || against === undefined || at < 0 || against < 0 ? undefined : against - at;
}

/** Numbers, dates, and money of one currency. */
function amountOrder(one: TermValue, other: TermValue): number | undefined {
  if (typeof one !== 'string' || typeof other !== 'string') return undefined;
  const [left, leftUnit] = one.split(' ');
  const [right, rightUnit] = other.split(' ');
  if (leftUnit !== rightUnit) return undefined;
  const difference = Number(left) - Number(right);
  return Number.isNaN(difference) ? one.localeCompare(other) : difference;
}

/** Sets are ranked only where one holds the other. */
function subsetOrder(one: TermValue, other: TermValue): number | undefined {
  if (!isMembers(one) || !isMembers(other) || isTiers(one) || isTiers(other)) return undefined;
  const [larger, smaller] = one.length >= other.length ? [one, other] : [other, one];
  return smaller.every((member) => larger.includes(member)) ? one.length - other.length : undefined;
}
