import { FineprintError } from '#libs/wire/errors.js';

/** An exact fraction; the denominator is above zero, the fraction need not be reduced. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The fraction that a decimal text such as "99.5" stands for. */
export function rationalOf(decimal: string): Rational {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (parts === null) throw new FineprintError('INVALID', `"${decimal}" is not a decimal such as 99.5`);
  const [, sign, whole, fraction = ''] = parts;
  return { numerator: BigInt(`${sign}${whole}${fraction}`), denominator: 10n ** BigInt(fraction.length) };
}

/** A share of whole counts in percent, or null when there is nothing to share. */
export function percentOf(part: number, whole: number): Rational | null {
  return whole > 0 ? { numerator: BigInt(part) * 100n, denominator: BigInt(whole) } : null;
}

export function compareRationals(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Decimal text with at most `places` places, half up (away from zero), without trailing zeros. */
export function decimalOf(value: Rational, places: number): string {
  const negative = value.numerator < 0n;
  const scaled = (negative ? -value.numerator : value.numerator) * 10n ** BigInt(places);
  return textOf((scaled * 2n + value.denominator) / (value.denominator * 2n), places, negative);
}

/** The same for a value of zero or more, rounded down: it reaches a bound of as many places only if the exact value does. */
export function decimalBelow(value: Rational, places: number): string {
  return textOf((value.numerator * 10n ** BigInt(places)) / value.denominator, places, false);
}

/** The nearest double, but for the last of its digits: the parts of a sum of many fractions are too large for doubles by themselves. */
export function numberOf(value: Rational): number {
  return Number(decimalOf(value, 15));
}

function textOf(scaled: bigint, places: number, negative: boolean): string {
  const digits = scaled.toString().padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const text = digits.slice(0, digits.length - places) + (fraction === '' ? '' : `.${fraction}`);
  return negative && scaled !== 0n ? `-${text}` : text;
}

/**
 * The sum of fractions. Pairs are added without reducing, halving the list each time: thousands of different
 * denominators stay a matter of milliseconds, where reducing after every addition takes seconds.
 */
export function sumOfRationals(values: readonly Rational[]): Rational {
  if (values.length === 0) return { numerator: 0n, denominator: 1n };
  if (values.length === 1) return values[0]!;
  const middle = values.length >> 1;
  const left = sumOfRationals(values.slice(0, middle));
  const right = sumOfRationals(values.slice(middle));
  return {
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}
