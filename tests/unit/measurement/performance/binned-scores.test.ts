import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binnedAuc } from '#libs/measurement/performance/binned-auc.js';
import { calibrationError, equalMassGroups, equalWidthGroups } from '#libs/measurement/performance/binned-calibration.js';
import { binnedBrier, binnedLogLoss } from '#libs/measurement/performance/binned-loss.js';
import type { BinnedScores } from '#libs/measurement/performance/binned-scores.js';
import { binnedAveragePrecision, binnedTop } from '#libs/measurement/performance/binned-top.js';

interface Row {
  readonly score: number;
  readonly positive: boolean;
}

const edges = Float64Array.from({ length: 20 }, (_, at) => (at + 1) / 20);

function binned(rows: readonly Row[], upperEdges = edges): BinnedScores {
  const scores = { upperEdges, positives: new Float64Array(upperEdges.length), negatives: new Float64Array(upperEdges.length) };
  for (const { score, positive } of rows) (positive ? scores.positives : scores.negatives)[upperEdges.findIndex((edge) => score <= edge)]!++;
  return scores;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const exact = {
  auc(rows: readonly Row[]): number {
    const [positives, negatives] = [rows.filter(({ positive }) => positive), rows.filter(({ positive }) => !positive)];
    return mean(positives.flatMap((a) => negatives.map((b) => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0))));
  },
  brier: (rows: readonly Row[]): number => mean(rows.map(({ score, positive }) => (score - Number(positive)) ** 2)),
  logLoss: (rows: readonly Row[]): number => mean(rows.map(({ score, positive }) => -Math.log(Math.max(2.220446049250313e-16, positive ? score : 1 - score)))),
  ece(rows: readonly Row[]): number {
    const groups = Map.groupBy(rows, ({ score }) => edges.findIndex((edge) => score <= edge) >> 1);
    return [...groups.values()].reduce((sum, group) => sum + Math.abs(group.filter(({ positive }) => positive).length - group.reduce((total, { score }) => total + score, 0)), 0) / rows.length;
  },
  averagePrecision(rows: readonly Row[]): number {
    const levels = [...new Set(rows.map(({ score }) => score))].toSorted((a, b) => b - a);
    const positives = rows.filter(({ positive }) => positive).length;
    let before = 0;
    return levels.reduce((sum, level) => {
      const above = rows.filter(({ score }) => score >= level);
      const hits = above.filter(({ positive }) => positive).length;
      const gain = (hits - before) / positives;
      before = hits;
      return sum + gain * (hits / above.length);
    }, 0);
  },
};

const rowsOf = fc.array(fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), positive: fc.boolean() }), { minLength: 2, maxLength: 60 });
const bothClasses = rowsOf.filter((rows) => rows.some(({ positive }) => positive) && rows.some(({ positive }) => !positive));
const tolerance = 1e-9;

describe('a value from bins lies within its own bound of the exact one', () => {
  const cases: readonly (readonly [string, (scores: BinnedScores) => { readonly figure: { readonly value: number | null }; readonly bound: number }, (rows: readonly Row[]) => number])[] = [
    ['ROC AUC', binnedAuc, exact.auc],
    ['Brier', binnedBrier, exact.brier],
    ['log loss', binnedLogLoss, exact.logLoss],
    ['calibration error of ten bins', (scores) => calibrationError(equalWidthGroups(scores, 10)), exact.ece],
    ['average precision', binnedAveragePrecision, exact.averagePrecision],
  ];
  test.each(cases)('%s', (_, ofBins, ofRows) => {
    fc.assert(
      fc.property(bothClasses, (rows) => {
        const { figure, bound } = ofBins(binned(rows));
        expect(Math.abs(figure.value! - ofRows(rows))).toBeLessThanOrEqual(bound + tolerance);
      }),
    );
  });

  test('precision of the top decile, whatever the order of ties', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const { events, precision } = binnedTop(binned(rows), 0.1);
        const top = rows.toSorted((a, b) => b.score - a.score).slice(0, Math.ceil(rows.length / 10));
        expect(events).toBe(top.length);
        expect(Math.abs(precision.figure.value! - mean(top.map(({ positive }) => Number(positive))))).toBeLessThanOrEqual(precision.bound + tolerance);
      }),
    );
  });
});

test('scores that bins keep apart lose nothing: the AUC has a bound of 0', () => {
  const scores = binned([{ score: 0.2, positive: false }, { score: 0.4, positive: true }, { score: 0.6, positive: false }, { score: 0.8, positive: true }]);
  expect(binnedAuc(scores)).toMatchObject({ figure: { value: 0.75 }, bound: 0 });
});

test('groups of equal mass hold every event once, and as many as were asked for where scores allow it', () => {
  const rows = Array.from({ length: 100 }, (_, at) => ({ score: (at + 0.5) / 100, positive: at % 3 === 0 }));
  const groups = equalMassGroups(binned(rows), 5);
  expect(groups.map(({ positives, negatives }) => positives + negatives)).toEqual([20, 20, 20, 20, 20]);
});

describe('what cannot be computed says why', () => {
  const none = binned([]);
  const oneClass = binned([{ score: 0.5, positive: false }, { score: 0.7, positive: false }]);
  test.each([
    ['AUC of nothing', binnedAuc(none), 'no-rows'],
    ['AUC of one class', binnedAuc(oneClass), 'one-class'],
    ['Brier of nothing', binnedBrier(none), 'no-rows'],
    ['calibration of nothing', calibrationError(equalWidthGroups(none, 10)), 'no-rows'],
    ['average precision without a positive', binnedAveragePrecision(oneClass), 'one-class'],
    ['lift without a positive', binnedTop(oneClass, 0.1).lift, 'one-class'],
  ])('%s', (_, { figure }, reason) => {
    expect(figure).toEqual({ value: null, reason });
  });
});
