import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalText, figureText, moneyText, statedText, targetText } from '#lib/figures.ts';

const plain = (text: string) => text.replaceAll('\u00A0', ' ');
const percent = fc.integer({ min: 0, max: 100_000_000 }).map((millionths) => (millionths / 1_000_000).toFixed(6));

describe('figures', () => {
  test('a measured percentage is shown with two decimals and its unit', () => {
    expect(plain(figureText('99.523810', 'percent'))).toBe('99.52 %');
    expect(plain(figureText('241.26', 'milliseconds'))).toBe('241.3 ms');
  });

  test('a value that rounds to its target is shown in full', () => {
    expect(plain(figureText('99.4999', 'percent', '99.5'))).toBe('99.4999 %');
    expect(plain(figureText('99.5', 'percent', '99.5'))).toBe('99.5 %');
  });

  test('no missed target ever looks like a met one', () => {
    fc.assert(
      fc.property(percent, percent, (value, target) => {
        fc.pre(Number(value) !== Number(target));
        expect(figureText(value, 'percent', target)).not.toBe(`${decimalText(target)}\u00A0%`);
      }),
    );
  });

  test('eighteen digits before the point keep every digit', () => {
    expect(decimalText('123456789012345678.123456789012')).toBe('123,456,789,012,345,678.123456789012');
  });

  test.each([
    ['1200', 'EUR', '1,200.00 EUR'],
    ['1200', 'JPY', '1,200 JPY'],
    ['1200.5', 'KWD', '1,200.500 KWD'],
    ['0.005', 'EUR', '0.005 EUR'],
  ])('%s in %s reads %s', (amount, currency, text) => {
    expect(plain(moneyText({ amount, currency }))).toBe(text);
  });

  test('a step of a derivation keeps the places it was stated with', () => {
    expect(statedText('12000.00')).toBe('12,000.00');
    expect(statedText('12000')).toBe('12,000');
  });

  test('a target says in which direction it binds', () => {
    expect(plain(targetText({ direction: 'at-most', target: '250', unit: 'milliseconds' }))).toBe('at most 250 ms');
  });
});
