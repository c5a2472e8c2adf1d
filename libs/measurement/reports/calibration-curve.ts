import type { CalibrationBin } from '#libs/wire/performance-reports.js';
import { equalWidthGroups } from '../performance/binned-calibration.js';
import type { BinnedScores } from '../performance/binned-scores.js';
import { wilson } from '../statistics/proportion-bounds.js';

/** The calibration curve in bins of equal width: what share of each really was positive, with its Wilson interval. `all` counts events of any outcome. */
export function calibrationCurve(known: BinnedScores, all: BinnedScores, bins: number): CalibrationBin[] {
  const everyone = equalWidthGroups(all, bins);
  return equalWidthGroups(known, bins).map(({ low, high, positives, negatives, scoreSum }, at) => {
    const total = positives + negatives;
    const interval = wilson({ successes: positives, total }, 0.95);
    return {
      low,
      high,
      events: everyone[at]!.positives + everyone[at]!.negatives,
      known: total,
      meanScore: total === 0 ? null : scoreSum / total,
      rate: total === 0 ? null : positives / total,
      rateLow: interval.low.value,
      rateHigh: interval.high.value,
    };
  });
}
