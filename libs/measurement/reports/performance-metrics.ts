import type { MetricRow, PerformanceMetric } from '#libs/wire/performance-reports.js';
import type { ReportFigure } from '#libs/wire/figures.js';
import { binnedAuc } from '../performance/binned-auc.js';
import { calibrationError, equalMassGroups, equalWidthGroups } from '../performance/binned-calibration.js';
import { binnedBrier, binnedLogLoss } from '../performance/binned-loss.js';
import { type BinnedScores, totalOf } from '../performance/binned-scores.js';
import { binnedAveragePrecision, binnedTop } from '../performance/binned-top.js';
import { calibrationBins } from '../performance/calibration-bins.js';
import { calibrationErrors } from '../performance/calibration-errors.js';
import { type DecisionMetric, decisionMetric } from '../performance/decisions.js';
import { measuredAuc } from '../performance/delong.js';
import { type OutcomeCounts, outcomeScenarios } from '../performance/late-outcomes.js';
import { brierScore, brierSkill, logLoss } from '../performance/proper-scores.js';
import { rankingOf } from '../performance/ranking.js';
import { averagePrecision } from '../performance/roc.js';
import type { ScoredRows } from '../performance/scored-rows.js';
import { topShare } from '../performance/top-rows.js';
import { reported, reportedBounded, reportedMeasure, unreported } from './report-figures.js';

const bins = 10;
const topDecile = 0.1;
const decisionMetrics = ['accuracy', 'precision', 'recall', 'f1', 'specificity', 'balanced-accuracy', 'mcc'] as const satisfies readonly (PerformanceMetric & DecisionMetric)[];

/** A metric of scores and how it came out. */
export type ScoreFigures = Readonly<Record<Exclude<PerformanceMetric, (typeof decisionMetrics)[number]>, ReportFigure>>;

/** Decision metrics, exact whichever source the counts are from, with how far the unknown outcomes could still move them. */
export function decisionRows(counts: OutcomeCounts): Omit<MetricRow, 'estimated'>[] {
  const { allWrong, allRight } = outcomeScenarios(counts);
  return decisionMetrics.map((metric) => {
    const [low, high] = [decisionMetric(metric, allWrong).figure.value, decisionMetric(metric, allRight).figure.value];
    return {
      metric,
      measured: reportedMeasure(decisionMetric(metric, counts.confusion)),
      ifUnknown: low === null || high === null ? null : { low, high },
    };
  });
}

/** Metrics of scores from score bins, each with the bound that the bins leave. */
export function binnedScoreFigures(scores: BinnedScores): ScoreFigures {
  const events = totalOf(scores.positives) + totalOf(scores.negatives);
  const [auc, brier, loss, top] = [binnedAuc(scores), binnedBrier(scores), binnedLogLoss(scores), binnedTop(scores, topDecile)];
  return {
    auc: reportedBounded(auc, events, { bounds: auc.interval, method: 'delong-95' }),
    'average-precision': reportedBounded(binnedAveragePrecision(scores), events),
    'log-loss': reportedBounded(loss, events, { bounds: loss.interval, method: 'normal-95' }),
    brier: reportedBounded(brier, events, { bounds: brier.interval, method: 'normal-95' }),
    'brier-skill': skillOf(scores, reportedBounded(brier, events)),
    'calibration-error': reportedBounded(calibrationError(equalWidthGroups(scores, bins)), events),
    'calibration-error-equal-mass': reportedBounded(calibrationError(equalMassGroups(scores, bins)), events),
    'precision-top-decile': reportedBounded(top.precision, top.events),
    'lift-top-decile': reportedBounded(top.lift, top.events),
  };
}

/** Skill is 1 - Brier / (r (1 - r)): the same bound, over the variance of the outcomes. */
function skillOf({ positives, negatives }: BinnedScores, brier: ReportFigure): ReportFigure {
  const [p, n] = [totalOf(positives), totalOf(negatives)];
  if (brier.value === null) return brier;
  if (p === 0 || n === 0) return unreported('one-class', p + n);
  const variance = (p * n) / (p + n) ** 2;
  return { ...brier, value: 1 - brier.value / variance, bound: brier.bound / variance };
}

/** The same from every event. */
export function exactScoreFigures(rows: ScoredRows): ScoreFigures {
  const ranking = rankingOf(rows);
  const events = rows.scores.length;
  const top = topShare(rows, topDecile);
  const errorOf = (rule: 'equal-width' | 'equal-mass'): ReportFigure => reported(calibrationErrors(rows, calibrationBins(rows, rule, bins)).expected, { sampleSize: events });
  return {
    auc: reportedMeasure(measuredAuc(ranking)),
    'average-precision': reported(averagePrecision(ranking), { sampleSize: events }),
    'log-loss': reportedMeasure(logLoss(rows)),
    brier: reportedMeasure(brierScore(rows)),
    'brier-skill': reported(brierSkill(rows), { sampleSize: events }),
    'calibration-error': errorOf('equal-width'),
    'calibration-error-equal-mass': errorOf('equal-mass'),
    'precision-top-decile': reportedMeasure(top.precision),
    'lift-top-decile': reported(top.lift, { sampleSize: top.rows }),
  };
}
