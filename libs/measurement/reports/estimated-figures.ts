import type { ReportFigure } from '#libs/wire/figures.js';
import { type BinnedCbpeModel, estimateFromBins, fitBinnedCbpe } from '../estimation/binned-cbpe.js';
import { type BinnedMetric, binnedMetrics } from '../estimation/binned-metrics.js';
import { scoreCounts } from '../intervals/histograms.js';
import { scoreUpperEdges } from '../intervals/score-bins.js';
import type { SparseCounts } from '../intervals/sparse-counts.js';
import { totalOfConfusion } from '../performance/confusion.js';
import type { PerformanceStep } from './performance-steps.js';
import { reported } from './report-figures.js';
import { knownScores } from './kept-counts.js';

/** So many labelled events of both outcomes are needed to calibrate on: fewer say little about any score. */
const fewestLabelled = 500;
const edges = scoreUpperEdges();

export type EstimatedFigures = Readonly<Partial<Record<BinnedMetric, ReportFigure>>>;

/** A model and the time whose labelled events it was fitted on. */
export interface FittedModel {
  readonly model: BinnedCbpeModel;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Fits the estimates on stretches before the window; where these have too few labelled events, on the stretches of the window whose
 * outcomes had their time. Null when neither suffices: nothing is estimated.
 */
export function fittedOn(before: readonly PerformanceStep[], steps: readonly PerformanceStep[], maturedMs: number): FittedModel | null {
  return fit(before) ?? fit(steps.filter(({ endMs }) => endMs <= maturedMs));
}

function fit(steps: readonly PerformanceStep[]): FittedModel | null {
  const used = steps.filter(({ confusion }) => totalOfConfusion(confusion) > 0);
  const model = fitBinnedCbpe(used.map(({ scores, confusion }) => ({ scores: knownScores(scores), confusion })));
  if (model === null || model.fittedOn < fewestLabelled) return null;
  return { model, fromMs: used[0]!.startMs, toMs: used.at(-1)!.endMs };
}

/** Estimates for all decided and scored events, whether their outcome is known or not; each is marked as estimated. */
export function estimatedFigures(model: BinnedCbpeModel, scores: SparseCounts): EstimatedFigures {
  const estimates = estimateFromBins(model, { upperEdges: edges, selected: scoreCounts(scores, 'all', [true]), unselected: scoreCounts(scores, 'all', [false]) });
  return Object.fromEntries(
    binnedMetrics.map((metric) => {
      const { value, sampleSize, band, bound } = estimates[metric].estimate;
      return [metric, reported(value, { sampleSize, interval: { bounds: band, method: 'sampling-band-3' }, bound, kind: 'estimated' })];
    }),
  );
}
