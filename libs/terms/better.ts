import { Big } from 'big.js';
import { isMembers, isTiers, type TermDefinition, type TermValue } from '#libs/wire/terms.js';

/** Which of two values of a term is better for the customer, by what its definition says; `unranked` when it says nothing or the kinds differ. */
export function effectOf(definition: TermDefinition, left: TermValue, right: TermValue): 'better' | 'worse' | 'unranked' {
  const order = orderOf(definition, left, right);
  if (order === undefined || order === 0) return 'unranked';
  return order > 0 ? 'better' : 'worse';
}

/** Above 0 when `right` is better. */
function orderOf({ better, choices }: TermDefinition, left: TermValue, right: TermValue): number | undefined {
  switch (better) {
    case null:
      return undefined;
    case 'higher':
      return amountOrder(left, right);
    case 'lower':
      return negated(amountOrder(left, right));
    case 'listed-first': {
      const [before, after] = [left, right].map((value) => choices.findIndex(({ code }) => code === value));
      return before === undefined || after === undefined || before < 0 || after < 0 ? undefined : before - after;
    }
    case 'more':
      return subsetOrder(left, right);
    case 'fewer':
      return negated(subsetOrder(left, right));
  }
}

/** Numbers, and money of one currency. */
function amountOrder(left: TermValue, right: TermValue): number | undefined {
  const [one, other] = [amountOf(left), amountOf(right)];
  if (one === undefined || other === undefined || one.unit !== other.unit) return undefined;
  return other.amount.cmp(one.amount);
}

/** "99.5" or "1200.00 EUR" as an exact amount with its currency, "" for none; undefined for anything else. */
export function amountOf(value: TermValue): { readonly amount: Big; readonly unit: string } | undefined {
  if (typeof value !== 'string') return undefined;
  const [, number, unit = ''] = /^(-?\d+(?:\.\d+)?)(?: ([A-Z]{3}))?$/.exec(value) ?? [];
  return number === undefined ? undefined : { amount: new Big(number), unit };
}

/** Sets are ranked only where one holds the other. */
function subsetOrder(left: TermValue, right: TermValue): number | undefined {
  if (!isMembers(left) || !isMembers(right) || isTiers(left) || isTiers(right)) return undefined;
  if (left.every((member) => right.includes(member))) return right.length - left.length;
  return right.every((member) => left.includes(member)) ? right.length - left.length : undefined;
}

const negated = (order: number | undefined): number | undefined => (order === undefined ? undefined : -order);
