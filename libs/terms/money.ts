import { Big } from 'big.js';
import { type Money, minorUnits } from '#libs/wire/scalars.js';

/** "1200.00 EUR" as money. The text has been checked by readTerms. */
export function moneyOf(text: string): Money {
  const [amount = '', currency = ''] = text.split(' ');
  return { amount: new Big(amount).toFixed(minorUnits(currency) ?? 2), currency };
}
