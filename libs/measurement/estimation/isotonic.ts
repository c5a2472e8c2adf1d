import { sortedOrder } from '../statistics/sorted-order.js';

/** Observations gathered by x: distinct x ascending, how much weight lies at each and the sum of y there. */
export interface WeightedPoints {
  readonly x: Float64Array;
  readonly weights: Float64Array;
  readonly sums: Float64Array;
}

/** A rising piecewise linear function: `y[i]` at `x[i]`, straight between, constant outside. Never empty. */
export interface IsotonicMap {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Gathers observations whose x ascend; those with the same x become one point. */
export function gatherAscending(x: Float64Array, y: ArrayLike<number>): WeightedPoints {
  const distinct = new Float64Array(x.length);
  const weights = new Float64Array(x.length);
  const sums = new Float64Array(x.length);
  let last = -1;
  for (let row = 0; row < x.length; row++) {
    if (last < 0 || x[row] !== distinct[last]) distinct[++last] = x[row]!;
    weights[last]! += 1;
    sums[last]! += y[row]!;
  }
  return { x: distinct.subarray(0, last + 1), weights: weights.subarray(0, last + 1), sums: sums.subarray(0, last + 1) };
}

/** Blocks of pooled points, which are added by ascending x. Few enough to stay in the nearest cache, whatever the number of points. */
export interface Blocks {
  /** Points at the same x have to be added as one. */
  add(x: number, weight: number, sum: number): void;
  /** Null without a point. */
  toMap(): IsotonicMap | null;
  clear(): void;
}

const firstBlocks = 1_024;

/** Pools neighbours that fall into blocks of their mean (pool adjacent violators; Ayer et al. 1955). */
export function newBlocks(): Blocks {
  let [starts, ends, weights, sums] = [new Float64Array(firstBlocks), new Float64Array(firstBlocks), new Float64Array(firstBlocks), new Float64Array(firstBlocks)];
  let count = 0;
  return {
    add(x, pointWeight, pointSum) {
      let [start, weight, sum] = [x, pointWeight, pointSum];
      while (count > 0 && sums[count - 1]! * weight >= sum * weights[count - 1]!) {
        count--;
        start = starts[count]!;
        weight += weights[count]!;
        sum += sums[count]!;
      }
      if (count === starts.length) [starts, ends, weights, sums] = [doubled(starts), doubled(ends), doubled(weights), doubled(sums)];
      starts[count] = start;
      ends[count] = x;
      weights[count] = weight;
      sums[count++] = sum;
    },
    toMap: () => (count === 0 ? null : knotsOf(starts, ends, weights, sums, count)),
    clear: () => {
      count = 0;
    },
  };
}

/**
 * The non-decreasing function with the least squared distance to the observations, as scikit-learn fits it: y averaged over equal x,
 * neighbours that fall pooled, both ends of each block kept as knots. Null without an observation. Weights are above 0.
 */
export function isotonicThrough({ x, weights, sums }: WeightedPoints): IsotonicMap | null {
  const blocks = newBlocks();
  for (let point = 0; point < x.length; point++) blocks.add(x[point]!, weights[point]!, sums[point]!);
  return blocks.toMap();
}

/** The same from observations in any order; those without x or y (NaN) are left out. */
export function fitIsotonic(x: Float64Array, y: Float64Array): IsotonicMap | null {
  const [knownX, knownY] = [new Float64Array(x.length), new Float64Array(x.length)];
  let known = 0;
  for (let row = 0; row < x.length; row++) {
    if (Number.isNaN(x[row]!) || Number.isNaN(y[row]!)) continue;
    knownX[known] = x[row]!;
    knownY[known++] = y[row]!;
  }
  const order = sortedOrder(knownX.subarray(0, known));
  const ascending = Float64Array.from(order, (row) => knownX[row]!);
  return isotonicThrough(gatherAscending(ascending, Float64Array.from(order, (row) => knownY[row]!)));
}

/** The function's value at x: on the straight line between knots, that of the nearest end outside them; NaN for NaN. */
export function valueAt({ x: knots, y }: IsotonicMap, x: number): number {
  let [low, high] = [0, knots.length - 1];
  if (x <= knots[0]!) return y[0]!;
  if (x >= knots[high]!) return y[high]!;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (knots[middle]! <= x) low = middle;
    else high = middle;
  }
  return between(knots, y, low, x);
}

/** The values at ascending x, in one walk along the knots. */
export function valuesAtAscending({ x: knots, y }: IsotonicMap, x: Float64Array): Float64Array {
  const values = new Float64Array(x.length);
  const last = knots.length - 1;
  let at = 0;
  for (let row = 0; row < x.length; row++) {
    const place = x[row]!;
    while (at < last && knots[at + 1]! <= place) at++;
    if (place <= knots[0]!) values[row] = y[0]!;
    else values[row] = at === last ? y[last]! : between(knots, y, at, place);
  }
  return values;
}

function between(knots: Float64Array, y: Float64Array, at: number, x: number): number {
  // The part of the way comes first: a slope between knots that all but touch would be infinite.
  const part = (x - knots[at]!) / (knots[at + 1]! - knots[at]!);
  return y[at]! + part * (y[at + 1]! - y[at]!);
}

function knotsOf(starts: Float64Array, ends: Float64Array, weights: Float64Array, sums: Float64Array, blocks: number): IsotonicMap {
  const [knots, y] = [new Float64Array(2 * blocks), new Float64Array(2 * blocks)];
  let count = 0;
  for (let block = 0; block < blocks; block++) {
    const value = sums[block]! / weights[block]!;
    knots[count] = starts[block]!;
    y[count++] = value;
    if (ends[block] === starts[block]) continue;
    knots[count] = ends[block]!;
    y[count++] = value;
  }
  return { x: knots.subarray(0, count), y: y.subarray(0, count) };
}

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * values.length);
  larger.set(values);
  return larger;
}
