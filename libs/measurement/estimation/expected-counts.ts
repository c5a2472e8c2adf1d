import type { Confusion } from '../intervals/intervals.js';

/**
 * What the confusion counts are expected to be where outcomes are missing: an event whose calibrated score is c was positive with
 * probability c, so a selected one adds c to the true and 1 - c to the false positives, an unselected one c to the false and 1 - c to
 * the true negatives. Events without a decision (-1) or a score (NaN) are left out.
 */
export function expectedCounts(calibrated: Float64Array, decisions: Int8Array): Confusion {
  let [truePositive, falsePositive, falseNegative, trueNegative] = [0, 0, 0, 0];
  for (let row = 0; row < calibrated.length; row++) {
    const probability = calibrated[row]!;
    const decision = decisions[row]!;
    if (decision < 0 || Number.isNaN(probability)) continue;
    if (decision === 1) {
      truePositive += probability;
      falsePositive += 1 - probability;
    } else {
      falseNegative += probability;
      trueNegative += 1 - probability;
    }
  }
  return { truePositive, falsePositive, falseNegative, trueNegative };
}
