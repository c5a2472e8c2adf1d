import { type BoundedFigure, bounded, undefinedBounded } from '../statistics/bounded-figure.js';
import { type Bounds, boundsAround, undefinedBounds } from '../statistics/bounds.js';
import { criticalZ } from '../statistics/proportion-bounds.js';
import { type BinnedScores, eachScoreBin, totalOf } from './binned-scores.js';

/** ROC AUC from score bins with its DeLong interval. */
export interface BinnedAuc extends BoundedFigure {
  readonly interval: Bounds;
}

/**
 * P(score of a positive > score of a negative) + half P(tie), pairs inside a bin taken as ties: the exact value differs by half of
 * the share of such pairs at most, ½ Σ pᵢnᵢ / (PN). The interval is DeLong's (1988) over the bins' mid-ranks. Undefined with one class.
 */
export function binnedAuc(scores: BinnedScores, confidence = 0.95): BinnedAuc {
  const [positives, negatives] = [totalOf(scores.positives), totalOf(scores.negatives)];
  if (positives + negatives === 0) return { ...undefinedBounded('no-rows'), interval: undefinedBounds('no-rows') };
  if (positives === 0 || negatives === 0) return { ...undefinedBounded('one-class'), interval: undefinedBounds('one-class') };
  let [negativesBelow, positivesBelow, area, inside, squaresOfPositives, squaresOfNegatives] = [0, 0, 0, 0, 0, 0];
  eachScoreBin(scores, (_, __, p, n) => {
    const ofPositive = (negativesBelow + n / 2) / negatives;
    const ofNegative = (positives - positivesBelow - p / 2) / positives;
    area += p * ofPositive;
    inside += p * n;
    squaresOfPositives += p * ofPositive * ofPositive;
    squaresOfNegatives += n * ofNegative * ofNegative;
    negativesBelow += n;
    positivesBelow += p;
  });
  const auc = area / positives;
  const result = bounded(auc, inside / (2 * positives * negatives));
  if (positives < 2 || negatives < 2) return { ...result, interval: undefinedBounds('too-few-rows') };
  const variance =
    Math.max(0, squaresOfPositives - positives * auc * auc) / (positives - 1) / positives +
    Math.max(0, squaresOfNegatives - negatives * auc * auc) / (negatives - 1) / negatives;
  return { ...result, interval: boundsAround(auc, criticalZ(confidence) * Math.sqrt(variance), 0, 1) };
}
