import { figure } from '../statistics/figure.js';
import { sumOf } from './divergence.js';
import type { PairedHistogram } from './histogram.js';
import { type RangedFigure, undefinedRanged } from './ranged-figure.js';

/**
 * The Wasserstein-1 distance with each row at the middle of its bin. Moving every row to where it really is costs at most half the width
 * of its bin, on both sides together at most the bound. Undefined without rows on a side, or when an open bin has rows.
 */
export function histogramWasserstein({ upperEdges, reference, current }: PairedHistogram): RangedFigure {
  const [n, m] = [sumOf(reference), sumOf(current)];
  if (n === 0 || m === 0) return undefinedRanged('no-rows');
  let [before, now, distance, bound] = [0, 0, 0, 0];
  let last = 0;
  for (let bin = 0; bin < reference.length; bin++) {
    const [r, c] = [reference[bin]!, current[bin]!];
    if (r + c === 0) continue;
    const [lower, upper] = [bin === 0 ? -Infinity : upperEdges[bin - 1]!, upperEdges[bin]!];
    const width = upper - lower;
    if (!Number.isFinite(width)) return undefinedRanged('not-finite');
    const middle = lower + width / 2;
    distance += Math.abs(before / n - now / m) * (before + now === 0 ? 0 : middle - last);
    last = middle;
    bound += (r / n + c / m) * (width / 2);
    before += r;
    now += c;
  }
  return { figure: figure(distance), range: { least: Math.max(0, distance - bound), most: distance + bound } };
}

/** The same divided by the interquartile range of the reference, which the bins too give only within a range. Undefined when that may be 0. */
export function normalisedHistogramWasserstein(pair: PairedHistogram): RangedFigure {
  const distance = histogramWasserstein(pair);
  if (distance.range === null) return distance;
  const [low, high] = [quartile(pair, 0.25), quartile(pair, 0.75)];
  const [narrowest, widest] = [high.least - low.most, high.most - low.least];
  if (narrowest <= 0) return undefinedRanged('constant');
  const range = { least: distance.range.least / widest, most: distance.range.most / narrowest };
  return { figure: figure(distance.figure.value! / (high.middle - low.middle)), range };
}

/** Between the lower end of the bin of the order statistic below the quantile and the upper end of that of the one above. */
function quartile({ upperEdges, reference }: PairedHistogram, q: number): { readonly least: number; readonly middle: number; readonly most: number } {
  const at = (sumOf(reference) - 1) * q;
  const [lower, upper] = [binOfRank(reference, Math.floor(at)), binOfRank(reference, Math.ceil(at))];
  const least = lower === 0 ? -Infinity : upperEdges[lower - 1]!;
  const most = upperEdges[upper]!;
  return { least, middle: least + (most - least) / 2, most };
}

function binOfRank(counts: Float64Array, rank: number): number {
  let [bin, seen] = [0, counts[0]!];
  while (seen <= rank) seen += counts[++bin]!;
  return bin;
}
