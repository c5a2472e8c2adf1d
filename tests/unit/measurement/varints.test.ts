import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDone, newWriter, readVarint, takeBytes, writeVarint } from '#libs/measurement/intervals/varints.js';

test('whole numbers come back as they were written', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.maxSafeNat(), fc.nat(300), fc.constantFrom(127, 128, 2 ** 32, Number.MAX_SAFE_INTEGER)), { maxLength: 200 }), (values) => {
      const writer = newWriter();
      for (const value of values) writeVarint(writer, value);
      const reader = { bytes: takeBytes(writer), position: 0 };
      expect(values.map(() => readVarint(reader))).toEqual(values);
      expect(isDone(reader)).toBe(true);
      expect(writer.length).toBe(0);
    }),
  );
});

test('small numbers take one byte', () => {
  const writer = newWriter();
  writeVarint(writer, 0);
  writeVarint(writer, 127);
  writeVarint(writer, 128);
  expect([...takeBytes(writer)]).toEqual([0, 127, 128, 1]);
});

test.each([
  ['cut short', [0x80]],
  ['endless', Array.from({ length: 12 }, () => 0xff)],
])('%s bytes are refused', (_, bytes) => {
  expect(() => readVarint({ bytes: Uint8Array.from(bytes), position: 0 })).toThrow('damaged');
});
