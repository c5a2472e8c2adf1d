import { Big } from 'big.js';
import type { Money } from '#libs/wire/scalars.js';

/** Digits after the point in amounts of a currency (EUR 2, JPY 0, KWD 3), or undefined when ISO 4217 has no such currency. */
export function minorDigits(currency: string): number | undefined {
  if (!Intl.supportedValuesOf('currency').includes(currency)) return undefined;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
}

/** "1200.00 EUR" as money. The text has been checked by readTerms. */
export function moneyOf(text: string): Money {
  const [amount = '', currency = ''] = text.split(' ');
  return { amount: new Big(amount).toFixed(minorDigits(currency) ?? 2), currency };
}
