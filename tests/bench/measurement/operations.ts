import { alarmOf } from '#libs/measurement/drift/alarm.js';
import { assessColumns, type ColumnMeasure } from '#libs/measurement/drift/assess-columns.js';
import { assessCounts } from '#libs/measurement/drift/assessment.js';
import { countsInBins, quantileEdges } from '#libs/measurement/drift/bins.js';
import { countCategories } from '#libs/measurement/drift/categories.js';
import { divergence } from '#libs/measurement/drift/divergence.js';
import { kolmogorovPValue, kolmogorovSmirnov } from '#libs/measurement/drift/kolmogorov-smirnov.js';
import { defaultRule } from '#libs/measurement/drift/rule.js';
import { sortedPair } from '#libs/measurement/drift/sorted-pair.js';
import { wasserstein } from '#libs/measurement/drift/wasserstein.js';
import { estimateWithCbpe, fitCbpe } from '#libs/measurement/estimation/cbpe.js';
import { encodeColumn, intersectionOf } from '#libs/measurement/fairness/coded-column.js';
import { countGroups } from '#libs/measurement/fairness/group-counts.js';
import { parityOf } from '#libs/measurement/fairness/parity.js';
import { calibrationBins } from '#libs/measurement/performance/calibration-bins.js';
import { calibrationErrors } from '#libs/measurement/performance/calibration-errors.js';
import { measuredAuc } from '#libs/measurement/performance/delong.js';
import { brierScore } from '#libs/measurement/performance/proper-scores.js';
import { rankingOf } from '#libs/measurement/performance/ranking.js';
import { scoredRows } from '#libs/measurement/performance/scored-rows.js';
import type { Figure } from '#libs/measurement/statistics/figure.js';
import type { BenchInputs } from './inputs.js';

const numericMeasures: readonly ColumnMeasure[] = ['psi', 'ks', 'wasserstein', 'jensen-shannon', 'kullback-leibler', 'hellinger', 'total-variation', 'l-infinity', 'chi-square'];
const categoricalMeasures = ['psi', 'jensen-shannon', 'kullback-leibler', 'hellinger', 'total-variation', 'l-infinity', 'chi-square'] as const;
const chunks = 10;

/** What is timed, by name. Each gives the numbers that the other side must find too. */
export const operations = {
  auc: ({ scores, outcomes }) => [measuredAuc(rankingOf(scoredRows(scores, outcomes))).figure],

  'brier-calibration': ({ scores, outcomes }) => {
    const rows = scoredRows(scores, outcomes);
    return [brierScore(rows).figure, calibrationErrors(rows, calibrationBins(rows, 'equal-width', 10)).maximum];
  },

  ks: ({ reference, current }) => {
    const { statistic } = kolmogorovSmirnov(sortedPair(reference, current));
    kolmogorovPValue(statistic, reference.length, current.length);
    return [statistic];
  },

  wasserstein: ({ reference, current }) => [wasserstein(sortedPair(reference, current))],

  psi: ({ reference, current }) => {
    const edges = quantileEdges(reference, 10);
    return [divergence('psi', { reference: countsInBins(reference, edges), current: countsInBins(current, edges) })];
  },

  fairness: ({ sex, race, decisionStates, outcomeStates }) => {
    const [bySex, byRace] = [encodeColumn(sex), encodeColumn(race)];
    return [bySex, byRace, intersectionOf([bySex, byRace])].flatMap((column) => {
      const { groups } = countGroups(column, decisionStates, outcomeStates);
      return (['selection-rate', 'true-positive-rate', 'false-positive-rate'] as const).map((rate) => parityOf(rate, groups).difference);
    });
  },

  cbpe: ({ half, scores, decisionStates, outcomeStates }) => {
    const part = (from: number, to: number) => ({ scores: scores.subarray(from, to), decisions: decisionStates.subarray(from, to), outcomes: outcomeStates.subarray(from, to) });
    const chunkSize = half / chunks;
    const fitted = fitCbpe(part(0, half), { chunkSize, calibration: 'where-it-helps' })!;
    const estimates = estimateWithCbpe(fitted.model, part(half, 2 * half), chunkSize);
    return [estimates.at(-1)!.metrics.accuracy.estimate.value];
  },

  'drift-report': ({ half, reference, current, scores, sex, race }) => {
    const numeric = [[reference, current], [scores.subarray(0, half), scores.subarray(half)]] as const;
    const categorical = [sex, race].map((column) => countCategories(column.slice(0, half), column.slice(half)));
    return [
      ...numeric.flatMap(([before, now]) => assessColumns(numericMeasures, before, now)),
      ...categorical.flatMap((counts) => categoricalMeasures.map((measure) => assessCounts(measure, counts))),
    ].map((assessment) => {
      alarmOf(defaultRule(assessment.measure), assessment);
      return assessment.effect.figure;
    });
  },
} satisfies Readonly<Record<string, (inputs: BenchInputs) => readonly Figure[]>>;

export type OperationName = keyof typeof operations;
