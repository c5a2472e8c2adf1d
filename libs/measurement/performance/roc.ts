import type { UndefinedReason } from '#libs/wire/figures.js';
import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';
import type { Ranking } from './ranking.js';

/** How well scores order the rows. All are undefined without rows and when only one class occurs. */
export type RankingStatistic = (ranking: Ranking) => Figure;

/** P(score of a positive > score of a negative) + P(equal) / 2, the area under the ROC curve: 0 to 1, 0.5 for scores that say nothing. */
export const aucOf: RankingStatistic = (ranking) => {
  const reason = oneClass(ranking);
  return reason === null ? figure(pairsInOrder(ranking) / ranking.positiveTotal / ranking.negativeTotal) : undefinedFigure(reason);
};

/** The Gini coefficient of a score, 2 AUC - 1. */
export const giniOf: RankingStatistic = (ranking) => {
  const auc = aucOf(ranking);
  return auc.value === null ? auc : figure(2 * auc.value - 1);
};

/** Average precision: Σ (recall gained at a score) × (precision down to it), in steps as scikit-learn does, not by trapezoids. */
export const averagePrecision: RankingStatistic = (ranking) => {
  const { positives, negatives, positiveTotal } = ranking;
  const reason = oneClass(ranking);
  if (reason !== null) return undefinedFigure(reason);
  let [truePositives, falsePositives, area] = [0, 0, 0];
  for (let at = 0; at < positives.length; at++) {
    truePositives += positives[at]!;
    falsePositives += negatives[at]!;
    // A resample may hold nothing at the top yet, of which there is no precision.
    if (positives[at] !== 0) area += positives[at]! * (truePositives / (truePositives + falsePositives));
  }
  return figure(area / positiveTotal);
};

/** KS separation: the largest (true positive rate - false positive rate) of any threshold; 0 when no threshold helps. */
export const ksSeparation: RankingStatistic = (ranking) => {
  const { positives, negatives, positiveTotal, negativeTotal } = ranking;
  const reason = oneClass(ranking);
  if (reason !== null) return undefinedFigure(reason);
  let [truePositives, falsePositives, largest] = [0, 0, 0];
  for (let at = 0; at < positives.length; at++) {
    truePositives += positives[at]!;
    falsePositives += negatives[at]!;
    largest = Math.max(largest, truePositives / positiveTotal - falsePositives / negativeTotal);
  }
  return figure(largest);
};

/** Why a ranking cannot be judged; null when both classes occur. */
export function oneClass({ positiveTotal, negativeTotal }: Ranking): UndefinedReason | null {
  if (positiveTotal + negativeTotal === 0) return 'no-rows';
  return positiveTotal === 0 || negativeTotal === 0 ? 'one-class' : null;
}

function pairsInOrder({ positives, negatives, negativeTotal }: Ranking): number {
  let [below, pairs] = [negativeTotal, 0];
  for (let at = 0; at < positives.length; at++) {
    const equal = negatives[at]!;
    below -= equal;
    pairs += positives[at]! * (below + equal / 2);
  }
  return pairs;
}
