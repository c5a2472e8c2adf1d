import { Big } from 'big.js';
import { minorUnits } from '#libs/wire/scalars.js';
import { type CreditTier, isMembers, isParty, isTiers, type TermDefinition, type TermValue } from '#libs/wire/terms.js';
import type { Checked } from './checked.js';
import { checkedMembers, checkedParty, checkedText } from './checked-words.js';
import { significantDigits } from './significant-digits.js';

const percentDecimals = 4;
const refused = (reason: string): Checked => ({ reason });

/** Checks one value against its definition: kind, decimals, bounds, choices. "099.50" becomes "99.5", "1200 EUR" becomes "1200.00 EUR". */
export function checkedValue(definition: TermDefinition, value: TermValue): Checked {
  switch (definition.kind) {
    case 'tiers':
      return isTiers(value) ? tiers(value) : refused('must be a list of tiers');
    case 'code':
      return code(definition, value);
    case 'set':
    case 'regions':
    case 'dataCategories':
      return isMembers(value) ? checkedMembers(definition, value) : refused('must be a list of codes');
    case 'party':
      return isParty(value) ? checkedParty(value) : refused('must be a party with name, registration, address, signatory and authority');
    case 'date':
    case 'text':
      return typeof value === 'string' ? checkedText(definition, value) : refused('must be text');
    case 'money':
      return typeof value === 'string' ? money(definition, value.trim()) : refused('must be text such as 1200.00 EUR');
    case 'percent':
    case 'ratio':
      return number(definition, value, percentDecimals);
    case 'count':
    case 'days':
    case 'workingDays':
    case 'months':
    case 'hours':
    case 'minutes':
    case 'milliseconds':
      return number(definition, value, 0);
  }
}

function code({ choices }: TermDefinition, value: TermValue): Checked {
  const known = choices.map((choice) => choice.code);
  return typeof value === 'string' && known.includes(value) ? { value } : refused(`must be one of ${known.join(', ')}`);
}

function number(definition: TermDefinition, value: TermValue, decimals: number): Checked {
  if (typeof value !== 'string') return refused('must be a number written as text, such as "5"');
  const read = decimal(value.trim(), decimals);
  if (typeof read === 'string') return refused(read);
  const reason = outOfBounds(definition, read) ?? specialRules[definition.path]?.(read);
  return reason === undefined ? { value: read.toFixed() } : refused(reason);
}

function money(definition: TermDefinition, text: string): Checked {
  const [, amount, currency] = /^(\S+) ([A-Z]{3})$/.exec(text) ?? [];
  if (amount === undefined || currency === undefined) return refused('must be an amount and a currency, such as 1200.00 EUR');
  const digits = minorUnits(currency);
  if (digits === undefined) return refused(`${currency} is not a currency of ISO 4217`);
  const read = decimal(amount, digits);
  if (typeof read === 'string') return refused(`${read} in ${currency}`);
  const reason = outOfBounds(definition, read);
  return reason === undefined ? { value: `${read.toFixed(digits)} ${currency}` } : refused(reason);
}

function tiers(list: readonly CreditTier[]): Checked {
  if (list.length === 0) return refused('needs at least one tier');
  const checked: CreditTier[] = [];
  for (const [at, tier] of list.entries()) {
    const bound = decimal(tier.bound.trim(), percentDecimals);
    if (typeof bound === 'string') return refused(`tier ${at + 1}: the bound ${bound}`);
    const percent = decimal(tier.percent.trim(), percentDecimals);
    if (typeof percent === 'string') return refused(`tier ${at + 1}: the percent ${percent}`);
    if (percent.lte(0) || percent.gt(100)) return refused(`tier ${at + 1}: the percent must be above 0 and at most 100`);
    checked.push({ bound: bound.toFixed(), inclusive: tier.inclusive, percent: percent.toFixed() });
  }
  return { value: checked };
}

/** An exact number, or what is wrong with its spelling. */
function decimal(text: string, decimals: number): Big | string {
  if (/^\d{1,12}(\.\d{1,12})?$/.exec(text) === null) return 'must be a plain number such as 99.5, with a point and without signs or separators';
  const fraction = text.split('.')[1]?.replace(/0+$/, '') ?? '';
  if (fraction.length <= decimals) return new Big(text);
  return decimals === 0 ? 'must be a whole number' : `must have at most ${decimals} decimals`;
}

function outOfBounds({ minimum, maximum }: TermDefinition, value: Big): string | undefined {
  if (minimum !== null && value.lt(minimum)) return `must be at least ${minimum}`;
  if (maximum !== null && value.gt(maximum)) return `must be at most ${maximum}`;
  return undefined;
}

const specialRules: Readonly<Record<string, (value: Big) => string | undefined>> = {
  'latency.threshold': significantDigits,
  'uptime.intervalMinutes': (value) => (60 % value.toNumber() === 0 ? undefined : 'must divide an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60'),
};
