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

/** Room for the blocks of a fit of at most so many points; fits one after another can share it. */
export interface BlockSpace {
  readonly ends: Uint32Array;
  readonly weights: Float64Array;
  readonly sums: Float64Array;
}

export function newBlockSpace(points: number): BlockSpace {
  return { ends: new Uint32Array(points), weights: new Float64Array(points), sums: new Float64Array(points) };
}

/**
 * The non-decreasing function with the least squared distance to the observations, as scikit-learn fits it: y averaged over equal x,
 * neighbours that fall pooled into blocks of their mean (pool adjacent violators; Ayer et al. 1955), both ends of each block kept as
 * knots. Null without an observation. Weights are above 0.
 */
export function isotonicThrough({ x, weights, sums }: WeightedPoints, space = newBlockSpace(x.length)): IsotonicMap | null {
  if (x.length === 0) return null;
  const { ends, weights: blockWeights, sums: blockSums } = space;
  let last = -1;
  for (let point = 0; point < x.length; point++) {
    let weight = weights[point]!;
    let sum = sums[point]!;
    while (last >= 0 && blockSums[last]! * weight >= sum * blockWeights[last]!) {
      weight += blockWeights[last]!;
      sum += blockSums[last]!;
      last--;
    }
    last++;
    ends[last] = point;
    blockWeights[last] = weight;
    blockSums[last] = sum;
  }
  return knotsOf(x, ends, blockWeights, blockSums, last + 1);
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

function knotsOf(x: Float64Array, ends: Uint32Array, weights: Float64Array, sums: Float64Array, blocks: number): IsotonicMap {
  const [knots, y] = [new Float64Array(2 * blocks), new Float64Array(2 * blocks)];
  let count = 0;
  for (let block = 0, start = 0; block < blocks; start = ends[block++]! + 1) {
    const value = sums[block]! / weights[block]!;
    knots[count] = x[start]!;
    y[count++] = value;
    if (ends[block] === start) continue;
    knots[count] = x[ends[block]!]!;
    y[count++] = value;
  }
  return { x: knots.subarray(0, count), y: y.subarray(0, count) };
}
