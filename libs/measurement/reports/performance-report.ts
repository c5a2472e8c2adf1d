import type { MetricRow, PerformanceMetric, PerformancePoint, PerformanceReport } from '#libs/wire/performance-reports.js';
import type { ReportFigure } from '#libs/wire/figures.js';
import type { BinnedCbpeModel } from '../estimation/binned-cbpe.js';
import { dayMilliseconds } from '../intervals/intervals.js';
import { totalOfConfusion } from '../performance/confusion.js';
import { type OutcomeCounts, coverageOf } from '../performance/late-outcomes.js';
import type { ScoredRows } from '../performance/scored-rows.js';
import { calibrationCurve } from './calibration-curve.js';
import { type EstimatedFigures, estimatedFigures, fittedOn } from './estimated-figures.js';
import { binnedScoreFigures, decisionRows, exactScoreFigures, type ScoreFigures } from './performance-metrics.js';
import { type PerformanceStep, mergedStep } from './performance-steps.js';
import { reportedMeasure } from './report-figures.js';
import { cellsOf, everyScore, knownScores } from './kept-counts.js';

const seriesMetrics = ['accuracy', 'precision', 'recall', 'auc', 'brier', 'calibration-error'] as const satisfies readonly PerformanceMetric[];

export interface PerformanceInput {
  readonly nowMs: number;
  readonly bins: number;
  readonly maturityDays: number;
  /** Earlier stretches, whose labelled events estimates are fitted on. */
  readonly before: readonly PerformanceStep[];
  /** Those of the window, oldest first. */
  readonly steps: readonly PerformanceStep[];
  /** Every scored event of known outcome, when the report is to be exact. */
  readonly exact: ScoredRows | null;
}

/** Measured and estimated performance over a window and along it, from the counts of its steps alone unless `exact` gives the rows. */
export function performanceReport({ nowMs, bins, maturityDays, before, steps, exact }: PerformanceInput): Omit<PerformanceReport, 'basis'> {
  const maturedMs = nowMs - maturityDays * dayMilliseconds;
  const whole = mergedStep(steps);
  const model = fittedOn(before, steps, maturedMs);
  const counted = outcomesOf(whole);
  const known = knownScores(whole.scores);
  const { positive } = cellsOf(whole.counters);
  const scoreFigures = exact === null ? binnedScoreFigures(known) : exactScoreFigures(exact);
  const estimates = model === null ? {} : estimatedFigures(model.model, whole.scores);
  const labelled = totalOfConfusion(counted.confusion);
  return {
    confusion: counted.confusion,
    outcomes: {
      decided: whole.decided,
      known: labelled,
      positive,
      coverage: reportedMeasure(coverageOf(counted)),
      maturityDays,
      mature: whole.endMs <= maturedMs,
    },
    estimate: model === null ? null : { fittedFrom: iso(model.fromMs), fittedTo: iso(model.toMs), fittedOn: model.model.fittedOn },
    metrics: metricRows(counted, scoreFigures, estimates),
    calibration: calibrationCurve(known, everyScore(whole.scores), bins),
    series: seriesOf(steps, model?.model ?? null, maturedMs),
  };
}

function metricRows(counts: OutcomeCounts, scores: ScoreFigures, estimates: EstimatedFigures): MetricRow[] {
  const estimateOf = (metric: PerformanceMetric): ReportFigure | null => (metric in estimates ? estimates[metric as keyof EstimatedFigures]! : null);
  const ofScores = Object.entries(scores).map(([metric, measured]) => ({ metric: metric as keyof ScoreFigures, measured, ifUnknown: null }));
  return [...decisionRows(counts), ...ofScores].map((row) => ({ ...row, estimated: estimateOf(row.metric) }));
}

function seriesOf(steps: readonly PerformanceStep[], model: BinnedCbpeModel | null, maturedMs: number): PerformanceReport['series'] {
  const points = steps.map((step) => {
    const counts = outcomesOf(step);
    const measured: Readonly<Partial<Record<PerformanceMetric, ReportFigure>>> = {
      ...Object.fromEntries(decisionRows(counts).map((row) => [row.metric, row.measured])),
      ...binnedScoreFigures(knownScores(step.scores)),
    };
    return { step, measured, estimates: model === null ? {} : estimatedFigures(model, step.scores), coverage: coverageOf(counts).figure.value };
  });
  return seriesMetrics.map((metric) => ({
    metric,
    points: points.map(({ step, measured, estimates, coverage }): PerformancePoint => ({
      from: iso(step.startMs),
      to: iso(step.endMs),
      events: step.events,
      coverage,
      mature: step.endMs <= maturedMs,
      measured: measured[metric]!,
      estimated: metric in estimates ? estimates[metric as keyof EstimatedFigures]! : null,
    })),
  }));
}

/** Decided events by what is known of their outcome. Intervals count decisions, positive ones, and both against outcomes. */
function outcomesOf({ decided, confusion, counters }: PerformanceStep): OutcomeCounts {
  const { selected } = cellsOf(counters);
  const { truePositive, falsePositive, falseNegative, trueNegative } = confusion;
  return { confusion, unknownSelected: selected - truePositive - falsePositive, unknownUnselected: decided - selected - falseNegative - trueNegative };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
