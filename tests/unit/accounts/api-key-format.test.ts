import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatApiKey, parseApiKey, prefixOf } from '../../../apps/api/src/accounts/api-key-format.js';

const random = fc.uint8Array({ minLength: 40, maxLength: 40 }).map((bytes) => Buffer.from(bytes));
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

describe('an API key', () => {
  test('has one shape, whatever the bytes', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        expect(formatApiKey(bytes).text).toMatch(/^fp_live_[0-9A-Za-z]{10}_[0-9A-Za-z]{49}$/);
      }),
    );
  });

  test('is read back to its id and the hash of its whole text', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const { text, lookup, hash } = formatApiKey(bytes);
        expect(parseApiKey(text)).toEqual({ lookup, hash });
        expect(hash).toEqual(createHash('sha256').update(text).digest());
        expect(text.startsWith(`${prefixOf(lookup)}_`)).toBe(true);
      }),
    );
  });

  test('with one character changed is refused without asking the database', () => {
    fc.assert(
      fc.property(random, fc.nat(), fc.constantFrom(...alphabet), (bytes, position, letter) => {
        const { text } = formatApiKey(bytes);
        const at = 'fp_live_'.length + (position % (text.length - 'fp_live_'.length));
        const changed = text.slice(0, at) + letter + text.slice(at + 1);
        fc.pre(changed !== text);
        expect(parseApiKey(changed)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('with different bytes is a different key', () => {
    fc.assert(
      fc.property(random, random, (one, other) => {
        fc.pre(!one.equals(other));
        expect(formatApiKey(one).text).not.toBe(formatApiKey(other).text);
      }),
    );
  });

  test.each<[string, (text: string) => string]>([
    ['in upper case', (text) => text.toUpperCase()],
    ['with a line break behind it', (text) => `${text}\n`],
    ['with a space before it', (text) => ` ${text}`],
    ['cut by one', (text) => text.slice(0, -1)],
    ['twice', (text) => text + text],
    ['as a test key', (text) => text.replace('live', 'test')],
    ['not at all', () => ''],
  ])('%s is refused', (_, change) => {
    expect(parseApiKey(change(formatApiKey(Buffer.alloc(40, 7)).text))).toBeNull();
  });

  test('is made of 40 random bytes and of nothing less', () => {
    expect(() => formatApiKey(Buffer.alloc(39))).toThrow('40 random bytes');
  });
});
