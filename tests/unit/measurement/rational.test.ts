import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRationals, decimalBelow, decimalOf, percentOf, rationalOf, sumOfRationals } from '#libs/measurement/statistics/rational.js';

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => new Big(digits.toString()).div(new Big(10).pow(places)).toFixed(places));

describe('decimals', () => {
  test('come back as they went in', () => {
    fc.assert(fc.property(decimal, (text) => decimalOf(rationalOf(text), 12) === new Big(text).toFixed()));
  });

  test('are rounded half up and lose trailing zeros', () => {
    const third = { numerator: 1n, denominator: 3n };
    expect(decimalOf(third, 6)).toBe('0.333333');
    expect(decimalOf({ numerator: 2n, denominator: 3n }, 6)).toBe('0.666667');
    expect(decimalOf(rationalOf('99.9999995'), 6)).toBe('100');
    expect(decimalOf(rationalOf('-0.5'), 0)).toBe('-1');
    expect(decimalOf(rationalOf('-0.0000001'), 6)).toBe('0');
    expect(decimalOf(rationalOf('1.50'), 6)).toBe('1.5');
  });

  test('rounded down reach a bound only when the exact value does', () => {
    expect(decimalBelow(rationalOf('79.9999999'), 6)).toBe('79.999999');
    expect(decimalBelow(rationalOf('80'), 6)).toBe('80');
  });

  test.each(['', '.5', '1.', '1e3', 'NaN', ' 1', '1,5', '--1'])('"%s" is refused', (text) => {
    expect(() => rationalOf(text)).toThrow(`"${text}" is not a decimal`);
  });
});

describe('comparison', () => {
  test('agrees with exact decimal arithmetic', () => {
    fc.assert(fc.property(decimal, decimal, (a, b) => compareRationals(rationalOf(a), rationalOf(b)) === new Big(a).cmp(b)));
  });

  test('tells apart what doubles cannot', () => {
    expect(compareRationals(rationalOf('99.50000000000000001'), rationalOf('99.5'))).toBe(1);
    expect(compareRationals({ numerator: 199n, denominator: 2n }, rationalOf('99.500'))).toBe(0);
  });
});

describe('sums', () => {
  test('are exact', () => {
    fc.assert(
      fc.property(fc.array(decimal, { maxLength: 20 }), (texts) => {
        const sum = texts.reduce((total, text) => total.plus(text), new Big(0));
        expect(decimalOf(sumOfRationals(texts.map(rationalOf)), 12)).toBe(sum.toFixed());
      }),
    );
  });

  test('of thousands of different denominators are exact too', () => {
    // 1/(k(k+1)) = 1/k - 1/(k+1), so that the sum telescopes to 1 - 1/5001.
    const terms = Array.from({ length: 5000 }, (_, index) => ({ numerator: 1n, denominator: BigInt(index + 1) * BigInt(index + 2) }));
    expect(compareRationals(sumOfRationals(terms), { numerator: 5000n, denominator: 5001n })).toBe(0);
  });
});

test('a share of nothing is undefined', () => {
  expect(percentOf(0, 0)).toBeNull();
  expect(decimalOf(percentOf(1, 8)!, 6)).toBe('12.5');
});
