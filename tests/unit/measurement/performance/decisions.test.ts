import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confusionOf } from '#libs/measurement/performance/confusion.js';
import { decisionMetric, decisionMetrics } from '#libs/measurement/performance/decisions.js';
import { classificationOf } from '#libs/measurement/performance/classification.js';
import { mccOf, mccVariance } from '#libs/measurement/performance/mcc.js';

const counts = (truePositive: number, falsePositive: number, falseNegative: number, trueNegative: number) => ({ truePositive, falsePositive, falseNegative, trueNegative });
const count = fc.nat({ max: 60 });
const anyCounts = fc.tuple(count, count, count, count).map(([tp, fp, fn, tn]) => counts(tp, fp, fn, tn));
const full = fc.tuple(count, count, count, count).map(([tp, fp, fn, tn]) => counts(tp + 1, fp + 1, fn + 1, tn + 1));

describe('counting', () => {
  test('leaves out rows without a decision or an outcome, and says how many', () => {
    const decisions = Float64Array.of(1, 1, 0, 0, Number.NaN, 1, 0, Number.NaN);
    const outcomes = Float64Array.of(1, 0, 1, 0, 1, Number.NaN, 0, Number.NaN);
    expect(confusionOf(decisions, outcomes)).toEqual({ counts: counts(1, 1, 1, 2), dropped: 3 });
  });

  test('of nothing, and of missing values only, counts nothing', () => {
    expect(confusionOf(new Float64Array(0), new Float64Array(0))).toEqual({ counts: counts(0, 0, 0, 0), dropped: 0 });
    expect(confusionOf(Float64Array.of(Number.NaN), Float64Array.of(1))).toEqual({ counts: counts(0, 0, 0, 0), dropped: 1 });
  });

  test('columns of different lengths are refused', () => {
    expect(() => confusionOf(new Float64Array(2), new Float64Array(3))).toThrow('2 and 3 rows');
  });
});

describe('decision metrics', () => {
  test.each([
    ['accuracy', 0.7, 10],
    ['precision', 0.75, 4],
    ['recall', 0.6, 5],
    ['specificity', 0.8, 5],
    ['negative-predictive-value', 4 / 6, 6],
    ['false-positive-rate', 0.2, 5],
    ['false-negative-rate', 0.4, 5],
    ['prevalence', 0.5, 10],
    ['selection-rate', 0.4, 10],
    ['f1', 6 / 9, 6],
    ['balanced-accuracy', 0.7, 5],
    ['mcc', 10 / Math.sqrt(4 * 5 * 5 * 6), 10],
  ] as const)('%s of 3 TP, 1 FP, 2 FN, 4 TN is %d over %d', (metric, value, sampleSize) => {
    const measured = decisionMetric(metric, counts(3, 1, 2, 4));
    expect(measured.figure.value).toBeCloseTo(value, 14);
    expect(measured.sampleSize).toBe(sampleSize);
  });

  test.each([
    ['accuracy', counts(0, 0, 0, 0)],
    ['precision', counts(0, 0, 2, 2)],
    ['recall', counts(0, 1, 0, 2)],
    ['specificity', counts(2, 0, 1, 0)],
    ['negative-predictive-value', counts(2, 1, 0, 0)],
    ['false-positive-rate', counts(2, 0, 1, 0)],
    ['false-negative-rate', counts(0, 1, 0, 2)],
    ['prevalence', counts(0, 0, 0, 0)],
    ['selection-rate', counts(0, 0, 0, 0)],
    ['f1', counts(0, 0, 0, 5)],
    ['balanced-accuracy', counts(0, 1, 0, 2)],
    ['mcc', counts(0, 0, 0, 0)],
  ] as const)('%s of %o is undefined, and so is its interval', (metric, empty) => {
    const { figure, bounds } = decisionMetric(metric, empty);
    expect([figure.value, bounds.low.value, bounds.high.value]).toEqual([null, null, null]);
  });

  test('lie within their interval, and the interval within what is possible', () => {
    fc.assert(
      fc.property(fc.constantFrom(...decisionMetrics), anyCounts, fc.constantFrom(0.8, 0.95, 0.999), (metric, all, confidence) => {
        const { figure, bounds, interval } = decisionMetric(metric, all, confidence);
        expect(interval).toMatch(new RegExp(`-${Number((confidence * 100).toPrecision(6))}$`));
        fc.pre(figure.value !== null && bounds.low.value !== null && bounds.high.value !== null);
        const least = metric === 'mcc' ? -1 : 0;
        expect(bounds.low.value >= least - 1e-12 && bounds.high.value <= 1 + 1e-12).toBe(true);
        expect(bounds.low.value <= figure.value + 1e-12 && bounds.high.value >= figure.value - 1e-12).toBe(true);
      }),
    );
  });

  test('equal the exact fractions that agreements are held to', () => {
    fc.assert(
      fc.property(fc.constantFrom('accuracy', 'precision', 'recall', 'specificity', 'f1', 'balanced-accuracy'), anyCounts, (metric, all) => {
        const { exact, sampleSize } = classificationOf(metric, all);
        const measured = decisionMetric(metric, all);
        expect(measured.figure.value === null).toBe(exact === null);
        if (exact === null) return;
        expect(measured.figure.value).toBeCloseTo(Number(exact.numerator) / Number(exact.denominator) / 100, 12);
        expect(measured.sampleSize).toBe(sampleSize);
      }),
    );
  });
});

describe("Matthews' correlation", () => {
  test('changes its sign when every decision is turned over, and is 1 when all were right', () => {
    fc.assert(
      fc.property(full, (all) => {
        const turned = counts(all.falseNegative, all.trueNegative, all.truePositive, all.falsePositive);
        expect(mccOf(turned).value).toBeCloseTo(-mccOf(all).value!, 12);
        expect(mccOf(counts(all.truePositive, 0, 0, all.trueNegative)).value).toBeCloseTo(1, 12);
      }),
    );
  });

  test('is 0 where a row or column is empty, with no interval', () => {
    for (const constant of [counts(0, 0, 2, 2), counts(3, 1, 0, 0), counts(0, 1, 0, 2), counts(3, 0, 0, 0)]) {
      expect(mccOf(constant).value).toBe(0);
      expect(decisionMetric('mcc', constant).bounds.low).toEqual({ value: null, reason: 'zero-denominator' });
    }
  });

  test('a billion rows do not overflow it', () => {
    expect(mccOf(counts(4e8, 1e8, 1e8, 4e8)).value).toBeCloseTo(0.6, 12);
  });

  test('has the variance that its slopes give (delta method, by differences)', () => {
    fc.assert(
      fc.property(full, (all) => {
        const shares = [all.truePositive, all.falsePositive, all.falseNegative, all.trueNegative];
        const total = shares.reduce((sum, one) => sum + one, 0);
        const at = (moved: readonly number[]): number => mccOf(counts(moved[0]!, moved[1]!, moved[2]!, moved[3]!)).value!;
        const step = total * 1e-5;
        const slopes = shares.map((_, cell) => {
          const [up, down] = [1, -1].map((sign) => shares.map((share, other) => (other === cell ? share + sign * step : share)));
          return (at(up!) - at(down!)) / (2 * step / total);
        });
        const average = shares.reduce((sum, share, cell) => sum + (share / total) * slopes[cell]!, 0);
        const square = shares.reduce((sum, share, cell) => sum + (share / total) * slopes[cell]! ** 2, 0);
        expect(mccVariance(all).value).toBeCloseTo((square - average * average) / total, 6);
      }),
    );
  });
});
