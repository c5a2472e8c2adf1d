import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delongVariance, measuredAuc } from '#libs/measurement/performance/delong.js';
import { comparedAuc } from '#libs/measurement/performance/paired-delong.js';
import { bootstrapRanking } from '#libs/measurement/performance/ranking-bootstrap.js';
import { rankingOf } from '#libs/measurement/performance/ranking.js';
import { aucOf, averagePrecision, ksSeparation } from '#libs/measurement/performance/roc.js';
import { seededRandom } from '#libs/measurement/statistics/seeded-random.js';
import { type Row, bothClasses, mean, outcomesOf, rowsOf, scoresOf } from './rows.js';

const rank = (rows: readonly Row[]) => rankingOf(rowsOf(rows));
const kernel = (high: number, low: number): number => (high > low ? 1 : high === low ? 0.5 : 0);
const covariance = (one: readonly number[], two: readonly number[]): number =>
  one.reduce((sum, value, at) => sum + (value - mean(one)) * (two[at]! - mean(two)), 0) / (one.length - 1);

/** What each row adds, every positive compared with every negative. */
function parts(rows: readonly Row[], scoreOf: (row: Row, at: number) => number) {
  const scored = rows.map((row, at) => ({ score: scoreOf(row, at), positive: row.positive }));
  const [highs, lows] = [true, false].map((positive) => scored.filter((row) => row.positive === positive).map(({ score }) => score)) as [number[], number[]];
  return { positives: highs.map((high) => mean(lows.map((low) => kernel(high, low)))), negatives: lows.map((low) => mean(highs.map((high) => kernel(high, low)))) };
}

/** Another score of the same rows, related to the first. */
const otherScore = ({ score }: Row, at: number): number => Math.round(score * 4) / 4 + ((at * 7) % 5) / 10;

/** Rows whose scores help, made from a seed. */
function helpfulRows(count: number): readonly Row[] {
  const random = seededRandom(11);
  return Array.from({ length: count }, () => {
    const score = random.below(1_000) / 1_000;
    return { score, positive: random.below(1_000) / 1_000 < score };
  });
}

describe("DeLong's variance", () => {
  test('in one pass equals the comparison of every positive with every negative', () => {
    fc.assert(
      fc.property(bothClasses, (rows) => {
        const { positives, negatives } = parts(rows, ({ score }) => score);
        const byDefinition = covariance(positives, positives) / positives.length + covariance(negatives, negatives) / negatives.length;
        expect(delongVariance(rank(rows)).value).toBeCloseTo(byDefinition, 12);
      }),
    );
  });

  test('gives an interval that holds the AUC, within 0 and 1, with the number of rows', () => {
    fc.assert(
      fc.property(bothClasses, (rows) => {
        const { figure, bounds, sampleSize, interval } = measuredAuc(rank(rows), 0.99);
        expect(bounds.low.value! >= 0 && bounds.low.value! <= figure.value! && bounds.high.value! >= figure.value! && bounds.high.value! <= 1).toBe(true);
        expect([sampleSize, interval]).toEqual([rows.length, 'delong-99']);
      }),
    );
  });

  test('needs two rows of each class, the AUC one', () => {
    const { figure, bounds } = measuredAuc(rank([{ score: 0.9, positive: true }, { score: 0.1, positive: false }, { score: 0.2, positive: false }]));
    expect(figure.value).toBe(1);
    expect(bounds.low).toEqual({ value: null, reason: 'too-few-rows' });
    expect(measuredAuc(rank([{ score: 0.9, positive: true }]))).toMatchObject({ figure: { value: null, reason: 'one-class' }, sampleSize: 1 });
    expect(measuredAuc(rank([])).figure).toEqual({ value: null, reason: 'no-rows' });
  });
});

