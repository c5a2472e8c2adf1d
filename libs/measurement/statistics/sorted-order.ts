/** Digits of eight bits: wider ones need fewer passes but write to more places at once than the nearest cache holds. */
const digitBits = 8;
const buckets = 2 ** digitBits;
const digits = 4;
/** Below this a comparing sort is quicker than passes over histograms. */
const radixFrom = 4_096;
/** Longer stretches whose upper halves are equal are sorted by comparing; shorter ones by insertion. */
const longRun = 64;

/**
 * The rows in ascending order of their values; equal values keep their order. NaN is not allowed; -0 and 0 are equal.
 * A radix sort on the upper half of each double carries the row along, so that no value is looked up while sorting; the few
 * neighbours that agree in their upper half are put right afterwards.
 */
export function sortedOrder(values: Float64Array): Uint32Array {
  const length = values.length;
  if (length < radixFrom) return Uint32Array.from({ length }, (_, row) => row).toSorted((a, b) => values[a]! - values[b]! || a - b);
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * length);
  let keys = new Uint32Array(length);
  let order = new Uint32Array(length);
  const counts = new Uint32Array(buckets * digits);
  let isAscending = true;
  for (let row = 0; row < length; row++) {
    isAscending &&= row === 0 || values[row]! >= values[row - 1]!;
    const high = values[row] === 0 ? 0 : words[2 * row + 1]!;
    const key = (high ^ (high >>> 31 === 1 ? 0xffffffff : 0x80000000)) >>> 0;
    keys[row] = key;
    order[row] = row;
    counts[key & 255]!++;
    counts[buckets + ((key >>> 8) & 255)]!++;
    counts[2 * buckets + ((key >>> 16) & 255)]!++;
    counts[3 * buckets + (key >>> 24)]!++;
  }
  if (isAscending) return order;
  let [otherKeys, otherOrder] = [new Uint32Array(length), new Uint32Array(length)];
  for (let digit = 0; digit < digits; digit++) {
    if (!spreads(counts, digit, length)) continue;
    scatter(keys, order, otherKeys, otherOrder, counts, digit);
    [keys, otherKeys] = [otherKeys, keys];
    [order, otherOrder] = [otherOrder, order];
  }
  repair(values, keys, order);
  return order;
}

/** Turns the counts of a digit into where each bucket starts; false when one bucket holds everything. */
function spreads(counts: Uint32Array, digit: number, length: number): boolean {
  let start = 0;
  for (let bucket = digit * buckets; bucket < (digit + 1) * buckets; bucket++) {
    const count = counts[bucket]!;
    if (count === length) return false;
    counts[bucket] = start;
    start += count;
  }
  return true;
}

function scatter(keys: Uint32Array, order: Uint32Array, toKeys: Uint32Array, toOrder: Uint32Array, starts: Uint32Array, digit: number): void {
  const base = digit * buckets;
  const shift = digit * digitBits;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at]!;
    const place = starts[base + ((key >>> shift) & 255)]!++;
    toKeys[place] = key;
    toOrder[place] = order[at]!;
  }
}

/** Puts stretches of equal keys in order by their whole values. */
function repair(values: Float64Array, keys: Uint32Array, order: Uint32Array): void {
  for (let start = 0, end = 0; start < keys.length; start = end) {
    end = start + 1;
    let isAscending = true;
    while (end < keys.length && keys[end] === keys[start]) {
      isAscending &&= values[order[end]!]! >= values[order[end - 1]!]!;
      end++;
    }
    if (isAscending) continue;
    if (end - start > longRun) order.subarray(start, end).sort((a, b) => values[a]! - values[b]! || a - b);
    else insertionSort(values, order, start, end);
  }
}

function insertionSort(values: Float64Array, order: Uint32Array, start: number, end: number): void {
  for (let at = start + 1; at < end; at++) {
    const row = order[at]!;
    const value = values[row]!;
    let place = at;
    while (place > start && values[order[place - 1]!]! > value) {
      order[place] = order[place - 1]!;
      place--;
    }
    order[place] = row;
  }
}
