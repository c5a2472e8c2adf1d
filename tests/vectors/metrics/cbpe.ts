import { type ChunkEstimate, type CbpeModel, estimateWithCbpe, fitCbpe } from '#libs/measurement/estimation/cbpe.js';
import { type Estimated, type EstimatedMetric, bandAround } from '#libs/measurement/estimation/estimated.js';
import { equalCountError } from '#libs/measurement/estimation/calibration-need.js';
import { type ScoredEvents, labelledByScore } from '#libs/measurement/estimation/scored-events.js';
import { type Figure, figure } from '#libs/measurement/statistics/figure.js';
import { classesOf } from '../coded-inputs.js';
import { numberOf, pairOf } from '../figures.js';
import type { CaseInputs, VectorMetric } from '../vector-metric.js';

const names = {
  roc_auc: 'auc',
  average_precision: 'average-precision',
  f1: 'f1',
  precision: 'precision',
  recall: 'recall',
  specificity: 'specificity',
  accuracy: 'accuracy',
} as const satisfies Record<string, EstimatedMetric>;
const counts = {
  true_positive: 'truePositive',
  true_negative: 'trueNegative',
  false_positive: 'falsePositive',
  false_negative: 'falseNegative',
} as const;

export const cbpe: VectorMetric = (inputs, params, expected) => {
  const reference = eventsOf(inputs, params, 'reference', true);
  const analysis = eventsOf(inputs, params, 'analysis', labelsWereGiven(expected));
  const chunkSize = Number(params['chunk_size']);
  const isCalibrated = expected['needs_calibration'] === true;
  const fitted = fitCbpe(reference, { chunkSize, calibration: isCalibrated ? 'isotonic' : 'none' });
  if (fitted === null) return {};
  const { model, chunks } = fitted;
  const written = (period: string) => (chunk: ChunkEstimate, at: number) => chunkOf(model, period, chunk, at);
  const known = labelledByScore(reference);
  return {
    needs_calibration: isCalibrated,
    chunks: [...chunks.map(written('reference')), ...estimateWithCbpe(model, analysis, chunkSize).map(written('analysis'))],
    isotonic_knots_x: [...(model.calibration?.x ?? [])],
    isotonic_knots_y: [...(model.calibration?.y ?? [])],
    sampling_error_components: Object.fromEntries(Object.entries(names).map(([name, metric]) => [name, componentsOf(model, metric)])),
    reference_ece_equal_count: equalCountError(known.scores, known.outcomes),
  };
};

function eventsOf(inputs: CaseInputs, params: Readonly<Record<string, unknown>>, part: string, isLabelled: boolean): ScoredEvents {
  const scores = inputs.numbers(`${part}.score`);
  const outcomes = isLabelled && inputs.roles.includes(`${part}.y`) ? classesOf(inputs.values(`${part}.y`), params['positive']) : new Int8Array(scores.length).fill(-1);
  return { scores, decisions: classesOf(inputs.values(`${part}.pred`), params['positive']), outcomes };
}

/**
 * A case may name labels that the estimator did not get. Whether it got them is an input that shows only in what it realised: with
 * labels an accuracy is always defined, so that none at all means none were given.
 */
function labelsWereGiven({ chunks }: Readonly<Record<string, unknown>>): boolean {
  const analysed = (chunks as readonly { readonly period: string; readonly metrics: Readonly<Record<string, { readonly realized: unknown }>> }[]).filter(({ period }) => period === 'analysis');
  return !analysed.every(({ metrics }) => metrics['accuracy']?.realized === 'NaN');
}

function componentsOf({ errors }: CbpeModel, metric: EstimatedMetric): readonly number[] {
  const { deviation, fraction } = errors[metric];
  return metric === 'accuracy' ? [numberOf(deviation)] : [numberOf(deviation), fraction];
}

function chunkOf(model: CbpeModel, period: string, { start, end, expected, metrics }: ChunkEstimate, at: number): Readonly<Record<string, unknown>> {
  const ofMetric = (metric: EstimatedMetric) => {
    const { estimate, realised, isAlarm } = metrics[metric];
    const line = model.alarmLines[metric];
    return {
      ...withBand(estimate, metric),
      realized: numberOf(realised),
      upper_threshold: line?.high ?? Number.NaN,
      lower_threshold: line?.low ?? Number.NaN,
      alert: isAlarm,
    };
  };
  return {
    key: `[${start}:${end - 1}]`,
    chunk_index: at,
    start_index: start,
    end_index: end - 1,
    period,
    metrics: {
      ...Object.fromEntries(Object.entries(names).map(([name, metric]) => [name, ofMetric(metric)])),
      ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, { value: expected[count] }])),
    },
  };
}

/** NannyML writes 0 where a quotient does not exist, and puts its band around that. */
function withBand({ value, samplingError }: Estimated, metric: EstimatedMetric): Readonly<Record<string, number>> {
  const isRanking = metric === 'auc' || metric === 'average-precision';
  const read: Figure = value.value === null && !isRanking ? figure(0) : value;
  const [low, high] = pairOf(bandAround(read, samplingError));
  return { value: numberOf(read), sampling_error: numberOf(samplingError), upper_confidence_boundary: high, lower_confidence_boundary: low };
}
