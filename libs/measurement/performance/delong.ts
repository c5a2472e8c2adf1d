import { boundsAround } from '../statistics/bounds.js';
import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';
import { type MeasuredFigure, intervalName, undefinedMeasure } from '../statistics/measured-figure.js';
import { criticalZ } from '../statistics/proportion-bounds.js';
import type { Ranking } from './ranking.js';
import { aucOf, oneClass } from './roc.js';

/**
 * The variance of the AUC by DeLong, DeLong and Clarke-Pearson (1988): S10/m + S01/n, the sample variances of what each positive and each
 * negative adds to it. One pass over the ranking, where the definition compares every positive with every negative (Sun and Xu 2014).
 * Undefined with fewer than two rows of a class.
 */
export function delongVariance(ranking: Ranking): Figure {
  const { positives, negatives, positiveTotal, negativeTotal } = ranking;
  const auc = aucOf(ranking);
  if (auc.value === null) return auc;
  if (positiveTotal < 2 || negativeTotal < 2) return undefinedFigure('too-few-rows');
  let [above, below, ofPositives, ofNegatives] = [0, negativeTotal, 0, 0];
  for (let at = 0; at < positives.length; at++) {
    const [highs, lows] = [positives[at]!, negatives[at]!];
    below -= lows;
    ofPositives += highs * ((below + lows / 2) / negativeTotal - auc.value) ** 2;
    ofNegatives += lows * ((above + highs / 2) / positiveTotal - auc.value) ** 2;
    above += highs;
  }
  return figure(ofPositives / (positiveTotal - 1) / positiveTotal + ofNegatives / (negativeTotal - 1) / negativeTotal);
}

/** AUC with DeLong's interval, cut off at 0 and 1, over all rows; with a single row of a class it has no interval. */
export function measuredAuc(ranking: Ranking, confidence = 0.95): MeasuredFigure {
  const reason = oneClass(ranking);
  const sampleSize = ranking.positiveTotal + ranking.negativeTotal;
  if (reason !== null) return undefinedMeasure(reason, 'delong', confidence, sampleSize);
  const auc = aucOf(ranking);
  const variance = delongVariance(ranking);
  return {
    figure: auc,
    sampleSize,
    bounds: variance.value === null ? { low: variance, high: variance } : boundsAround(auc.value!, criticalZ(confidence) * Math.sqrt(variance.value), 0, 1),
    interval: intervalName('delong', confidence),
  };
}
