import { FineprintError } from '#libs/wire/errors.js';

const perDecade = 900;
const lowestExponent = -9;
const decades = 24;
/** Edges of each sign: 1.00e-9, 1.01e-9 … 1.00e15. */
const edgesPerSign = decades * perDecade + 1;
const zeroBin = edgesPerSign + 1;

/** Number of feature bins; bins are 0 to `featureBins - 1`, in the order of their values. */
export const featureBins = 2 * edgesPerSign + 3;

/** Positive edges; each is the double nearest to its decimal, so comparing doubles with it is comparing decimals. */
const edges = Float64Array.from({ length: edgesPerSign }, (_, at) => Number(`${100 + (at % perDecade)}e${Math.floor(at / perDecade) + lowestExponent - 2}`));
/** Edges by the power of two of the value: where its decade may start, and the scale that makes three digits of it. */
const firstBinary = -31;
const decadeOfBinary = Int8Array.from({ length: 82 }, (_, at) => Math.min(decades - 1, Math.max(0, Math.floor(Math.log10(2 ** (at + firstBinary))) - lowestExponent)));
const decadeTops = Float64Array.from({ length: decades }, (_, decade) => Number(`1e${decade + 1 + lowestExponent}`));
const scales = Float64Array.from({ length: decades }, (_, decade) => Number(`1e${2 - decade - lowestExponent}`));
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

const wholeLimit = 1_000;
const binsOfWholes = Uint16Array.from({ length: wholeLimit }, (_, whole) => (whole === 0 ? zeroBin : zeroBin + 1 + edgeAt(whole)));

/**
 * The bin (low, high] of a feature's value: its upper edge is the smallest number of three significant digits that is not below it, so
 * it lies within one percent. Zero has a bin of its own, and so has each whole number up to 999, which is what the codes of categories
 * are. Magnitudes below 1e-9 share one bin on each side of zero, those beyond 1e15 the two ends. Monotone; infinities are allowed.
 */
export function featureBinOf(value: number): number {
  if (value >= 0 && value < wholeLimit && Math.floor(value) === value) return binsOfWholes[value]!;
  if (value > 0) return value > edges[edgesPerSign - 1]! ? featureBins - 1 : zeroBin + 1 + edgeAt(value);
  const magnitude = -value;
  if (magnitude < edges[0]!) return zeroBin - 1;
  if (magnitude >= edges[edgesPerSign - 1]!) return 0;
  if (Number.isNaN(value)) throw new FineprintError('INTERNAL', 'a feature that is not known has no bin');
  const at = edgeAt(magnitude);
  return edgesPerSign - 1 - (edges[at]! > magnitude ? at - 1 : at);
}

/** The largest value in a bin; infinite for the last. */
export function featureUpperEdge(bin: number): number {
  if (!(bin >= 0 && bin < featureBins && Number.isInteger(bin))) throw new FineprintError('INTERNAL', `feature bin ${bin} does not exist; bins are 0 to ${featureBins - 1}`);
  if (bin === featureBins - 1) return Number.POSITIVE_INFINITY;
  if (bin > zeroBin) return edges[bin - zeroBin - 1]!;
  if (bin === zeroBin) return 0;
  // Everything between -1e-9 and 0, without either.
  return bin === zeroBin - 1 ? -Number.MIN_VALUE : -edges[edgesPerSign - 1 - bin]!;
}

/** Where the smallest edge that is not below a magnitude of at most 1e15 stands. */
function edgeAt(magnitude: number): number {
  if (magnitude <= edges[0]!) return 0;
  double[0] = magnitude;
  let decade = decadeOfBinary[(words[1]! >>> 20) - 1023 - firstBinary]!;
  if (magnitude > decadeTops[decade]!) decade++;
  // The scaled product may be off by one edge; the comparisons make it exact.
  const at = decade * perDecade + Math.max(0, Math.min(perDecade, Math.ceil(magnitude * scales[decade]!) - 100));
  if (at > 0 && magnitude <= edges[at - 1]!) return at - 1;
  return magnitude > edges[at]! ? at + 1 : at;
}
