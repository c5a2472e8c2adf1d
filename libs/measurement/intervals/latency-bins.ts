import { FineprintError } from '#libs/wire/errors.js';

/** Longest latency that is measured: one day, in milliseconds. */
export const latencyLimitMs = 86_400_000;

const perDecade = 900;
const lowestExponent = -5;
const lastBin = 10 * perDecade + 764;

/** Number of latency bins; bins are 0 to `latencyBins - 1`. */
export const latencyBins = lastBin + 1;

/**
 * Upper edges in milliseconds: 0.00100, 0.00101 … 86,400,000. Each is the double nearest to its decimal. Because reading
 * a decimal is monotone and a double names at most one decimal of three digits, comparing doubles with these edges is the
 * same as comparing the decimals themselves.
 */
const upperEdges = Float64Array.from(
  { length: latencyBins },
  (_, bin) => Number(`${100 + (bin % perDecade)}e${Math.floor(bin / perDecade) + lowestExponent}`),
);
const decadeTops = Float64Array.from({ length: 11 }, (_, decade) => Number(`1e${decade + 3 + lowestExponent}`));
const scales = Float64Array.from({ length: 11 }, (_, decade) => Number(`1e${-(decade + lowestExponent)}`));

/**
 * The bin of a latency in milliseconds (0 to 86,400,000): the one whose upper edge is the smallest number of three
 * significant digits that is not below it. Everything up to 0.001 ms shares the first bin. Monotone.
 */
export function latencyBinOf(ms: number): number {
  if (!(ms >= 0 && ms <= latencyLimitMs)) {
    throw new FineprintError('INVALID', `a latency is 0 to ${latencyLimitMs} milliseconds, not ${ms}`);
  }
  let decade = 0;
  while (ms > decadeTops[decade]!) decade++;
  // The scaled product may be off by one bin; the two comparisons with the edges make it exact.
  let bin = Math.max(0, decade * perDecade + Math.ceil(ms * scales[decade]!) - 100);
  if (bin > lastBin) bin = lastBin;
  if (bin > 0 && ms <= upperEdges[bin - 1]!) return bin - 1;
  return ms > upperEdges[bin]! ? bin + 1 : bin;
}

/** The largest latency in a bin, in milliseconds. */
export function latencyUpperEdge(bin: number): number {
  const edge = upperEdges[bin];
  if (edge === undefined) throw new FineprintError('INTERNAL', `latency bin ${bin} does not exist; bins are 0 to ${lastBin}`);
  return edge;
}

/** Whether a threshold in milliseconds is met or missed exactly by whole bins: three significant digits at most. */
export function isBinEdge(ms: number): boolean {
  return ms > 0 && ms <= latencyLimitMs && upperEdges[latencyBinOf(ms)] === ms;
}
