import { Big } from 'big.js';
import type { TermDefinition } from '#libs/wire/terms.js';
import type { Quantity, QuantityKind } from './quantities.js';

type Factors = Readonly<Partial<Record<QuantityKind, number>>>;

/** How many of a term's unit one of a figure's unit is, where that is certain. Months have no certain number of days, days none of working days. */
const units: Readonly<Partial<Record<TermDefinition['kind'], Factors>>> = {
  percent: { percent: 1, percentile: 1 },
  ratio: { ratio: 1, multiple: 1, percent: 0.01 },
  count: { count: 1 },
  days: { days: 1, weeks: 7 },
  workingDays: { workingDays: 1 },
  months: { months: 1, years: 12 },
  hours: { hours: 1 },
  minutes: { minutes: 1, hours: 60 },
  milliseconds: { milliseconds: 1, seconds: 1_000 },
};

/** A figure in the spelling and unit of a term, or null where its unit is another one. */
export function valueFor({ kind }: TermDefinition, { kind: stated, amount, currency }: Quantity): string | null {
  if (kind === 'money') return stated === 'money' ? `${amount} ${currency}` : null;
  const factor = units[kind]?.[stated];
  return factor === undefined ? null : new Big(amount).times(factor).toFixed();
}
