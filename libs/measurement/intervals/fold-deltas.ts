import { ascendingWholes } from '../statistics/whole-sorting.js';
import { type IntervalFold, cellStride, codesPerCell } from './fold-cells.js';
import { cellCountersAt, confusionAt, decidedAt, featureCodes, reasonsAt, scoreCodes, userCodes } from './interval-fold.js';
import { binSpace, cellCounters, reasonsAtMost, reasonsKey, scoreSpace, sliceCounters, sliceSpace, usersKey } from './interval-keys.js';
import { type IntervalDelta, encodeMinutes, hourMilliseconds } from './intervals.js';
import { type Writer, newWriter, takeBytes, writeSigned, writeVarint } from './varints.js';

/** The groups of a fold by cell and code, with where each one's sorted keys lie; `next` moves through them. */
interface SortedGroups {
  readonly keys: Uint32Array;
  readonly starts: Uint32Array;
  readonly groups: readonly number[];
  readonly order: Uint32Array;
  next: number;
}

/** What was added, one row per version and hour, ordered by both. The fold stays usable. */
export function deltasOf(fold: IntervalFold): IntervalDelta[] {
  const sorted = sortedGroups(fold);
  const writer = newWriter();
  return fold.hours
    .map((hour, cell) => deltaOf(fold, sorted, writer, cell, hour))
    .toSorted((a, b) => a.versionKey - b.versionKey || a.hourMs - b.hourMs);
}

function deltaOf(fold: IntervalFold, sorted: SortedGroups, writer: Writer, cell: number, hour: number): IntervalDelta {
  const { counts } = fold;
  const base = cell * cellStride;
  let events = 0;
  let errors = 0;
  for (let minute = 0; minute < 60; minute++) {
    events += counts[base + minute]!;
    errors += counts[base + 60 + minute]!;
  }
  return {
    versionKey: fold.versionKeys[cell]!,
    hourMs: hour * hourMilliseconds,
    events,
    errors,
    decided: counts[base + decidedAt]!,
    minutes: encodeMinutes(writer, counts, base),
    latency: latencyOf(sorted, writer, cell),
    truePositive: counts[base + confusionAt]!,
    falsePositive: counts[base + confusionAt + 1]!,
    falseNegative: counts[base + confusionAt + 2]!,
    trueNegative: counts[base + confusionAt + 3]!,
    scores: histogramsOf(sorted, writer, cell, scoreCodes, featureCodes, scoreSpace),
    features: histogramsOf(sorted, writer, cell, featureCodes, userCodes, binSpace),
    slices: slicesOf(fold, writer, cell),
    counters: countersOf(fold, sorted, writer, cell),
  };
}

function sortedGroups(fold: IntervalFold): SortedGroups {
  const { keyCount, groups } = fold;
  const keys = ascendingWholes(fold.keys, fold.spare, keyCount);
  // Sorted keys are keys: whichever of the two arrays holds them goes on collecting.
  if (keys !== fold.keys) [fold.keys, fold.spare] = [fold.spare, fold.keys];
  const starts = new Uint32Array(groups.length + 1).fill(keyCount);
  for (let at = keyCount - 1; at >= 0; at--) starts[keys[at]! >>> 16] = at;
  const order = Uint32Array.from(groups.keys()).toSorted((a, b) => groups[a]! - groups[b]!);
  return { keys, starts, groups, order, next: 0 };
}

/** Writes the runs of equal bins of the next group; `previous` is the key before, `first` that of its bin 0. @returns the last key */
function writeRuns({ keys, starts }: SortedGroups, writer: Writer, group: number, first: number, previous: number, isSigned: boolean): number {
  const end = starts[group + 1]!;
  let last = previous;
  for (let at = starts[group]!; at < end; ) {
    const key = keys[at]!;
    const start = at;
    while (at < end && keys[at] === key) at++;
    writeVarint(writer, first + (key & (binSpace - 1)) - last);
    if (isSigned) writeSigned(writer, at - start);
    else writeVarint(writer, at - start);
    last = first + (key & (binSpace - 1));
  }
  return last;
}

function latencyOf(sorted: SortedGroups, writer: Writer, cell: number): Uint8Array {
  const group = sorted.order[sorted.next];
  if (group !== undefined && sorted.groups[group] === cell * codesPerCell) {
    sorted.next++;
    writeRuns(sorted, writer, group, 0, 0, false);
  }
  return takeBytes(writer);
}

/** The histograms of a cell with codes from `from` to `to` (exclusive), `space` keys apart. */
function histogramsOf(sorted: SortedGroups, writer: Writer, cell: number, from: number, to: number, space: number): Uint8Array {
  writeHistograms(sorted, writer, cell * codesPerCell + from, cell * codesPerCell + to, space, 0, 0);
  return takeBytes(writer);
}

function writeHistograms(sorted: SortedGroups, writer: Writer, from: number, to: number, space: number, firstKey: number, lastKey: number): void {
  let previous = lastKey;
  for (; sorted.next < sorted.order.length; sorted.next++) {
    const group = sorted.order[sorted.next]!;
    const code = sorted.groups[group]!;
    if (code >= to) break;
    previous = writeRuns(sorted, writer, group, firstKey + (code - from) * space, previous, true);
  }
}

function slicesOf({ sliceBlocks, sliceCounts }: IntervalFold, writer: Writer, cell: number): Uint8Array {
  let previous = 0;
  for (const [slice, block] of [...sliceBlocks[cell]!].toSorted(([a], [b]) => a - b)) {
    previous = writeCounters(writer, sliceCounts, block, sliceCounters.length, slice * sliceSpace, previous);
  }
  return takeBytes(writer);
}

function countersOf({ counts }: IntervalFold, sorted: SortedGroups, writer: Writer, cell: number): Uint8Array {
  const base = cell * cellStride;
  let previous = writeCounters(writer, counts, base + cellCountersAt, cellCounters.length, 0, 0);
  previous = writeCounters(writer, counts, base + reasonsAt, reasonsAtMost + 1, reasonsKey, previous);
  const users = cell * codesPerCell + userCodes;
  writeHistograms(sorted, writer, users, (cell + 1) * codesPerCell, binSpace, usersKey, previous);
  return takeBytes(writer);
}

/** Writes the counters other than 0 that start at `from`, with keys from `firstKey` on; `previous` is the key before. @returns the last key */
function writeCounters(writer: Writer, counts: ArrayLike<number>, from: number, length: number, firstKey: number, previous: number): number {
  let last = previous;
  for (let at = 0; at < length; at++) {
    const count = counts[from + at]!;
    if (count === 0) continue;
    writeVarint(writer, firstKey + at - last);
    writeSigned(writer, count);
    last = firstKey + at;
  }
  return last;
}
