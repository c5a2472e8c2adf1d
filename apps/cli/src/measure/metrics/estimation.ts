import { type CbpeModel, type ChunkEstimate, estimateWithCbpe, fitCbpe } from '#libs/measurement/estimation/cbpe.js';
import { type EstimatedMetric, estimatedMetrics } from '#libs/measurement/estimation/estimated.js';
import type { ScoredEvents } from '#libs/measurement/estimation/scored-events.js';
import { undefinedFigure } from '#libs/measurement/statistics/figure.js';
import { tristate } from '../classes.js';
import { finding, type Finding, type Reading, reading } from '../finding.js';
import { column, numbers } from '../input-flag.js';
import type { Inputs } from '../inputs.js';
import type { Metric } from '../metric.js';
import type { MeasureOptions } from '../options.js';
import { inWords, number, percent, reasonInWords } from '../words.js';

const ordinaryChunks = 10;
const shown = ['accuracy', 'precision', 'recall', 'f1', 'auc'] as const;
const caution = 'Estimated, not measured: it holds while scores keep their relation to outcomes, which it cannot see.';

/** Confidence-based performance estimation: what the metrics probably are before outcomes exist. */
export const cbpe: Metric = {
  name: 'cbpe',
  line: 'accuracy, precision, recall, F1 and AUC estimated before outcomes exist, with alarms (--chunk rows each)',
  inputs: [
    column('reference-labels', { side: 'reference' }),
    numbers('reference-scores', { side: 'reference' }),
    column('reference-decisions', { side: 'reference' }),
    numbers('scores', { side: 'current' }),
    column('decisions', { side: 'current' }),
    column('labels', { side: 'current', isRequired: false }),
  ],
  options: ['positive', 'chunk'],
  compute: (inputs, options) => {
    const notes: string[] = [];
    const [reference, current] = [eventsOf('reference-', inputs, options, notes), eventsOf('', inputs, options, notes)];
    const rows = current.scores.length;
    const chunkSize = options.chunk ?? Math.max(1, Math.ceil(rows / ordinaryChunks));
    const fitted = fitCbpe(reference, { chunkSize, calibration: 'where-it-helps' });
    if (fitted === null || rows === 0) return nothing(notes);
    return estimated(fitted.model, estimateWithCbpe(fitted.model, current, rows)[0]!, estimateWithCbpe(fitted.model, current, chunkSize), notes);
  },
};

function eventsOf(prefix: '' | 'reference-', inputs: Inputs, { positive }: MeasureOptions, notes: string[]): ScoredEvents {
  const scores = inputs.numbers(`${prefix}scores`);
  const classes = (name: string): Int8Array => tristate(inputs.classes(`${prefix}${name}`, positive, notes));
  return { scores, decisions: classes('decisions'), outcomes: inputs.has(`${prefix}labels`) ? classes('labels') : new Int8Array(scores.length).fill(-1) };
}

function estimated(model: CbpeModel, whole: ChunkEstimate, chunks: readonly ChunkEstimate[], notes: readonly string[]): Finding {
  const alarms = chunks.filter((chunk) => shown.some((metric) => chunk.metrics[metric].isAlarm)).length;
  const figures = Object.fromEntries([
    ...estimatedMetrics.map((metric) => [metric, estimateOf(whole, metric)] as const),
    ...estimatedMetrics.flatMap((metric) => (whole.metrics[metric].realised.value === null ? [] : [[`realised-${metric}`, reading(whole.metrics[metric].realised, whole.end)] as const])),
  ]);
  const verdict = alarms === 0 ? 'no chunk leaves what was ordinary in the reference' : `${alarms} of ${chunks.length} chunks leave what was ordinary in the reference`;
  return finding(null, `Accuracy is estimated at ${inWords(figures['accuracy']!, percent)}, precision at ${inWords(figures['precision']!, percent)}; ${verdict}. ${caution}`, {
    answer: alarms > 0 ? 'alarm' : 'no-alarm',
    figures,
    notes: [...notes, `Learned from ${number(model.fittedOn)} reference rows of known outcome; scores are ${model.calibration === null ? 'taken as they are' : 'calibrated first'}.`, ...(alarms > 0 ? ['! marks a value outside what was ordinary in the reference.'] : [])],
    table: {
      head: ['rows', ...shown],
      rows: chunks.map((chunk) => [`${number(chunk.start + 1)} to ${number(chunk.end)}`, ...shown.map((metric) => `${chunk.metrics[metric].isAlarm ? '! ' : ''}${short(chunk.metrics[metric].estimate.value.value)}`)]),
    },
    chart: { title: 'estimated accuracy', series: ['accuracy'], rows: chunks.map((chunk) => ({ label: `from ${number(chunk.start + 1)}`, values: [chunk.metrics.accuracy.estimate.value.value], text: short(chunk.metrics.accuracy.estimate.value.value) })) },
    details: { kind: 'estimated', calibrated: model.calibration !== null, fittedOn: model.fittedOn, alarmLines: model.alarmLines, chunks: chunks.map(detailsOf) },
  });
}

function estimateOf({ metrics }: ChunkEstimate, metric: EstimatedMetric): Reading {
  const { value, sampleSize, band } = metrics[metric].estimate;
  return reading(value, sampleSize, band, 'three sampling errors');
}

function detailsOf(chunk: ChunkEstimate) {
  const metrics = estimatedMetrics.map((metric) => [metric, { estimate: estimateOf(chunk, metric), realised: chunk.metrics[metric].realised, alarm: chunk.metrics[metric].isAlarm }] as const);
  return { start: chunk.start, end: chunk.end, expected: chunk.expected, metrics: Object.fromEntries(metrics) };
}

function nothing(notes: readonly string[]): Finding {
  return finding(reading(undefinedFigure('no-rows'), 0), `The estimate is undefined: ${reasonInWords('no-rows')}.`, { answer: 'undefined', notes });
}

function short(value: number | null): string {
  return value === null ? 'undefined' : number(value);
}
