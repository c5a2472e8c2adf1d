import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { measure } from '#libs/measurement/measure.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import { hour, minute } from './arbitraries.js';
import { objective } from './objectives.js';
import { foldEvent, foldOutcome } from '../../support/folding.js';

const metrics = ['accuracy', 'precision', 'recall', 'f1', 'specificity', 'balanced-accuracy'] as const;
type Counts = readonly [tp: number, fp: number, fn: number, tn: number];

function measured(metric: (typeof metrics)[number], [tp, fp, fn, tn]: Counts, decided = tp + fp + fn + tn) {
  const fold = newFold();
  for (let event = 0; event < decided; event++) foldEvent(fold, 1, hour, false, true, Number.NaN);
  for (const [times, decision, positive] of [[tp, true, true], [fp, true, false], [fn, false, true], [tn, false, false]] as const) {
    for (let outcome = 0; outcome < times; outcome++) foldOutcome(fold, 1, hour, decision, positive);
  }
  return measure(objective({ metric, method: {} }), totalsOf(deltasOf(fold), hour, hour + 60 * minute));
}

test.each([
  ['accuracy', '70', 10],
  ['precision', '75', 4],
  ['recall', '60', 5],
  ['f1', '66.666667', 6],
  ['specificity', '80', 5],
  ['balanced-accuracy', '70', 5],
] as const)('%s of 3 TP, 1 FP, 2 FN, 4 TN is %s %% over %d', (metric, value, sampleSize) => {
  expect(measured(metric, [3, 1, 2, 4])).toMatchObject({ value, sampleSize, coverage: '100', counts: { truePositive: 3, falsePositive: 1, falseNegative: 2, trueNegative: 4 } });
});

describe('a zero denominator is undefined, never 0', () => {
  test.each([
    ['precision', [0, 0, 2, 2]],
    ['recall', [0, 1, 0, 2]],
    ['f1', [0, 0, 0, 5]],
    ['specificity', [2, 0, 1, 0]],
    ['balanced-accuracy', [0, 1, 0, 2]],
    ['accuracy', [0, 0, 0, 0]],
  ] as const)('%s of %o', (metric, counts) => {
    expect(measured(metric, counts, 5)).toMatchObject({ value: null, exact: null, sampleSize: 0, bounds: null });
  });
});

test('coverage is the share of decided events whose outcome is known, rounded down', () => {
  expect(measured('precision', [1, 0, 0, 1], 3).coverage).toBe('66.666666');
  expect(measured('precision', [0, 0, 0, 0], 0).coverage).toBeNull();
});

test('an interval of confidence is given for proportions only', () => {
  for (const metric of metrics) {
    const isProportion = metric !== 'f1' && metric !== 'balanced-accuracy';
    expect(measured(metric, [3, 1, 2, 4]).bounds !== null).toBe(isProportion);
  }
});

test('every metric lies between 0 and 100, and is 100 when all decisions were right', () => {
  const count = fc.nat({ max: 8 });
  fc.assert(
    fc.property(fc.constantFrom(...metrics), count, count, count, count, (metric, tp, fp, fn, tn) => {
      const value = Number(measured(metric, [tp, fp, fn, tn]).value ?? '0');
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(100);
      expect(measured(metric, [tp + 1, 0, 0, tn + 1]).value).toBe('100');
    }),
  );
});
