import { binSpace } from './interval-keys.js';

/** Events and outcomes being added up. Change it only through `foldEvent`, `foldOutcome` and `emptyFold`. */
export interface IntervalFold {
  /** A cell for each version and hour. */
  readonly cells: Map<number, number>;
  readonly versionKeys: number[];
  readonly hours: number[];
  /** Per cell: events of 60 minutes, errors of 60 minutes, and the counters that `cellStride` has room for. */
  counts: Uint32Array;
  /** Per cell and code of a histogram: the number of its group + 1. */
  groupOf: Uint16Array;
  /** Per group: the cell and code it stands for. */
  readonly groups: number[];
  /** One number for each thing that falls in a bin, group and bin together: sorting it at the end is cheaper than a histogram each. */
  keys: Uint32Array;
  spare: Uint32Array;
  keyCount: number;
  /** Per cell: where in `sliceCounts` each slice has its counters. */
  readonly sliceBlocks: Map<number, number>[];
  sliceCounts: Float64Array;
  sliceBlockCount: number;
  /** The cells used last, by a small hash of version and hour. */
  readonly recentKeys: Float64Array;
  readonly recentCells: Int32Array;
}

export const cellStride = 192;
export const countersAt = 120;
export const codesPerCell = 1024;
export const sliceStride = 16;

const recent = 64;
const hoursPerVersion = 2 ** 21;
const groupsAtMost = 2 ** 16 - 1;
const keysAtMost = 2 ** 20;
const cellsAtMost = 4096;

export function newFold(): IntervalFold {
  return {
    cells: new Map(),
    versionKeys: [],
    hours: [],
    counts: new Uint32Array(16 * cellStride),
    groupOf: new Uint16Array(16 * codesPerCell),
    groups: [],
    keys: new Uint32Array(1024),
    spare: new Uint32Array(1024),
    keyCount: 0,
    sliceBlocks: [],
    sliceCounts: new Float64Array(64 * sliceStride),
    sliceBlockCount: 0,
    recentKeys: new Float64Array(recent).fill(-1),
    recentCells: new Int32Array(recent),
  };
}

/** Forgets everything and keeps the memory. */
export function emptyFold(fold: IntervalFold): void {
  fold.counts.fill(0, 0, fold.hours.length * cellStride);
  fold.groupOf.fill(0, 0, fold.hours.length * codesPerCell);
  fold.sliceCounts.fill(0, 0, fold.sliceBlockCount * sliceStride);
  fold.recentKeys.fill(-1);
  fold.cells.clear();
  for (const list of [fold.versionKeys, fold.hours, fold.groups, fold.sliceBlocks]) list.length = 0;
  fold.keyCount = 0;
  fold.sliceBlockCount = 0;
}

/** Whether the next event or outcome may not fit: take the deltas and empty the fold first. Far from it below ten thousand ordinary events. */
export function isFull(fold: IntervalFold): boolean {
  return fold.groups.length + codesPerCell > groupsAtMost || fold.keyCount > keysAtMost || fold.hours.length >= cellsAtMost;
}

/** The cell of a version and an hour since 1970. */
export function cellOf(fold: IntervalFold, versionKey: number, hour: number): number {
  const slot = (versionKey * 7 + hour) & (recent - 1);
  const key = versionKey * hoursPerVersion + hour;
  if (fold.recentKeys[slot] === key) return fold.recentCells[slot]!;
  const cell = fold.cells.get(key) ?? addCell(fold, key, versionKey, hour);
  fold.recentKeys[slot] = key;
  fold.recentCells[slot] = cell;
  return cell;
}

/** Counts one thing in a bin of a cell's histogram. */
export function addToBin(fold: IntervalFold, cell: number, code: number, bin: number): void {
  const at = cell * codesPerCell + code;
  let group = fold.groupOf[at]!;
  if (group === 0) {
    group = fold.groups.push(at);
    fold.groupOf[at] = group;
  }
  if (fold.keyCount === fold.keys.length) {
    fold.spare = new Uint32Array(fold.keys.length * 2);
    fold.spare.set(fold.keys);
    fold.keys = fold.spare;
    fold.spare = new Uint32Array(fold.keys.length);
  }
  fold.keys[fold.keyCount++] = (group - 1) * binSpace + bin;
}

/** Where the counters of a cell's slice start. */
export function sliceBlockOf(fold: IntervalFold, cell: number, slice: number): number {
  const blocks = fold.sliceBlocks[cell]!;
  const known = blocks.get(slice);
  if (known !== undefined) return known;
  const block = fold.sliceBlockCount++ * sliceStride;
  blocks.set(slice, block);
  if (block + sliceStride > fold.sliceCounts.length) {
    const larger = new Float64Array(fold.sliceCounts.length * 2);
    larger.set(fold.sliceCounts);
    fold.sliceCounts = larger;
  }
  return block;
}

function addCell(fold: IntervalFold, key: number, versionKey: number, hour: number): number {
  const cell = fold.hours.push(hour) - 1;
  fold.versionKeys.push(versionKey);
  fold.sliceBlocks.push(new Map());
  fold.cells.set(key, cell);
  if (fold.hours.length * cellStride > fold.counts.length) {
    const larger = new Uint32Array(fold.counts.length * 2);
    larger.set(fold.counts);
    fold.counts = larger;
    const codes = new Uint16Array(fold.groupOf.length * 2);
    codes.set(fold.groupOf);
    fold.groupOf = codes;
  }
  return cell;
}
