import { ascending, between, wordsOf } from './sorting.js';

/** Leading bits of a double, in the order of numbers: sign, exponent and 4 bits of the mantissa. */
const keys = 65_536;
/** Below this sorting everything is quicker. */
const selectFrom = 8_192;

/**
 * The quantiles (0 to 1) of values in any order, each exactly `linearQuantile` of the sorted values; NaN is not allowed, and there is at
 * least one value. One pass counts leading bits, one gathers the values that share theirs with a wanted order statistic, and only
 * those are sorted: linear, and little memory is touched.
 */
export function quantilesOf(values: Float64Array, quantiles: readonly number[]): number[] {
  const positions = quantiles.map((q) => (values.length - 1) * q);
  const ranks = positions.flatMap((at) => [Math.floor(at), Math.min(Math.floor(at) + 1, values.length - 1)]);
  const statistics = orderStatistics(values, ranks);
  return positions.map((at, index) => between(statistics[2 * index]!, statistics[2 * index + 1]!, at - Math.floor(at)));
}

/** The values that would stand at `ranks` (from 0) if the values were sorted; NaN is not allowed. As linear as `quantilesOf`. */
export function orderStatistics(values: Float64Array, ranks: readonly number[]): number[] {
  if (values.length < selectFrom) {
    const sorted = ascending(values);
    return ranks.map((rank) => sorted[rank]!);
  }
  const counts = leadingCounts(values);
  const wanted = new Uint8Array(keys);
  const skipped = ranks.map(() => 0);
  const sortedRanks = [...ranks.keys()].toSorted((a, b) => ranks[a]! - ranks[b]!);
  let [seen, gathered, next] = [0, 0, 0];
  for (let key = 0; key < keys && next < ranks.length; key++) {
    const upTo = seen + counts[key]!;
    if (ranks[sortedRanks[next]!]! < upTo) {
      wanted[key] = 1;
      for (; next < ranks.length && ranks[sortedRanks[next]!]! < upTo; next++) skipped[sortedRanks[next]!] = seen - gathered;
      gathered += counts[key]!;
    }
    seen = upTo;
  }
  const sorted = ascending(gather(values, wanted, gathered));
  return ranks.map((rank, index) => sorted[rank - skipped[index]!]!);
}

/** The leading bits of a double with this high word as an integer from 0, in the order of the numbers. */
export function leadingKey(high: number): number {
  return (high ^ ((high >> 31) | 0x80000000)) >>> 16;
}

function leadingCounts(values: Float64Array): Uint32Array {
  const words = wordsOf(values);
  const counts = new Uint32Array(keys);
  for (let at = 1; at < words.length; at += 2) counts[leadingKey(words[at]!)]!++;
  return counts;
}

function gather(values: Float64Array, wanted: Uint8Array, count: number): Float64Array {
  const words = wordsOf(values);
  const gathered = new Float64Array(count);
  let to = 0;
  for (let at = 0; at < values.length; at++) {
    if (wanted[leadingKey(words[2 * at + 1]!)] === 1) gathered[to++] = values[at]!;
  }
  return gathered;
}
