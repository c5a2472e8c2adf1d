import type { Confusion } from '../intervals/intervals.js';
import { decisionMetric } from '../performance/decisions.js';
import { rankingOfAscending } from '../performance/sorted-ranking.js';
import type { Figure } from '../statistics/figure.js';
import { type AlarmLine, alarmLineOf, leaves } from './alarm-line.js';
import { needsCalibration } from './calibration-need.js';
import { type Estimated, type EstimatedMetric, estimated, estimatedMetrics } from './estimated.js';
import { expectedCounts } from './expected-counts.js';
import { expectedRanking } from './expected-ranking.js';
import { type IsotonicMap, gatherAscending, isotonicThrough, valuesAtAscending } from './isotonic.js';
import { realisedMetrics } from './realised.js';
import { type SamplingError, errorOver, samplingErrors } from './sampling-error.js';
import { type Chunk, type ScoredEvents, chunksOf, confusionOf, labelledByScore, rowsByScore } from './scored-events.js';

type PerMetric<Value> = Readonly<Record<EstimatedMetric, Value>>;

/** What labelled reference events teach about events whose outcomes are not known yet. */
export interface CbpeModel {
  /** From score to probability; null where scores are taken as probabilities already. */
  readonly calibration: IsotonicMap | null;
  readonly errors: PerMetric<SamplingError>;
  readonly alarmLines: PerMetric<AlarmLine>;
  /** Reference events with a score and a known outcome. */
  readonly fittedOn: number;
}

/** Metrics of consecutive events, `start` inclusive, `end` exclusive: estimated, and realised as far as outcomes are known. */
export interface ChunkEstimate {
  readonly start: number;
  readonly end: number;
  readonly expected: Confusion;
  readonly metrics: PerMetric<{ readonly estimate: Estimated; readonly realised: Figure; readonly isAlarm: boolean }>;
}

export interface CbpeChoice {
  readonly chunkSize: number;
  readonly calibration: 'isotonic' | 'none' | 'where-it-helps';
}

/**
 * Confidence-based performance estimation as NannyML defines it for two classes: fits calibration, sampling errors and alarm lines on
 * reference events, and returns their own chunks beside the model. Null when no reference event has both a score and an outcome.
 * It rests on scores that keep their relation to outcomes: it is silent about concept drift, and with a cut-off at one half it cannot
 * estimate an accuracy below one half. An estimate never decides a breach.
 */
export function fitCbpe(reference: ScoredEvents, { chunkSize, calibration }: CbpeChoice): { readonly model: CbpeModel; readonly chunks: readonly ChunkEstimate[] } | null {
  const rows = rowsByScore(reference);
  const known = labelledByScore(reference, rows);
  if (known.scores.length === 0) return null;
  const isCalibrated = calibration === 'where-it-helps' ? needsCalibration(known) : calibration === 'isotonic';
  const chunks = chunksOf(reference, rows, chunkSize);
  const realised = chunks.map(realisedOf);
  const model: CbpeModel = {
    calibration: isCalibrated ? isotonicThrough(gatherAscending(known.scores, known.outcomes)) : null,
    errors: samplingErrors(confusionOf(reference), rankingOfAscending(known.scores, known.outcomes)),
    alarmLines: perMetric((metric) => alarmLineOf(realised.map((values) => values[metric]))),
    fittedOn: known.scores.length,
  };
  return { model, chunks: chunks.map((chunk, at) => estimateOf(model, chunk, realised[at]!)) };
}

/** Estimates events in consecutive chunks; where outcomes are known the realised values stand beside the estimates. */
export function estimateWithCbpe(model: CbpeModel, events: ScoredEvents, chunkSize: number): readonly ChunkEstimate[] {
  return chunksOf(events, rowsByScore(events), chunkSize).map((chunk) => estimateOf(model, chunk, realisedOf(chunk)));
}

/** The metrics that expected counts and calibrated scores (belonging to ascending raw scores) lead one to expect. */
export function expectedMetrics(expected: Confusion, calibrated: Float64Array): PerMetric<Figure> {
  const { auc, averagePrecision } = expectedRanking(calibrated);
  const ofCounts = (metric: 'accuracy' | 'precision' | 'recall' | 'specificity' | 'f1'): Figure => decisionMetric(metric, expected).figure;
  return {
    accuracy: ofCounts('accuracy'),
    precision: ofCounts('precision'),
    recall: ofCounts('recall'),
    specificity: ofCounts('specificity'),
    f1: ofCounts('f1'),
    auc,
    'average-precision': averagePrecision,
  };
}

function estimateOf(model: CbpeModel, { start, end, ascending }: Chunk, realised: PerMetric<Figure>): ChunkEstimate {
  const { scores, decisions } = ascending;
  const calibrated = model.calibration === null ? scores : valuesAtAscending(model.calibration, scores);
  const expected = expectedCounts(calibrated, decisions);
  const values = expectedMetrics(expected, calibrated);
  const decided = decidedIn(decisions);
  const metrics = perMetric((metric) => {
    const size = metric === 'auc' || metric === 'average-precision' ? scores.length : decided;
    return {
      estimate: estimated(values[metric], size, errorOver(model.errors[metric], size)),
      realised: realised[metric],
      isAlarm: leaves(model.alarmLines[metric], values[metric]),
    };
  });
  return { start, end, expected, metrics };
}

function decidedIn(decisions: Int8Array): number {
  let decided = 0;
  for (let row = 0; row < decisions.length; row++) if (decisions[row]! >= 0) decided++;
  return decided;
}

function realisedOf({ ascending, confusion }: Chunk): PerMetric<Figure> {
  return realisedMetrics(confusion, rankingOfAscending(ascending.scores, ascending.outcomes));
}

function perMetric<Value>(of: (metric: EstimatedMetric) => Value): PerMetric<Value> {
  return Object.fromEntries(estimatedMetrics.map((metric) => [metric, of(metric)])) as PerMetric<Value>;
}
