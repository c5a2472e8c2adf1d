import { type BoundedFigure, bounded, undefinedBounded } from '../statistics/bounded-figure.js';
import { type Bounds, boundsAround, undefinedBounds } from '../statistics/bounds.js';
import { criticalZ } from '../statistics/proportion-bounds.js';
import { type BinnedScores, eachScoreBin } from './binned-scores.js';

/** A mean loss from score bins with a normal interval over events. */
export interface BinnedLoss extends BoundedFigure {
  readonly interval: Bounds;
}

/** Scores at the ends cost so much at most, as scikit-learn clips them. */
const clip = 2.220446049250313e-16;

/** Mean of (score - outcome)². Each event is taken at the middle of its bin, and the bound is the most that the bins' widths allow. */
export function binnedBrier(scores: BinnedScores, confidence = 0.95): BinnedLoss {
  return meanLoss(scores, (score) => score * score, confidence);
}

/** Mean of -ln of the probability given to what happened, scores clipped at 2.22e-16. */
export function binnedLogLoss(scores: BinnedScores, confidence = 0.95): BinnedLoss {
  return meanLoss(scores, (score) => -Math.log(Math.max(clip, 1 - score)), confidence);
}

/** `lossOfNegative` grows with the score; a positive loses what a negative of one minus its score does. */
function meanLoss(scores: BinnedScores, lossOfNegative: (score: number) => number, confidence: number): BinnedLoss {
  let [events, sum, squares, slack] = [0, 0, 0, 0];
  const add = (low: number, high: number, count: number): void => {
    const middle = lossOfNegative((low + high) / 2);
    events += count;
    sum += count * middle;
    squares += count * middle * middle;
    slack += count * Math.max(lossOfNegative(high) - middle, middle - lossOfNegative(low));
  };
  eachScoreBin(scores, (low, high, positives, negatives) => {
    if (negatives > 0) add(low, high, negatives);
    if (positives > 0) add(1 - high, 1 - low, positives);
  });
  if (events === 0) return { ...undefinedBounded('no-rows'), interval: undefinedBounds('no-rows') };
  const mean = sum / events;
  const interval =
    events < 2
      ? undefinedBounds('too-few-rows')
      : boundsAround(mean, criticalZ(confidence) * Math.sqrt(Math.max(0, squares / events - mean * mean) / (events - 1)), 0, Number.MAX_VALUE);
  return { ...bounded(mean, slack / events), interval };
}
