import { type Reader, isDone, newWriter, readSigned, readVarint, takeBytes, writeSigned, writeVarint } from './varints.js';

/**
 * Counts by key: keys are whole numbers in ascending order, each once; counts are whole numbers other than 0. A difference that
 * takes something back has negative ones. Stored as two varints a key: the step from the key before, and the signed count; so the
 * same content always has the same bytes, and none has none.
 */
export interface SparseCounts {
  readonly keys: Float64Array;
  readonly counts: Float64Array;
}

export function decodeCounts(bytes: Uint8Array): SparseCounts {
  const reader: Reader = { bytes, position: 0 };
  // An entry takes two bytes at least.
  const keys = new Float64Array(bytes.length >> 1);
  const counts = new Float64Array(bytes.length >> 1);
  let length = 0;
  let key = 0;
  while (!isDone(reader)) {
    key += readVarint(reader);
    keys[length] = key;
    counts[length++] = readSigned(reader);
  }
  return { keys: keys.subarray(0, length), counts: counts.subarray(0, length) };
}

export function encodeCounts({ keys, counts }: SparseCounts): Uint8Array {
  const writer = newWriter();
  let previous = 0;
  for (let at = 0; at < keys.length; at++) {
    writeVarint(writer, keys[at]! - previous);
    writeSigned(writer, counts[at]!);
    previous = keys[at]!;
  }
  return takeBytes(writer);
}

/** The sum, key by key; what cancels out is left out. The order makes no difference. */
export function sumOfCounts(parts: readonly SparseCounts[]): SparseCounts {
  if (parts.length === 0) return { keys: new Float64Array(), counts: new Float64Array() };
  let level = parts;
  // By pairs, like a merge sort, so that an entry is moved as often as the number of parts can be halved.
  while (level.length > 1) {
    const next: SparseCounts[] = [];
    for (let at = 0; at < level.length; at += 2) next.push(at + 1 < level.length ? sumOfTwo(level[at]!, level[at + 1]!) : level[at]!);
    level = next;
  }
  return level[0]!;
}

/** The same of encoded counts. */
export function sumOfEncoded(parts: readonly Uint8Array[]): Uint8Array {
  const some = parts.filter((part) => part.length > 0);
  return some.length === 1 ? some[0]! : encodeCounts(sumOfCounts(some.map(decodeCounts)));
}

/** The same counts with the opposite sign: what takes them back. */
export function negatedCounts(bytes: Uint8Array): Uint8Array {
  const { keys, counts } = decodeCounts(bytes);
  return encodeCounts({ keys, counts: counts.map((count) => -count) });
}

/** Entries whose keys lie from `from` to `to` (exclusive), without copying them. */
export function countsBetween({ keys, counts }: SparseCounts, from: number, to: number): SparseCounts {
  const [start, end] = [firstAtLeast(keys, from), firstAtLeast(keys, to)];
  return { keys: keys.subarray(start, end), counts: counts.subarray(start, end) };
}

function firstAtLeast(keys: Float64Array, wanted: number): number {
  let [from, to] = [0, keys.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (keys[middle]! < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}

function sumOfTwo(a: SparseCounts, b: SparseCounts): SparseCounts {
  const keys = new Float64Array(a.keys.length + b.keys.length);
  const counts = new Float64Array(keys.length);
  let [left, right, length] = [0, 0, 0];
  while (left < a.keys.length || right < b.keys.length) {
    const keyA = left < a.keys.length ? a.keys[left]! : Number.POSITIVE_INFINITY;
    const keyB = right < b.keys.length ? b.keys[right]! : Number.POSITIVE_INFINITY;
    let count = 0;
    if (keyA <= keyB) count += a.counts[left++]!;
    if (keyB <= keyA) count += b.counts[right++]!;
    if (count === 0) continue;
    keys[length] = Math.min(keyA, keyB);
    counts[length++] = count;
  }
  return { keys: keys.subarray(0, length), counts: counts.subarray(0, length) };
}
