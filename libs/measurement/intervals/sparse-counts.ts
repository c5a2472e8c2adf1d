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
  const into = roomFor(entriesAtMost(bytes));
  const length = decodeInto(bytes, into, 0);
  return { keys: into.keys.subarray(0, length), counts: into.counts.subarray(0, length) };
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
  const from = roomFor(parts.reduce((sum, { keys }) => sum + keys.length, 0));
  const starts = [0];
  for (const { keys, counts } of parts) {
    const start = starts.at(-1)!;
    from.keys.set(keys, start);
    from.counts.set(counts, start);
    starts.push(start + keys.length);
  }
  return merged(from, starts);
}

/** The same of encoded counts. */
export function sumOfEncoded(parts: readonly Uint8Array[]): Uint8Array {
  const some = parts.filter((part) => part.length > 0);
  if (some.length === 1) return some[0]!;
  const from = roomFor(some.reduce((sum, part) => sum + entriesAtMost(part), 0));
  const starts = [0];
  for (const part of some) starts.push(decodeInto(part, from, starts.at(-1)!));
  return encodeCounts(merged(from, starts));
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

/** An entry takes two bytes at least. */
function entriesAtMost(bytes: Uint8Array): number {
  return bytes.length >> 1;
}

function roomFor(entries: number): SparseCounts {
  return { keys: new Float64Array(entries), counts: new Float64Array(entries) };
}

/** Decodes into the place from `start` on. @returns where the entries end */
function decodeInto(bytes: Uint8Array, { keys, counts }: SparseCounts, start: number): number {
  const reader: Reader = { bytes, position: 0 };
  let at = start;
  for (let key = 0; !isDone(reader); at++) {
    key += readVarint(reader);
    keys[at] = key;
    counts[at] = readSigned(reader);
  }
  return at;
}

/**
 * Merges runs of entries, each from one of `starts` to the next, by pairs as a merge sort does, to and fro between two places: an entry is
 * moved as often as the number of runs can be halved, and nothing is left to collect.
 */
function merged(entries: SparseCounts, starts: readonly number[]): SparseCounts {
  let [from, to] = [entries, roomFor(entries.keys.length)];
  let runs = starts;
  while (runs.length > 2) {
    const next = [0];
    for (let run = 0; run + 1 < runs.length; run += 2) {
      next.push(mergeTwo(from, runs[run]!, runs[run + 1]!, runs[run + 2] ?? runs[run + 1]!, to, next.at(-1)!));
    }
    [from, to] = [to, from];
    runs = next;
  }
  const end = runs.at(-1)!;
  return { keys: from.keys.subarray(0, end), counts: from.counts.subarray(0, end) };
}

/** Merges the entries from `start` to `middle` with those from there to `end`. @returns where they end at their new place */
function mergeTwo(from: SparseCounts, start: number, middle: number, end: number, to: SparseCounts, place: number): number {
  let [left, right, at] = [start, middle, place];
  while (left < middle || right < end) {
    const a = left < middle ? from.keys[left]! : Number.POSITIVE_INFINITY;
    const b = right < end ? from.keys[right]! : Number.POSITIVE_INFINITY;
    let count = 0;
    if (a <= b) count += from.counts[left++]!;
    if (b <= a) count += from.counts[right++]!;
    if (count === 0) continue;
    to.keys[at] = a <= b ? a : b;
    to.counts[at++] = count;
  }
  return at;
}
