import { calibrationBins } from '#libs/measurement/performance/calibration-bins.js';
import { calibrationErrors, murphyOf } from '#libs/measurement/performance/calibration-errors.js';
import { calibrationInTheLarge, calibrationLine, meanScore, observedRate, observedToExpected } from '#libs/measurement/performance/calibration-fit.js';
import { delongVariance, measuredAuc } from '#libs/measurement/performance/delong.js';
import { comparedAuc } from '#libs/measurement/performance/paired-delong.js';
import { brierReference, brierScore, brierSkill, logLoss } from '#libs/measurement/performance/proper-scores.js';
import { rankingOf } from '#libs/measurement/performance/ranking.js';
import { aucOf, averagePrecision, giniOf, ksSeparation } from '#libs/measurement/performance/roc.js';
import { type ScoredRows, scoredRows } from '#libs/measurement/performance/scored-rows.js';
import { topShare } from '#libs/measurement/performance/top-rows.js';
import { numberOf, pairOf } from '../figures.js';
import { labelsOf } from '../labels.js';
import type { CaseInputs, VectorMetric } from '../vector-metric.js';

export const probabilityMetrics: VectorMetric = (inputs, params, expected) => {
  const outcomes = labelsOf(inputs, 'y_true', params);
  const rows = scoredRows(inputs.numbers('score'), outcomes);
  const keys = Object.keys(expected);
  return {
    n: rows.scores.length,
    positives: rows.positives,
    ...properScores(rows),
    ...rankingMetrics(rows, keys),
    ...calibrationMetrics(rows),
    ...topDecile(rows),
    ...Object.assign({}, ...keys.map((key) => binned(rows, key))),
    ...paired(inputs, outcomes),
  };
};

function properScores(rows: ScoredRows) {
  return {
    brier: numberOf(brierScore(rows).figure),
    brier_reference: numberOf(brierReference(rows)),
    brier_skill_score: numberOf(brierSkill(rows)),
    brier_uncertainty: numberOf(brierReference(rows)),
    log_loss: numberOf(logLoss(rows).figure),
  };
}

/** `auc_delong_ci95`, `auc_delong_ci99`: the confidence is part of the key. */
function rankingMetrics(rows: ScoredRows, keys: readonly string[]) {
  const ranking = rankingOf(rows);
  const intervals = keys.flatMap((key) => {
    const percent = /^auc_delong_ci([\d.]+)$/.exec(key)?.[1];
    return percent === undefined ? [] : [[key, pairOf(measuredAuc(ranking, Number(percent) / 100).bounds)]];
  });
  return {
    auc: numberOf(aucOf(ranking)),
    gini: numberOf(giniOf(ranking)),
    average_precision: numberOf(averagePrecision(ranking)),
    ks_separation: numberOf(ksSeparation(ranking)),
    auc_delong_var: numberOf(delongVariance(ranking)),
    ...Object.fromEntries(intervals),
  };
}

function calibrationMetrics(rows: ScoredRows) {
  const line = calibrationLine(rows);
  return {
    mean_score: numberOf(meanScore(rows)),
    observed_rate: numberOf(observedRate(rows).figure),
    observed_to_expected: numberOf(observedToExpected(rows)),
    calibration_intercept: numberOf(line.intercept),
    calibration_slope: numberOf(line.slope),
    calibration_slope_se: numberOf(line.slopeError),
    calibration_in_the_large: numberOf(calibrationInTheLarge(rows)),
  };
}

function topDecile(rows: ScoredRows) {
  const { lift, precision, capture } = topShare(rows);
  return { lift_top_decile: numberOf(lift), precision_top_decile: numberOf(precision.figure), capture_top_decile: numberOf(capture.figure) };
}

/** `ece15_equal_mass`, `bins20_equal_width`, `brier_resolution10`: how many bins, and by which rule, is part of the key. */
function binned(rows: ScoredRows, key: string): Readonly<Record<string, unknown>> {
  if (key === 'equal_mass_edges') return { [key]: calibrationBins(rows, 'equal-mass', 10).edges };
  const [, what, count, rule = 'width'] = /^(ece|mce|bins|brier_reliability|brier_resolution|brier_within_bin)(\d+)(?:_equal_(width|mass))?$/.exec(key) ?? [];
  if (what === undefined) return {};
  const bins = calibrationBins(rows, rule === 'mass' ? 'equal-mass' : 'equal-width', Number(count));
  const { expected, maximum } = calibrationErrors(rows, bins);
  const { reliability, resolution, withinBins } = murphyOf(rows, bins);
  const [ece, mce] = [numberOf(expected), numberOf(maximum)];
  const perCount = (sums: Float64Array): readonly (number | null)[] => Array.from(sums, (sum, bin) => (bins.counts[bin] === 0 ? null : sum / bins.counts[bin]!));
  const found = {
    ece,
    mce,
    bins: { counts: [...bins.counts], mean_score: perCount(bins.scoreSums), event_rate: perCount(bins.positives), ece, mce },
    brier_reliability: numberOf(reliability),
    brier_resolution: numberOf(resolution),
    brier_within_bin: numberOf(withinBins),
  };
  return { [key]: found[what as keyof typeof found] };
}

function paired(inputs: CaseInputs, outcomes: Float64Array) {
  if (!inputs.roles.includes('score_b')) return {};
  const { z, pValue } = comparedAuc(inputs.numbers('score'), inputs.numbers('score_b'), outcomes);
  return { delong_paired_z: numberOf(z), delong_paired_pvalue: numberOf(pValue) };
}
