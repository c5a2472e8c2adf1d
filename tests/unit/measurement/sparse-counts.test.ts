import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countsBetween, decodeCounts, encodeCounts, negatedCounts, sumOfCounts, sumOfEncoded } from '#libs/measurement/intervals/sparse-counts.js';

const entries = fc.array(fc.tuple(fc.oneof(fc.nat(40), fc.integer({ min: 0, max: 2 ** 40 })), fc.integer({ min: -1000, max: 1_000_000 })), { maxLength: 60 });

function countsOf(list: readonly (readonly [number, number])[]) {
  const sums = new Map<number, number>();
  for (const [key, count] of list) sums.set(key, (sums.get(key) ?? 0) + count);
  const kept = [...sums].filter(([, count]) => count !== 0).toSorted(([a], [b]) => a - b);
  return { keys: Float64Array.from(kept, ([key]) => key), counts: Float64Array.from(kept, ([, count]) => count) };
}

test('counts come back as they were written, and none take no bytes', () => {
  fc.assert(
    fc.property(entries, (list) => {
      expect(decodeCounts(encodeCounts(countsOf(list)))).toEqual(countsOf(list));
    }),
  );
  expect(encodeCounts(countsOf([]))).toHaveLength(0);
});

test('parts added up in any order and grouping are the whole, byte for byte', () => {
  fc.assert(
    fc.property(fc.array(entries, { maxLength: 9 }), fc.nat(9), (parts, split) => {
      const whole = encodeCounts(countsOf(parts.flat()));
      const encoded = parts.map((part) => encodeCounts(countsOf(part)));
      expect(sumOfEncoded(encoded)).toEqual(whole);
      expect(sumOfEncoded(encoded.toReversed())).toEqual(whole);
      expect(sumOfEncoded([sumOfEncoded(encoded.slice(0, split)), sumOfEncoded(encoded.slice(split))])).toEqual(whole);
    }),
  );
});

test('what is taken back leaves nothing', () => {
  fc.assert(
    fc.property(entries, entries, (kept, taken) => {
      const [all, back] = [encodeCounts(countsOf([...kept, ...taken])), negatedCounts(encodeCounts(countsOf(taken)))];
      expect(sumOfEncoded([all, back])).toEqual(encodeCounts(countsOf(kept)));
    }),
  );
});

test('a stretch of keys has those and no others', () => {
  fc.assert(
    fc.property(entries, fc.nat(40), fc.nat(40), (list, one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      expect(countsBetween(countsOf(list), from, to)).toEqual(countsOf(list.filter(([key]) => key >= from && key < to)));
    }),
  );
});

test('the sum of nothing is nothing', () => {
  expect(sumOfCounts([]).keys).toHaveLength(0);
});

test('damaged bytes are refused', () => {
  expect(() => decodeCounts(Uint8Array.of(3))).toThrow('damaged');
});
