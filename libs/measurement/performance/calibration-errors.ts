import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';
import type { CalibrationBins } from './calibration-bins.js';
import { brierReference, brierScore, noProbabilities } from './proper-scores.js';
import type { ScoredRows } from './scored-rows.js';

/** How far the mean probability of each bin lies from the rate observed in it: weighted by rows (ECE), and in the worst bin (MCE). */
export interface CalibrationErrors {
  readonly expected: Figure;
  readonly maximum: Figure;
}

/** ECE = Σ n_b/n |rate_b - mean_b| and MCE = max |rate_b - mean_b| over the bins with rows. Undefined without rows and where a score is no probability. */
export function calibrationErrors(rows: ScoredRows, { counts, positives, scoreSums }: CalibrationBins): CalibrationErrors {
  const reason = noProbabilities(rows);
  if (reason !== null) return { expected: undefinedFigure(reason), maximum: undefinedFigure(reason) };
  let [distance, most] = [0, 0];
  for (let bin = 0; bin < counts.length; bin++) {
    if (counts[bin] === 0) continue;
    const apart = Math.abs(positives[bin]! - scoreSums[bin]!);
    distance += apart;
    most = Math.max(most, apart / counts[bin]!);
  }
  return { expected: figure(distance / rows.scores.length), maximum: figure(most) };
}

/** Brier = reliability - resolution + uncertainty + within bins (Murphy 1973, with the remainder that varying scores leave). */
export interface MurphyDecomposition {
  /** How far the bins' mean probabilities lie from their observed rates, squared; 0 is best. */
  readonly reliability: Figure;
  /** How far the bins' observed rates lie from the overall rate, squared; more is better. */
  readonly resolution: Figure;
  /** The variance of the outcomes themselves. */
  readonly uncertainty: Figure;
  /** What is left because probabilities vary inside a bin. */
  readonly withinBins: Figure;
}

/** The Brier score's parts over bins of any rule. Undefined as the Brier score is. */
export function murphyOf(rows: ScoredRows, { counts, positives, scoreSums }: CalibrationBins): MurphyDecomposition {
  const brier = brierScore(rows).figure;
  if (brier.value === null) return { reliability: brier, resolution: brier, uncertainty: brier, withinBins: brier };
  const total = rows.scores.length;
  const overall = rows.positives / total;
  let [reliability, resolution] = [0, 0];
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin]!;
    if (count === 0) continue;
    const rate = positives[bin]! / count;
    reliability += (count / total) * (scoreSums[bin]! / count - rate) ** 2;
    resolution += (count / total) * (rate - overall) ** 2;
  }
  const uncertainty = brierReference(rows);
  const withinBins = brier.value - reliability + resolution - uncertainty.value!;
  return { reliability: figure(reliability), resolution: figure(resolution), uncertainty, withinBins: figure(withinBins) };
}
