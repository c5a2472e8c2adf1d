import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrationBins } from '#libs/measurement/performance/calibration-bins.js';
import { calibrationErrors, murphyOf } from '#libs/measurement/performance/calibration-errors.js';
import { brierReference, brierScore, brierSkill, logLoss } from '#libs/measurement/performance/proper-scores.js';
import { linearQuantile, ascending } from '#libs/measurement/statistics/sorting.js';
import { type Row, bothClasses, mean, rowsOf, scoresOf, someRows } from './rows.js';

const rules = fc.constantFrom('equal-width' as const, 'equal-mass' as const);
const binCounts = fc.integer({ min: 1, max: 25 });

describe('the Brier score and log loss', () => {
  test('are the means of their losses', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        expect(brierScore(rowsOf(rows)).figure.value).toBeCloseTo(mean(rows.map(({ score, positive }) => (score - Number(positive)) ** 2)), 12);
        const given = rows.map(({ score, positive }) => Math.max(2 ** -52, positive ? score : 1 - score));
        expect(logLoss(rowsOf(rows)).figure.value).toBeCloseTo(mean(given.map((probability) => -Math.log(probability))), 9);
      }),
    );
  });

  test('of certainty are 0 when it was right; when it was wrong the Brier score is 1, and log loss large but finite', () => {
    const right = rowsOf([{ score: 1, positive: true }, { score: 0, positive: false }]);
    const wrong = rowsOf([{ score: 0, positive: true }, { score: 1, positive: false }]);
    expect(brierScore(right).figure.value).toBe(0);
    expect(logLoss(right).figure.value).toBeCloseTo(0, 12);
    expect(brierScore(wrong).figure.value).toBe(1);
    expect(logLoss(wrong).figure.value).toBeCloseTo(36.04365338911715, 9);
  });

  test('lie in their intervals, those of a mean', () => {
    fc.assert(
      fc.property(bothClasses, (rows) => {
        const { figure, bounds, sampleSize, interval } = brierScore(rowsOf(rows), 0.9);
        const losses = rows.map(({ score, positive }) => (score - Number(positive)) ** 2);
        const deviation = Math.sqrt(losses.reduce((sum, loss) => sum + (loss - mean(losses)) ** 2, 0) / (losses.length - 1));
        expect(bounds.high.value).toBeCloseTo(Math.min(1, figure.value! + (1.6448536269514722 * deviation) / Math.sqrt(rows.length)), 9);
        expect(bounds.low.value! >= 0 && bounds.low.value! <= figure.value!).toBe(true);
        expect([sampleSize, interval]).toEqual([rows.length, 'normal-90']);
      }),
    );
  });

  test('of one row have no interval', () => {
    const { figure, bounds } = brierScore(rowsOf([{ score: 0.5, positive: true }]));
    expect(figure.value).toBe(0.25);
    expect(bounds.low).toEqual({ value: null, reason: 'too-few-rows' });
  });

  test.each([
    ['no rows', [], 'no-rows'],
    ['a score above 1', [{ score: 1.5, positive: true }], 'not-probabilities'],
    ['a score below 0', [{ score: -0.5, positive: true }], 'not-probabilities'],
    ['an infinite score', [{ score: Infinity, positive: true }], 'not-probabilities'],
  ])('are undefined with %s, and so is all that rests on them', (_, rows, reason) => {
    const scored = rowsOf(rows);
    const none = { value: null, reason };
    const bins = calibrationBins(scored, 'equal-width');
    expect([brierScore(scored).figure, logLoss(scored).figure, brierSkill(scored)]).toEqual([none, none, none]);
    expect(calibrationErrors(scored, bins)).toEqual({ expected: none, maximum: none });
    expect(murphyOf(scored, bins)).toEqual({ reliability: none, resolution: none, uncertainty: none, withinBins: none });
  });
});

test('skill is 0 for always saying the observed rate, 1 for certainty that is right, undefined with one class', () => {
  const [yes, no] = [{ score: 0.25, positive: true }, { score: 0.25, positive: false }];
  expect(brierReference(rowsOf([yes, no, no, no])).value).toBe(0.1875);
  expect(brierSkill(rowsOf([yes, no, no, no])).value).toBeCloseTo(0, 12);
  expect(brierSkill(rowsOf([{ score: 1, positive: true }, { score: 0, positive: false }])).value).toBe(1);
  expect(brierSkill(rowsOf([yes, yes]))).toEqual({ value: null, reason: 'one-class' });
  expect(brierReference(rowsOf([]))).toEqual({ value: null, reason: 'no-rows' });
});

