import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '#libs/evidence/canonical.js';
import { FineprintError } from '#libs/wire/errors.js';

/** RFC 8785 appendix B: IEEE 754 bits and the number's canonical text. */
const numbers = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
] as const;

describe('canonical JSON (RFC 8785)', () => {
  test('the example of section 3.2.2 is written as the RFC writes it', () => {
    const input: unknown = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    );
    expect(canonical(input)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('keys are sorted by UTF-16 code units, as in section 3.2.3', () => {
    const input = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonical(input)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}');
  });

  test.for(numbers)('the double %s is written %s', ([bits, text]) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt(`0x${bits}`));
    expect(canonical(view.getFloat64(0))).toBe(text);
  });

  test('the order of keys never changes the text, and the text reads back as the value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonical(reversed)).toBe(canonical(value));
        expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
      }),
    );
  });

  test.for([
    ['a lone surrogate', { name: '\ud800' }, '$.name'],
    ['a lone surrogate in a key', { '\udead': 1 }, '$'],
    ['NaN', [Number.NaN], '$[0]'],
    ['infinity', { a: { b: Number.POSITIVE_INFINITY } }, '$.a.b'],
    ['undefined', { a: undefined }, '$.a'],
    ['a hole', Object.assign(Array.from<number>({ length: 0 }), { length: 1 }), '$[0]'],
    ['a big integer', { a: 1n }, '$.a'],
    ['a date object', { at: new Date(0) }, '$.at'],
    ['a map', new Map(), '$'],
  ] as const)('%s is refused with its place', ([, value, place]) => {
    expect(() => canonical(value)).toThrow(FineprintError);
    expect(() => canonical(value)).toThrow(`at ${place}:`);
  });
});
