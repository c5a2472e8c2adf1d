import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classificationOf } from '#libs/measurement/performance/classification.js';
import { countOutcomes, coverageOf, outcomeScenarios } from '#libs/measurement/performance/late-outcomes.js';

const counted = countOutcomes(Int8Array.of(1, 1, 1, 0, 0, 0, 0, -1), Int8Array.of(1, 0, -1, 1, 0, -1, -1, 1));

test('outcomes are positive, negative or not yet known', () => {
  expect(counted).toEqual({ confusion: { truePositive: 1, falsePositive: 1, falseNegative: 1, trueNegative: 1 }, unknownSelected: 1, unknownUnselected: 2 });
});

test('coverage is the share of decided events whose outcome is known', () => {
  expect(coverageOf(counted)).toMatchObject({ numerator: 4, denominator: 7, figure: { value: 4 / 7 } });
  expect(coverageOf(countOutcomes(Int8Array.of(-1), Int8Array.of(1))).figure).toEqual({ value: null, reason: 'zero-denominator' });
});

test('the unknown outcomes can all turn out positive, negative, wrong or right', () => {
  expect(outcomeScenarios(counted)).toEqual({
    allPositive: { truePositive: 2, falsePositive: 1, falseNegative: 3, trueNegative: 1 },
    allNegative: { truePositive: 1, falsePositive: 2, falseNegative: 1, trueNegative: 3 },
    allWrong: { truePositive: 1, falsePositive: 2, falseNegative: 3, trueNegative: 1 },
    allRight: { truePositive: 2, falsePositive: 1, falseNegative: 1, trueNegative: 3 },
  });
});

const metrics = ['accuracy', 'precision', 'recall', 'f1', 'specificity', 'balanced-accuracy'] as const;
const count = fc.nat({ max: 4 });

describe.each(metrics)('%s', (metric) => {
  test('lies between the case in which all unknown outcomes are wrong and the one in which all are right, however they turn out', () => {
    const valueOf = (counts: ReturnType<typeof outcomeScenarios>['allWrong']) => {
      const { exact } = classificationOf(metric, counts);
      return exact === null ? null : Number(exact.numerator) / Number(exact.denominator);
    };
    fc.assert(
      fc.property(count, count, count, count, count, count, (tp, fp, fn, tn, unknownSelected, unknownUnselected) => {
        const confusion = { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn };
        const { allWrong, allRight } = outcomeScenarios({ confusion, unknownSelected, unknownUnselected });
        const [low, high] = [valueOf(allWrong), valueOf(allRight)];
        for (let right = 0; right <= unknownSelected; right++) {
          for (let missed = 0; missed <= unknownUnselected; missed++) {
            const value = valueOf({
              truePositive: tp + right,
              falsePositive: fp + unknownSelected - right,
              falseNegative: fn + missed,
              trueNegative: tn + unknownUnselected - missed,
            });
            if (value === null) continue;
            if (low !== null) expect(value).toBeGreaterThanOrEqual(low);
            if (high !== null) expect(value).toBeLessThanOrEqual(high);
          }
        }
      }),
    );
  });
});