/** Which of the edges (from the second on) a score does not exceed first. */
const binOf = (edges: readonly number[], score: number): number => {
  const found = edges.slice(1, -1).findIndex((edge) => score <= edge);
  return found === -1 ? edges.length - 2 : found;
};

function edgesOf(rows: readonly Row[], rule: 'equal-width' | 'equal-mass', bins: number): readonly number[] {
  const shares = Array.from({ length: bins + 1 }, (_, at) => (at === bins ? 1 : at * (1 / bins)));
  return rule === 'equal-width' ? shares : shares.map((share) => linearQuantile(ascending(scoresOf(rows)), share));
}

describe('calibration bins', () => {
  test('hold each row once, in the bin whose edges say so', () => {
    fc.assert(
      fc.property(someRows, rules, binCounts, (rows, rule, bins) => {
        const edges = edgesOf(rows, rule, bins);
        const found = calibrationBins(rowsOf(rows), rule, bins);
        expect([...found.edges]).toEqual(edges);
        for (let bin = 0; bin < bins; bin++) {
          const inside = rows.filter(({ score }) => binOf(edges, score) === bin);
          expect(found.counts[bin]).toBe(inside.length);
          expect(found.positives[bin]).toBe(inside.filter(({ positive }) => positive).length);
          expect(found.scoreSums[bin]).toBeCloseTo(inside.reduce((sum, { score }) => sum + score, 0), 12);
        }
      }),
    );
  });

  test.each([
    [0, 0],
    [0.1, 0],
    [0.100_000_1, 1],
    [0.2, 1],
    [0.3, 2],
    [0.6, 5],
    [0.7, 6],
    [0.9, 8],
    [1, 9],
  ])('of ten the score %d lies in number %d: an edge belongs to the bin below it', (score, bin) => {
    expect(calibrationBins(rowsOf([{ score, positive: true }]), 'equal-width').counts[bin]).toBe(1);
  });

  test('of equal mass share a constant score out to the first alone, and there are none without rows', () => {
    const constant = calibrationBins(rowsOf(Array.from({ length: 7 }, () => ({ score: 0.4, positive: true }))), 'equal-mass', 5);
    expect([...constant.counts]).toEqual([7, 0, 0, 0, 0]);
    expect(calibrationBins(rowsOf([]), 'equal-mass', 5).counts).toHaveLength(0);
    expect([...calibrationBins(rowsOf([]), 'equal-width', 2).counts]).toEqual([0, 0]);
  });

  test('of many rows hold as many each', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => ({ score: ((at * 7919) % 20_000) / 20_000, positive: at % 3 === 0 }));
    expect(calibrationBins(rowsOf(rows), 'equal-mass', 10).counts.every((count) => Math.abs(count - 2_000) <= 1)).toBe(true);
  });
});

describe('calibration errors', () => {
  test('weigh the gap of each bin by its rows, or take the worst', () => {
    fc.assert(
      fc.property(someRows, rules, binCounts, (rows, rule, bins) => {
        const edges = edgesOf(rows, rule, bins);
        const groups = [...Map.groupBy(rows, ({ score }) => binOf(edges, score)).values()];
        const gaps = groups.map((group) => Math.abs(mean(group.map(({ positive }) => Number(positive))) - mean(group.map(({ score }) => score))));
        const { expected, maximum } = calibrationErrors(rowsOf(rows), calibrationBins(rowsOf(rows), rule, bins));
        expect(expected.value).toBeCloseTo(groups.reduce((sum, group, at) => sum + (group.length / rows.length) * gaps[at]!, 0), 12);
        expect(maximum.value).toBeCloseTo(Math.max(...gaps), 12);
      }),
    );
  });
});

describe("Murphy's parts", () => {
  test('add up to the Brier score, whatever the bins', () => {
    fc.assert(
      fc.property(someRows, rules, binCounts, (rows, rule, bins) => {
        const { reliability, resolution, uncertainty, withinBins } = murphyOf(rowsOf(rows), calibrationBins(rowsOf(rows), rule, bins));
        expect(reliability.value! - resolution.value! + uncertainty.value! + withinBins.value!).toBeCloseTo(brierScore(rowsOf(rows)).figure.value!, 12);
        expect(Math.min(reliability.value!, resolution.value!, uncertainty.value!)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('leave nothing within bins whose scores are all the same', () => {
    const rows = rowsOf([0.1, 0.1, 0.5, 0.5, 0.9].map((score, at) => ({ score, positive: at % 2 === 0 })));
    expect(murphyOf(rows, calibrationBins(rows, 'equal-width')).withinBins.value).toBeCloseTo(0, 12);
  });
});
