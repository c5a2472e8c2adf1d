import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankingOf } from '#libs/measurement/performance/ranking.js';
import { aucOf, averagePrecision, giniOf, ksSeparation } from '#libs/measurement/performance/roc.js';
import { scoredRows } from '#libs/measurement/performance/scored-rows.js';
import { type Row, bothClasses, mean, rowsOf, someRows } from './rows.js';

const rank = (rows: readonly Row[]) => rankingOf(rowsOf(rows));
const scoresIn = (rows: readonly Row[], positive: boolean): readonly number[] => rows.filter((row) => row.positive === positive).map(({ score }) => score);
const thresholds = (rows: readonly Row[]): readonly number[] => [...new Set(rows.map(({ score }) => score))].toSorted((a, b) => b - a);
const shareFrom = (scores: readonly number[], threshold: number): number => scores.filter((score) => score >= threshold).length / scores.length;

describe('rows', () => {
  test('lacking score or outcome are left out and counted', () => {
    const rows = scoredRows(Float64Array.of(0.1, Number.NaN, 0.3, 0.4), Float64Array.of(1, 1, Number.NaN, 0));
    expect([...rows.scores]).toEqual([0.1, 0.4]);
    expect([...rows.labels]).toEqual([1, 0]);
    expect(rows).toMatchObject({ positives: 1, dropped: 2, areProbabilities: true });
  });

  test.each([
    [[0, 1], true],
    [[], true],
    [[-0.1, 0.5], false],
    [[0.5, 1.1], false],
    [[Infinity], false],
  ])('with scores %o are probabilities: %s', (scores, areProbabilities) => {
    expect(scoredRows(Float64Array.from(scores), new Float64Array(scores.length)).areProbabilities).toBe(areProbabilities);
  });

  test('of different lengths are refused', () => {
    expect(() => scoredRows(new Float64Array(2), new Float64Array(3))).toThrow('2 and 3 rows');
  });
});

test('a ranking counts each distinct score once, from the highest, whatever its sign of zero', () => {
  const rows = [0.5, -0, Infinity, 0, 0.5, -Infinity].map((score, at) => ({ score, positive: at % 2 === 0 }));
  const { positives, negatives, positiveTotal, negativeTotal } = rank(rows);
  expect([...positives]).toEqual([1, 2, 0, 0]);
  expect([...negatives]).toEqual([0, 0, 2, 1]);
  expect([positiveTotal, negativeTotal]).toEqual([3, 3]);
});

describe('the area under the ROC curve', () => {
  test('is the share of pairs in order, ties half', () => {
    fc.assert(
      fc.property(bothClasses, (rows) => {
        const pairs = scoresIn(rows, true).flatMap((high) => scoresIn(rows, false).map((low) => (high > low ? 1 : high === low ? 0.5 : 0)));
        expect(aucOf(rank(rows)).value).toBeCloseTo(mean(pairs), 12);
      }),
    );
  });

  test('stays under any change of scores that keeps their order', () => {
    fc.assert(
      fc.property(bothClasses, (rows) => {
        for (const change of [(score: number) => Math.fround(score) * 2 - 5, Math.sqrt, (score: number) => -Math.log(2 - score)]) {
          const changed = rows.map(({ score, positive }) => ({ score: change(Math.fround(score)), positive }));
          fc.pre(new Set(changed.map(({ score }) => score)).size === new Set(rows.map(({ score }) => Math.fround(score))).size);
          expect(aucOf(rank(changed)).value).toBe(aucOf(rank(rows.map(({ score, positive }) => ({ score: Math.fround(score), positive })))).value);
        }
      }),
    );
  });

  test('of turned scores or turned outcomes is 1 minus it; the Gini coefficient changes its sign', () => {
    fc.assert(
      fc.property(bothClasses, (rows) => {
        const auc = aucOf(rank(rows)).value!;
        expect(aucOf(rank(rows.map(({ score, positive }) => ({ score: -score, positive })))).value).toBeCloseTo(1 - auc, 12);
        expect(aucOf(rank(rows.map(({ score, positive }) => ({ score, positive: !positive })))).value).toBeCloseTo(1 - auc, 12);
        expect(giniOf(rank(rows)).value).toBeCloseTo(2 * auc - 1, 12);
      }),
    );
  });

  test('is the same in whatever order the rows come', () => {
    fc.assert(
      fc.property(bothClasses, (rows) => {
        expect(aucOf(rank(rows.toReversed())).value).toBe(aucOf(rank(rows)).value);
      }),
    );
  });
});

test('average precision is the sum over thresholds of recall gained times precision', () => {
  fc.assert(
    fc.property(bothClasses, (rows) => {
      const [positives, all] = [scoresIn(rows, true), rows.map(({ score }) => score)];
      let [before, area] = [0, 0];
      for (const threshold of thresholds(rows)) {
        const recall = shareFrom(positives, threshold);
        area += (recall - before) * ((recall * positives.length) / (shareFrom(all, threshold) * all.length));
        before = recall;
      }
      expect(averagePrecision(rank(rows)).value).toBeCloseTo(area, 12);
    }),
  );
});

test('KS separation is the largest gap between the rates of any threshold, and at least 0', () => {
  fc.assert(
    fc.property(bothClasses, (rows) => {
      const gaps = thresholds(rows).map((threshold) => shareFrom(scoresIn(rows, true), threshold) - shareFrom(scoresIn(rows, false), threshold));
      expect(ksSeparation(rank(rows)).value).toBeCloseTo(Math.max(0, ...gaps), 12);
    }),
  );
});

describe('scores that say nothing, everything, or the opposite', () => {
  const rowsWith = (scores: readonly number[]): readonly Row[] => scores.map((score, at) => ({ score, positive: at >= 2 }));
  test.each([
    ['all equal', [0.5, 0.5, 0.5, 0.5], 0.5, 0.5, 0],
    ['perfect', [0.1, 0.2, 0.8, 0.9], 1, 1, 1],
    ['worst', [0.8, 0.9, 0.1, 0.2], 0, 5 / 12, 0],
    ['infinite', [-Infinity, 0, 1, Infinity], 1, 1, 1],
  ])('%s', (_, scores, auc, precision, separation) => {
    const ranking = rank(rowsWith(scores));
    expect(aucOf(ranking).value).toBe(auc);
    expect(averagePrecision(ranking).value).toBeCloseTo(precision, 12);
    expect(ksSeparation(ranking).value).toBe(separation);
  });
});

test.each([
  ['no rows', [], 'no-rows'],
  ['positives only', [{ score: 0.2, positive: true }], 'one-class'],
  ['negatives only', [{ score: 0.2, positive: false }, { score: 0.3, positive: false }], 'one-class'],
])('with %s nothing can be ranked', (_, rows, reason) => {
  const ranking = rank(rows);
  for (const statistic of [aucOf, giniOf, averagePrecision, ksSeparation]) expect(statistic(ranking)).toEqual({ value: null, reason });
});

test('all statistics lie in their range', () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      for (const statistic of [aucOf, averagePrecision, ksSeparation]) {
        const value = statistic(rank(rows)).value ?? 0;
        expect(value >= 0 && value <= 1 + 1e-12).toBe(true);
      }
    }),
  );
});
