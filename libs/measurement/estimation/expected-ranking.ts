import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';

/** Expected measures of how well scores order the events. */
export interface ExpectedRanking {
  readonly auc: Figure;
  readonly averagePrecision: Figure;
}

/** Added and taken away again it leaves the nearest whole number, halves to even, as numpy rounds. */
const rounder = 6_755_399_441_055_744;

/**
 * ROC AUC and average precision that calibrated scores lead one to expect. `calibrated` belongs to raw scores that ascend: from the
 * highest down, each event adds its calibrated score to the positives and the rest of 1 to the negatives; AUC is the area under that
 * curve by trapezoids, average precision Σ (recall gained) × (precision down to there). The cumulative sums are rounded to five
 * decimals, as NannyML does. Undefined without events or where only one class is expected.
 */
export function expectedRanking(calibrated: Float64Array): ExpectedRanking {
  const rows = calibrated.length;
  if (rows === 0) return { auc: undefinedFigure('no-rows'), averagePrecision: undefinedFigure('no-rows') };
  let [sum, hits, misses, area, precisionArea] = [0, 0, 0, 0, 0];
  for (let taken = 1; taken <= rows; taken++) {
    sum += calibrated[rows - taken]!;
    const hitsNow = rounded(sum);
    const missesNow = rounded(taken - sum);
    area += ((missesNow - misses) * (hitsNow + hits)) / 2;
    precisionArea += ((hitsNow - hits) * hitsNow) / taken;
    hits = hitsNow;
    misses = missesNow;
  }
  return {
    auc: hits === 0 || misses === 0 ? undefinedFigure('one-class') : figure(area / hits / misses),
    averagePrecision: hits === 0 ? undefinedFigure('one-class') : figure(precisionArea / hits),
  };
}

function rounded(value: number): number {
  return (value * 1e5 + rounder - rounder) / 1e5;
}