describe('two scores of the same rows', () => {
  test('are compared with the covariance of what each row adds to both', () => {
    fc.assert(
      fc.property(bothClasses, (rows) => {
        const [one, two] = [parts(rows, ({ score }) => score), parts(rows, otherScore)];
        const of = (side: 'positives' | 'negatives'): number =>
          (covariance(one[side], one[side]) + covariance(two[side], two[side]) - 2 * covariance(one[side], two[side])) / one[side].length;
        const [difference, variance] = [mean(one.positives) - mean(two.positives), of('positives') + of('negatives')];
        fc.pre(variance > 1e-9);
        const found = comparedAuc(scoresOf(rows), Float64Array.from(rows, otherScore), outcomesOf(rows));
        expect(found.difference.value).toBeCloseTo(difference, 12);
        expect(found.z.value).toBeCloseTo(difference / Math.sqrt(variance), 6);
      }),
    );
  });

  test('differ by as much in the other direction', () => {
    const rows = helpfulRows(60);
    const [scores, others, outcomes] = [scoresOf(rows), Float64Array.from(rows, otherScore), outcomesOf(rows)];
    const [one, other] = [comparedAuc(scores, others, outcomes), comparedAuc(others, scores, outcomes)];
    expect(one.z.value).toBeCloseTo(-other.z.value!, 12);
    expect(one.pValue.value).toBeCloseTo(other.pValue.value!, 12);
    expect(one.difference.value).toBeCloseTo(aucOf(rank(rows)).value! - aucOf(rank(rows.map((row, at) => ({ ...row, score: otherScore(row, at) })))).value!, 12);
  });

  test('leave out rows that lack any of the three', () => {
    const rows = helpfulRows(40);
    const [scores, others, outcomes] = [scoresOf(rows), Float64Array.from(rows, otherScore), outcomesOf(rows)];
    const withHoles = (column: Float64Array, hole: number): Float64Array =>
      Float64Array.from({ length: 43 }, (_, row) => (row < 40 ? column[row]! : row === 40 + hole ? Number.NaN : 0.5));
    expect(comparedAuc(withHoles(scores, 0), withHoles(others, 1), withHoles(outcomes, 2))).toEqual(comparedAuc(scores, others, outcomes));
  });

  const outcomes = Float64Array.of(1, 0, 1, 0);
  test.each([
    ['a score and itself', [0.9, 0.1, 0.4, 0.5], [0.9, 0.1, 0.4, 0.5], outcomes, 'constant'],
    ['one class', [0.9, 0.1], [0.2, 0.3], Float64Array.of(1, 1), 'one-class'],
    ['a single positive', [0.9, 0.1, 0.2], [0.2, 0.3, 0.1], Float64Array.of(1, 0, 0), 'too-few-rows'],
    ['nothing', [], [], new Float64Array(0), 'no-rows'],
  ])('%s: no z', (_, scores, others, labels, reason) => {
    const { z, pValue } = comparedAuc(Float64Array.from(scores), Float64Array.from(others), labels);
    expect([z, pValue]).toEqual([{ value: null, reason }, { value: null, reason }]);
  });
});

describe('the bootstrap of a ranking', () => {
  const choice = { confidence: 0.95, resamples: 1_000, seed: 5 };
  const ranking = rank(helpfulRows(400));

  test('is the same for the same seed', () => {
    expect(bootstrapRanking(ranking, aucOf, choice)).toEqual(bootstrapRanking(ranking, aucOf, choice));
    expect(bootstrapRanking(ranking, aucOf, { ...choice, seed: 6 })).not.toEqual(bootstrapRanking(ranking, aucOf, choice));
  });

  test("of the AUC is about DeLong's interval", () => {
    const { figure, sampleSize, bounds: { low, high }, interval } = bootstrapRanking(ranking, aucOf, choice);
    const { bounds } = measuredAuc(ranking);
    expect([figure, sampleSize, interval]).toEqual([aucOf(ranking), 400, 'bootstrap-95']);
    expect(low.value).toBeCloseTo(bounds.low.value!, 1);
    expect(high.value).toBeCloseTo(bounds.high.value!, 1);
  });

  test.each([
    ['average precision', averagePrecision],
    ['KS separation', ksSeparation],
  ])('of %s holds values of its range', (_, statistic) => {
    const { low, high } = bootstrapRanking(ranking, statistic, choice).bounds;
    expect(low.value! > 0 && low.value! < high.value! && high.value! < 1).toBe(true);
  });

  test('of a perfect score is 1 to 1, of one class undefined', () => {
    const perfect = bootstrapRanking(rank([{ score: 1, positive: true }, { score: 2, positive: true }, { score: 0, positive: false }]), aucOf, choice).bounds;
    expect([perfect.low.value, perfect.high.value]).toEqual([1, 1]);
    expect(bootstrapRanking(rank([{ score: 1, positive: true }]), aucOf, choice).bounds.low).toEqual({ value: null, reason: 'one-class' });
  });
});
