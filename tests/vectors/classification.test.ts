import { describe, expect, test } from 'vitest';
import { classificationOf } from '#libs/measurement/performance/classification.js';
import { deltasOf, foldOutcome, newFold } from '#libs/measurement/intervals/interval-fold.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import { isClose, vectorCases } from './selection.js';

const hour = Date.UTC(2026, 0, 1);
const metrics = ['accuracy', 'precision', 'recall', 'f1', 'specificity', 'balanced-accuracy'] as const;
const vectors = vectorCases('classification', 'binary_decision_metrics');

describe.runIf(vectors !== null)('decision metrics equal those of scikit-learn', () => {
  test.each(vectors?.cases ?? [])('$id', ({ inputs, expected, tolerance }) => {
    const decisions = vectors!.select(inputs['y_pred']!);
    const fold = newFold();
    for (const [row, outcome] of vectors!.select(inputs['y_true']!).entries()) {
      if (outcome !== null && decisions[row] !== null) foldOutcome(fold, 1, hour, decisions[row] === 1, outcome === 1);
    }
    const { confusion } = totalsOf(deltasOf(fold), hour, hour + 3_600_000);
    expect(confusion).toEqual({ truePositive: expected['tp'], falsePositive: expected['fp'], falseNegative: expected['fn'], trueNegative: expected['tn'] });
    for (const metric of metrics) {
      const { exact } = classificationOf(metric, confusion);
      const share = exact === null ? null : Number(exact.numerator) / Number(exact.denominator) / 100;
      expect(isClose(share, expected[metric.replace('-', '_')], tolerance), `${metric} is ${share}`).toBe(true);
    }
  });
});
