import { describe, expect, test } from 'vitest';
import { newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { latencyBinOf, latencyUpperEdge } from '#libs/measurement/intervals/latency-bins.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import { classificationOf } from '#libs/measurement/performance/classification.js';
import { latencyPercentile } from '#libs/measurement/service/latency.js';
import { inputsOf } from './selection.js';
import { casesOf, tableOf } from './shared-vectors.js';
import { foldEvent, foldOutcome } from '../support/folding.js';

const hour = Date.UTC(2026, 0, 1);
const metrics = ['accuracy', 'precision', 'recall', 'f1', 'specificity', 'balanced-accuracy'] as const;
const decided = casesOf('binary_decision_metrics');
const timed = casesOf('percentiles');

describe.runIf(decided.length > 0)('decision metrics from intervals equal those of scikit-learn', () => {
  test.each(decided)('$id', ({ vector: { inputs, expected, tolerance }, datasets }) => {
    const columns = inputsOf(inputs, (name) => tableOf(datasets[name]!));
    const decisions = columns.numbers('y_pred');
    const fold = newFold();
    for (const [row, outcome] of columns.numbers('y_true').entries()) {
      if (!Number.isNaN(outcome) && !Number.isNaN(decisions[row]!)) foldOutcome(fold, 1, hour, decisions[row] === 1, outcome === 1);
    }
    const { confusion } = totalsOf(deltasOf(fold), hour, hour + 3_600_000);
    expect(confusion).toEqual({ truePositive: expected['tp'], falsePositive: expected['fp'], falseNegative: expected['fn'], trueNegative: expected['tn'] });
    for (const metric of metrics) {
      const { exact } = classificationOf(metric, confusion);
      const wanted = expected[metric.replace('-', '_')];
      if (wanted === 'NaN') expect(exact, metric).toBeNull();
      else expect(Math.abs(Number(exact!.numerator) / Number(exact!.denominator) / 100 - Number(wanted)), metric).toBeLessThanOrEqual(Number(tolerance.abs));
    }
  });
});

describe.runIf(timed.length > 0)('nearest-rank percentiles from intervals equal percentile_disc, rounded up to three significant digits', () => {
  test.each(timed)('$id', ({ vector: { inputs, params, expected }, datasets }) => {
    const fold = newFold();
    for (const ms of inputsOf(inputs, (name) => tableOf(datasets[name]!)).numbers('values')) if (!Number.isNaN(ms)) foldEvent(fold, 1, hour, false, false, ms);
    const totals = totalsOf(deltasOf(fold), hour, hour + 3_600_000);
    expect(totals.latencyEvents).toBe(expected['n']);
    for (const share of params['p'] as readonly number[]) {
      const percentile = String(Number((share * 100).toFixed(6)));
      const found = latencyPercentile(totals, percentile)!.ms;
      for (const source of ['inverted_cdf', 'percentile_disc']) {
        const nearest = expected[`${source}.p${percentile}`] as number;
        expect(found, `${source} p${percentile}`).toBe(latencyUpperEdge(latencyBinOf(nearest)));
        expect(found / nearest - 1).toBeLessThan(0.01);
      }
    }
  });
});
