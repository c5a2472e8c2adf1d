import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascendingWholes } from '#libs/measurement/statistics/whole-sorting.js';

test('whole numbers of 32 bits come in ascending order; those behind the length are left alone', () => {
  const wholes = fc.array(fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.nat(5_000), fc.integer({ min: 2 ** 31, max: 2 ** 31 + 9 })), { maxLength: 300 });
  fc.assert(
    fc.property(wholes, fc.nat(3), (list, left) => {
      const length = Math.max(0, list.length - left);
      const sorted = ascendingWholes(Uint32Array.from(list), new Uint32Array(list.length), length);
      expect(sorted.slice(0, length)).toEqual(Uint32Array.from(list.slice(0, length)).toSorted());
    }),
  );
});
