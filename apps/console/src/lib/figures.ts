import type { Money } from '#libs/wire/scalars.js';

export type Unit = 'percent' | 'milliseconds';

const nbsp = '\u00A0';
const suffix: Readonly<Record<Unit, string>> = { percent: '%', milliseconds: 'ms' };

/** Exact decimal text as people read it, with at most `places` decimals, rounded half away from zero. */
export function decimalText(value: string, places = 12): string {
  // Given as text, the number is rounded in decimal: no double in between.
  return new Intl.NumberFormat('en-GB', { maximumFractionDigits: places }).format(value as Intl.StringNumericLiteral);
}

/** A decimal with the places it was stated with: "1200.00" stays "1,200.00". */
export function statedText(value: string): string {
  const places = value.split('.')[1]?.length ?? 0;
  return new Intl.NumberFormat('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places }).format(value as Intl.StringNumericLiteral);
}

/**
 * A measured figure with its unit. Two decimals (percent) or one (milliseconds), and as many more as it takes
 * to be told apart from `target`: a missed target must not look like a met one.
 */
export function figureText(value: string, unit: Unit, target?: string): string {
  const short = decimalText(value, unit === 'percent' ? 2 : 1);
  const hidesMiss = target !== undefined && short === decimalText(target) && decimalText(value) !== short;
  return `${hidesMiss ? decimalText(value) : short}${nbsp}${suffix[unit]}`;
}

/** A contractual figure: never rounded. */
export function exactText(value: string, unit: Unit): string {
  return `${decimalText(value)}${nbsp}${suffix[unit]}`;
}

/** Amount with the decimals its currency has, for example "1,200.00 EUR"; JPY has none, KWD three. */
export function moneyText(money: Money): string {
  const places = new Intl.NumberFormat('en-GB', { style: 'currency', currency: money.currency }).resolvedOptions().minimumFractionDigits ?? 2;
  const amount = new Intl.NumberFormat('en-GB', { minimumFractionDigits: places, maximumFractionDigits: 12 });
  return `${amount.format(money.amount as Intl.StringNumericLiteral)}${nbsp}${money.currency}`;
}

/** "1 event", "12,345 events". */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')}${nbsp}${count === 1 ? one : many}`;
}

/** "at least 99.5 %", "at most 250 ms". */
export function targetText(definition: { readonly direction: 'at-least' | 'at-most'; readonly target: string; readonly unit: Unit }): string {
  return `${definition.direction === 'at-least' ? 'at least' : 'at most'} ${exactText(definition.target, definition.unit)}`;
}
