import { type BoundedFigure, bounded, undefinedBounded } from '../statistics/bounded-figure.js';
import { type BinnedScores, eachScoreBin } from './binned-scores.js';

/** Events whose scores lie in (low, high]; the first of all bins includes 0. */
export interface CalibrationGroup {
  readonly low: number;
  readonly high: number;
  readonly positives: number;
  readonly negatives: number;
  /** Sum of the scores, each taken at the middle of its bin; off by at most `slack`. */
  readonly scoreSum: number;
  readonly slack: number;
}

/** Score bins gathered into `bins` of equal width. Exact where the edges of both meet, as they do for 2, 5, 10, 20 and 50 bins. */
export function equalWidthGroups(scores: BinnedScores, bins: number): readonly CalibrationGroup[] {
  const groups = Array.from({ length: bins }, (_, at) => ({ low: at / bins, high: (at + 1) / bins, positives: 0, negatives: 0, scoreSum: 0, slack: 0 }));
  eachScoreBin(scores, (low, high, positives, negatives) => {
    // A double edge such as 0.3 may lie a hair above 3/10 × 10: the nearest whole number decides, else the bin's middle.
    const upper = Math.abs(Math.round(high * bins) - high * bins) < 1e-9 ? Math.round(high * bins) : Math.ceil(((low + high) / 2) * bins);
    const group = groups[Math.min(bins, Math.max(1, upper)) - 1]!;
    group.positives += positives;
    group.negatives += negatives;
    group.scoreSum += ((low + high) / 2) * (positives + negatives);
    group.slack += ((high - low) / 2) * (positives + negatives);
  });
  return groups;
}

/** Groups of about equal mass: a group ends with the score bin that fills its share of the events. */
export function equalMassGroups(scores: BinnedScores, bins: number): readonly CalibrationGroup[] {
  let total = 0;
  eachScoreBin(scores, (_, __, positives, negatives) => (total += positives + negatives));
  const groups: CalibrationGroup[] = [];
  let open = { low: 0, high: 0, positives: 0, negatives: 0, scoreSum: 0, slack: 0 };
  let seen = 0;
  eachScoreBin(scores, (low, high, positives, negatives) => {
    const events = positives + negatives;
    open.high = high;
    open.positives += positives;
    open.negatives += negatives;
    open.scoreSum += ((low + high) / 2) * events;
    open.slack += ((high - low) / 2) * events;
    seen += events;
    if (seen < (total * (groups.length + 1)) / bins && seen < total) return;
    groups.push(open);
    open = { low: high, high, positives: 0, negatives: 0, scoreSum: 0, slack: 0 };
  });
  return groups;
}

/**
 * The expected calibration error of groups: Σ |positives - sum of scores| / events. The bound holds against the same groups of the
 * events themselves.
 */
export function calibrationError(groups: readonly CalibrationGroup[]): BoundedFigure {
  const events = groups.reduce((sum, { positives, negatives }) => sum + positives + negatives, 0);
  if (events === 0) return undefinedBounded('no-rows');
  const error = groups.reduce((sum, { positives, scoreSum }) => sum + Math.abs(positives - scoreSum), 0);
  const slack = groups.reduce((sum, group) => sum + group.slack, 0);
  return bounded(error / events, slack / events);
}
