import { describe, expect, test } from 'vitest';
import { estimateWithCbpe, fitCbpe } from '#libs/measurement/estimation/cbpe.js';
import { estimatedMetrics } from '#libs/measurement/estimation/estimated.js';
import { eventsOf, regularEvents } from './events.js';

const choice = { chunkSize: 500, calibration: 'isotonic' } as const;
const squared = (score: number) => score ** 2;
const withoutOutcomes = (count: number) => ({ ...regularEvents(count, 40, squared), outcomes: new Int8Array(count).fill(-1) });

describe('estimates of events without outcomes', () => {
  const { model } = fitCbpe(regularEvents(5_000, 40, squared), choice)!;
  const [estimates] = estimateWithCbpe(model, withoutOutcomes(2_000), 2_000);
  const [later] = estimateWithCbpe(model, regularEvents(2_000, 40, squared), 2_000);

  test.each(estimatedMetrics)('%s is within one sampling error of what turns out later', (metric) => {
    const { value, samplingError } = estimates!.metrics[metric].estimate;
    expect(Math.abs(value.value! - later!.metrics[metric].realised.value!)).toBeLessThan(samplingError.value!);
  });

  test.each(estimatedMetrics)('%s says that it is estimated, from how many events, and how far sampling may move it', (metric) => {
    const { estimate } = estimates!.metrics[metric];
    expect(estimate).toMatchObject({ kind: 'estimated', sampleSize: 2_000, bound: 0 });
    expect(estimate.band.low.value!).toBeCloseTo(Math.max(0, estimate.value.value! - 3 * estimate.samplingError.value!), 12);
    expect(estimate.band.high.value!).toBeCloseTo(Math.min(1, estimate.value.value! + 3 * estimate.samplingError.value!), 12);
  });

  test('nothing is realised while no outcome is known', () => {
    for (const metric of estimatedMetrics) expect(estimates!.metrics[metric].realised.value).toBeNull();
  });
});

test('the last, shorter chunk has a wider band', () => {
  const { model } = fitCbpe(regularEvents(5_000, 40, squared), choice)!;
  const [whole, short] = estimateWithCbpe(model, withoutOutcomes(700), 500);
  expect(short).toMatchObject({ start: 500, end: 700, metrics: { accuracy: { estimate: { sampleSize: 200 } } } });
  expect(short!.metrics.accuracy.estimate.samplingError.value! / whole!.metrics.accuracy.estimate.samplingError.value!).toBeCloseTo(Math.sqrt(500 / 200), 10);
});

test('the chunks of the reference carry what they realised, which the alarm lines are drawn from', () => {
  const { model, chunks } = fitCbpe(regularEvents(2_000, 40, squared), choice)!;
  expect(chunks).toHaveLength(4);
  const values = chunks.map(({ metrics }) => metrics.accuracy.realised.value!);
  const mean = values.reduce((sum, value) => sum + value, 0) / 4;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4);
  expect(model.alarmLines.accuracy!.low).toBeCloseTo(mean - 3 * deviation, 12);
  expect(model.alarmLines.accuracy!.high).toBeCloseTo(mean + 3 * deviation, 12);
});

describe('alarms', () => {
  const { model } = fitCbpe(regularEvents(5_000, 40, squared), choice)!;

  test('scores that moved to where they say little', () => {
    const moved = { ...withoutOutcomes(500), scores: new Float64Array(500).fill(0.7) };
    expect(estimateWithCbpe(model, moved, 500)[0]!.metrics.accuracy.isAlarm).toBe(true);
  });

  test('nobody is selected any more: precision has no value, and the alarm is raised', () => {
    const [chunk] = estimateWithCbpe(model, { ...withoutOutcomes(500), decisions: new Int8Array(500) }, 500);
    expect(chunk!.metrics.precision.estimate.value).toEqual({ value: null, reason: 'zero-denominator' });
    expect(chunk!.metrics.precision.estimate.band.low.value).toBeNull();
    expect(chunk!.metrics.precision.isAlarm).toBe(true);
  });

  test('without a reference chunk that had the metric there is no line and no alarm', () => {
    const fitted = fitCbpe({ ...regularEvents(1_000, 40, squared), decisions: new Int8Array(1_000) }, choice)!;
    expect(fitted.model.alarmLines.precision).toBeNull();
    expect(fitted.chunks[0]!.metrics.precision.isAlarm).toBe(false);
  });
});

test('recall of a chunk that selected nobody is not realised, its accuracy and specificity are', () => {
  const fitted = fitCbpe(eventsOf([0.9, 1, 1], [0.1, 0, 0], [0.8, 0, 1], [0.2, 0, 0]), { chunkSize: 2, calibration: 'none' })!;
  const [first, second] = fitted.chunks.map(({ metrics }) => metrics);
  expect(first!.recall.realised.value).toBe(1);
  expect(second!.recall.realised).toEqual({ value: null, reason: 'one-class' });
  expect([second!.accuracy.realised.value, second!.specificity.realised.value]).toEqual([0.5, 1]);
});

describe('calibration', () => {
  test('is fitted only where it helps, when that is asked', () => {
    const modelOf = (rateOf: (score: number) => number) => fitCbpe(regularEvents(4_000, 40, rateOf), { ...choice, calibration: 'where-it-helps' })!.model;
    expect(modelOf((score) => score).calibration).toBeNull();
    expect(modelOf(squared).calibration).not.toBeNull();
  });

  test('none: scores are taken as probabilities', () => {
    const { model } = fitCbpe(eventsOf([0.5, 1, 1], [0.5, 0, 0]), { ...choice, calibration: 'none' })!;
    const [chunk] = estimateWithCbpe(model, eventsOf([0.75, 1, -1], [0.25, 0, -1]), 10);
    expect(chunk!.expected).toEqual({ truePositive: 0.75, falsePositive: 0.25, falseNegative: 0.25, trueNegative: 0.75 });
  });

  test('nothing labelled: nothing can be fitted', () => {
    expect(fitCbpe(withoutOutcomes(100), choice)).toBeNull();
    expect(fitCbpe(eventsOf([Number.NaN, 1, 1]), choice)).toBeNull();
  });
});

test('events without score or decision count where they can: accuracy needs both, AUC the score', () => {
  const { model } = fitCbpe(regularEvents(1_000, 40, squared), choice)!;
  const [chunk] = estimateWithCbpe(model, eventsOf([0.4, -1, -1], [Number.NaN, 1, -1], [0.8, 1, -1], [0.1, 0, -1]), 10);
  expect(chunk!.metrics.auc.estimate.sampleSize).toBe(3);
  expect(chunk!.metrics.accuracy.estimate.sampleSize).toBe(2);
});
