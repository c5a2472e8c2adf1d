import { figure } from '../statistics/figure.js';
import { sumOf } from './divergence.js';
import type { PairedHistogram } from './histogram.js';
import { type RangedFigure, undefinedRanged } from './ranged-figure.js';

/**
 * The Kolmogorov-Smirnov statistic over the edges of the bins. The exact one looks inside the bins too, so it is never smaller; it is larger
 * by at most the largest share of one side in one bin, and often by less: inside a bin neither side can leave what it has at the two edges.
 */
export function histogramKolmogorovSmirnov({ reference, current }: PairedHistogram): RangedFigure {
  const [n, m] = [sumOf(reference), sumOf(current)];
  if (n === 0 || m === 0) return undefinedRanged('no-rows');
  let [before, now, least, most] = [0, 0, 0, 0];
  for (let bin = 0; bin < reference.length; bin++) {
    const [lastBefore, lastNow] = [before, now];
    before += reference[bin]!;
    now += current[bin]!;
    least = Math.max(least, Math.abs(before * m - now * n));
    // With rows of both sides in the bin all of one may come before all of the other.
    if (reference[bin]! > 0 && current[bin]! > 0) most = Math.max(most, before * m - lastNow * n, now * n - lastBefore * m);
  }
  return { figure: figure(least / (n * m)), range: { least: least / (n * m), most: Math.max(least, most) / (n * m) } };
}
