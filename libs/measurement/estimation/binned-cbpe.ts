import type { Confusion } from '../intervals/intervals.js';
import { type BinnedScores, totalOf } from '../performance/binned-scores.js';
import { sumOfConfusions } from '../performance/confusion.js';
import type { Ranking } from '../performance/ranking.js';
import type { Figure } from '../statistics/figure.js';
import { type AlarmLine, alarmLineOf, leaves } from './alarm-line.js';
import { type BinnedDecisions, type BinnedMetric, binnedMetrics, expectedFromBins } from './binned-metrics.js';
import { type Estimated, estimated } from './estimated.js';
import { type IsotonicMap, isotonicThrough } from './isotonic.js';
import { realisedMetrics } from './realised.js';
import { type SamplingError, errorOver, samplingErrors } from './sampling-error.js';

type PerMetric<Value> = Readonly<Record<BinnedMetric, Value>>;

/** An earlier stretch of time: its events of known outcome by score bin, and its decisions against outcomes. */
export interface LabelledWindow {
  readonly scores: BinnedScores;
  readonly confusion: Confusion;
}

/** The same as a model fitted on events, from counts: it needs no event to be read again. */
export interface BinnedCbpeModel {
  readonly calibration: IsotonicMap;
  readonly errors: PerMetric<SamplingError>;
  readonly alarmLines: PerMetric<AlarmLine>;
  readonly fittedOn: number;
}

/**
 * Fits confidence-based estimation on earlier windows, whose bins have the same edges: isotonic calibration through the positive rates
 * at the middles of the bins of all windows together, alarm lines from what each window realised. Null without a labelled event.
 */
export function fitBinnedCbpe(windows: readonly LabelledWindow[]): BinnedCbpeModel | null {
  const together = sumOf(windows.map(({ scores }) => scores));
  const calibration = together === null ? null : calibrationThrough(together);
  if (together === null || calibration === null) return null;
  const ranking = rankingOfBins(together);
  const realised = windows.map(({ scores, confusion }) => realisedMetrics(confusion, rankingOfBins(scores)));
  return {
    calibration,
    errors: samplingErrors(sumOfConfusions(windows.map(({ confusion }) => confusion)), ranking),
    alarmLines: perMetric((metric) => alarmLineOf(realised.map((values): Figure => values[metric]))),
    fittedOn: ranking.positiveTotal + ranking.negativeTotal,
  };
}

/** Estimates the metrics of a window's events from their counts by score bin and decision, with the bound that the bins' widths leave. */
export function estimateFromBins(model: BinnedCbpeModel, events: BinnedDecisions): PerMetric<{ readonly estimate: Estimated; readonly isAlarm: boolean }> {
  const values = expectedFromBins(model.calibration, events);
  const size = events.selected.reduce((sum, count, bin) => sum + count + events.unselected[bin]!, 0);
  return perMetric((metric) => {
    const { figure, bound } = values[metric];
    return { estimate: estimated(figure, size, errorOver(model.errors[metric], size), bound), isAlarm: leaves(model.alarmLines[metric], figure) };
  });
}

/** Bins as a ranking, from the highest down; the scores of a bin count as equal. */
export function rankingOfBins({ positives, negatives }: BinnedScores): Ranking {
  return {
    positives: Uint32Array.from(positives).toReversed(),
    negatives: Uint32Array.from(negatives).toReversed(),
    positiveTotal: totalOf(positives),
    negativeTotal: totalOf(negatives),
  };
}

function calibrationThrough({ upperEdges, positives, negatives }: BinnedScores): IsotonicMap | null {
  const filled = Uint32Array.from(upperEdges.keys()).filter((bin) => positives[bin]! + negatives[bin]! > 0);
  return isotonicThrough({
    x: Float64Array.from(filled, (bin) => ((bin === 0 ? 0 : upperEdges[bin - 1]!) + upperEdges[bin]!) / 2),
    weights: Float64Array.from(filled, (bin) => positives[bin]! + negatives[bin]!),
    sums: Float64Array.from(filled, (bin) => positives[bin]!),
  });
}

function sumOf(scores: readonly BinnedScores[]): BinnedScores | null {
  const [first] = scores;
  if (first === undefined) return null;
  const added = (count: 'positives' | 'negatives') => first[count].map((_, bin) => scores.reduce((sum, one) => sum + one[count][bin]!, 0));
  return { upperEdges: first.upperEdges, positives: added('positives'), negatives: added('negatives') };
}

function perMetric<Value>(of: (metric: BinnedMetric) => Value): PerMetric<Value> {
  return Object.fromEntries(binnedMetrics.map((metric) => [metric, of(metric)])) as PerMetric<Value>;
}
