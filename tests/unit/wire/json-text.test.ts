import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FineprintError } from '#libs/wire/errors.js';
import { parseItems, parseJson, unstorableText } from '#libs/wire/json-text.js';

const refusal = (text: string): string => {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof FineprintError) return error.code;
    throw error;
  }
  return 'accepted';
};

describe('parseJson refuses what JSON.parse would let pass', () => {
  test.each([
    ['a repeated key', '{"score":0.1,"score":0.9}', 'JSON_DUPLICATE_KEY'],
    ['a repeated key in another spelling', '{"a":1,"\\u0061":2}', 'JSON_DUPLICATE_KEY'],
    ['a repeated key deep inside', '[{"x":{"a":1,"b":2,"a":3}}]', 'JSON_DUPLICATE_KEY'],
    ['a prototype key', '{"__proto__":{"polluted":true}}', 'JSON_INVALID'],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`, 'JSON_TOO_DEEP'],
    ['40,000 levels', `${'['.repeat(40_000)}${']'.repeat(40_000)}`, 'JSON_TOO_DEEP'],
    ['half of a surrogate pair', '{"a":"\\ud800"}', 'JSON_INVALID'],
    ['a NUL character', '{"a":"\\u0000"}', 'JSON_INVALID'],
    ['a NUL character in a key', '{"\\u0000":1}', 'JSON_INVALID'],
    ['NaN', '{"a":NaN}', 'JSON_INVALID'],
    ['a trailing comma', '{"a":1,}', 'JSON_INVALID'],
    ['nothing', '', 'JSON_INVALID'],
  ])('%s', (_name, text, code) => {
    expect(refusal(text)).toBe(code);
  });

  test.each([
    ['the same key in two objects', '[{"a":1},{"a":2}]'],
    ['a key that is also a value', '{"a":"a","b":"a"}'],
    ['braces and quotes inside strings', '{"a":"{[\\"a\\":","b":"}"}'],
    ['a whole surrogate pair', '{"a":"\\ud83d\\ude00"}'],
    ['a backslash before u', '{"a":"\\\\ud800"}'],
    ['32 levels', `${'['.repeat(32)}${']'.repeat(32)}`],
  ])('%s is accepted and parsed', (_name, text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test.each([
    ['a list', (length: number) => `[${Array<number>(length).fill(7).join()}]`],
    ['an object', (length: number) => `{${Array.from({ length }, (_, at) => `"k${at}":1`).join()}}`],
    ['a list inside', (length: number) => `{"a":[[1],[2,[${Array<number>(length).fill(7).join()}],3]],"b":2}`],
  ])('%s of more members than the limit', (_name, of) => {
    expect(() => parseJson(of(5), 4)).toThrow('INVALID: A list or object holds more than 4 members');
    expect(parseJson(of(4), 4)).toEqual(JSON.parse(of(4)));
  });

  test('every JSON value of our own making is read back unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        const hasForbidden = text.includes('"__proto__":') || text.includes('\\u0000');
        if (!hasForbidden) expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});

test.each([
  ['a text', ['\ud800'], '/0'],
  ['a text deep inside', { features: { age: 'a\u0000' } }, '/features/age'],
  ['a key', { ['\udc00']: 1 }, '/\udc00'],
  ['nothing', [{ id: '\ud83d\ude00', score: 0.5 }, null], undefined],
])('what cannot be stored is found where it stands: %s', (_, value, pointer) => {
  expect(unstorableText(value)).toBe(pointer);
  expect(parseItems(JSON.stringify(value), 10)).toEqual(value);
});
