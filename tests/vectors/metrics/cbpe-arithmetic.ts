import { expectedMetrics } from '#libs/measurement/estimation/cbpe.js';
import { expectedCounts } from '#libs/measurement/estimation/expected-counts.js';
import { rowsByScore } from '#libs/measurement/estimation/scored-events.js';
import { classesOf } from '../coded-inputs.js';
import { numberOf } from '../figures.js';
import type { VectorMetric } from '../vector-metric.js';

export const cbpeArithmetic: VectorMetric = (inputs, params) => {
  const [calibrated, raw] = [inputs.numbers('calibrated'), inputs.numbers('raw_score')];
  const decisions = classesOf(inputs.values('y_pred'), params['positive']);
  const scores = raw.map((score, row) => (Number.isNaN(calibrated[row]!) ? Number.NaN : score));
  const rows = rowsByScore({ scores, decisions, outcomes: new Int8Array(scores.length).fill(-1) });
  const expected = expectedCounts(calibrated, decisions);
  const metrics = expectedMetrics(expected, Float64Array.from(rows, (row) => calibrated[row]!));
  return {
    roc_auc: numberOf(metrics.auc),
    average_precision: numberOf(metrics['average-precision']),
    // NannyML writes 0 where a quotient does not exist.
    f1: metrics.f1.value ?? 0,
    precision: metrics.precision.value ?? 0,
    recall: metrics.recall.value ?? 0,
    specificity: metrics.specificity.value ?? 0,
    accuracy: numberOf(metrics.accuracy),
    expected_tp: expected.truePositive,
    expected_fp: expected.falsePositive,
    expected_fn: expected.falseNegative,
    expected_tn: expected.trueNegative,
  };
};
