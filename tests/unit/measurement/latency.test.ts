import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { latencyBinOf, latencyUpperEdge } from '#libs/measurement/intervals/latency-bins.js';
import { measure } from '#libs/measurement/measure.js';
import { compareRationals, rationalOf } from '#libs/measurement/statistics/rational.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import { hour, minute } from './arbitraries.js';
import { latencyObjective } from './objectives.js';
import { foldEvent } from '../../support/folding.js';

function totalsWith(latencies: readonly number[]) {
  const fold = newFold();
  for (const ms of latencies) foldEvent(fold, 1, hour, false, false, ms);
  return totalsOf(deltasOf(fold), hour, hour + 60 * minute);
}

const percentileOf = (latencies: readonly number[], percentile: string, target = '250') =>
  measure(latencyObjective({ method: { percentile }, target }), totalsWith(latencies));
const attainmentOf = (latencies: readonly number[], thresholdMilliseconds: number) =>
  measure(
    latencyObjective({ metric: 'latency-attainment', method: { thresholdMilliseconds }, direction: 'at-least', unit: 'percent', target: '99' }),
    totalsWith(latencies),
  );

const latencies = fc.array(fc.oneof(fc.double({ min: 0, max: 2000, noNaN: true }), fc.constantFrom(100, 250, 250.1)), { minLength: 1, maxLength: 60 });
const percentiles = fc.integer({ min: 1, max: 1000 }).map((tenths) => new Big(tenths).div(10).toFixed());

describe('percentiles', () => {
  test('are the nearest rank, rounded up to three significant digits', () => {
    fc.assert(
      fc.property(latencies, percentiles, (list, percentile) => {
        const rank = new Big(percentile).times(list.length).div(100).round(0, Big.roundUp).toNumber();
        const nearest = list.toSorted((a, b) => a - b)[rank - 1]!;
        expect(percentileOf(list, percentile)).toMatchObject({ value: String(latencyUpperEdge(latencyBinOf(nearest))), counts: { rank } });
      }),
    );
  });

  test('stand to a target of three digits exactly as the true percentile does', () => {
    fc.assert(
      fc.property(latencies, percentiles, fc.integer({ min: 1, max: 999 }), (list, percentile, target) => {
        const { exact, counts } = percentileOf(list, percentile, String(target));
        const nearest = list.toSorted((a, b) => a - b)[counts['rank']! - 1]!;
        expect(compareRationals(exact!, rationalOf(String(target))) <= 0).toBe(nearest <= target);
      }),
    );
  });

  test.each(['0', '-1', '100.1', 'ninety'])('a percentile of %s is refused', (percentile) => {
    expect(() => percentileOf([1], percentile)).toThrow(/percentile is above 0|not a decimal/);
  });
});

describe('attainment', () => {
  test('is the exact share of events within the threshold', () => {
    fc.assert(
      fc.property(latencies, fc.integer({ min: 1, max: 999 }), (list, threshold) => {
        const within = list.filter((ms) => ms <= threshold).length;
        expect(attainmentOf(list, threshold)).toMatchObject({ proportion: { successes: within, total: list.length }, counts: { withinThreshold: within } });
      }),
    );
  });

  test('includes the threshold itself', () => {
    expect(attainmentOf([250, 250.0001, 90], 250).value).toBe('66.666667');
  });
});

describe('what bins cannot decide is refused', () => {
  test.each([1001, 0, 123_456])('a threshold of %d ms', (threshold) => {
    expect(() => attainmentOf([1], threshold)).toThrow(`three significant digits at most, because latencies are kept to three; not ${threshold} ms`);
  });

  test('a percentile target with four digits', () => {
    expect(() => percentileOf([1], '95', '250.5')).toThrow('not 250.5 ms');
  });

  test('a percentile that must be at least so long', () => {
    expect(() => measure(latencyObjective({ direction: 'at-least' }), totalsWith([1]))).toThrow('at most so many milliseconds');
  });

  test('an objective without its percentile or threshold', () => {
    expect(() => measure(latencyObjective({ method: {} }), totalsWith([1]))).toThrow('needs a percentile');
    expect(() => measure(latencyObjective({ metric: 'latency-attainment', method: {} }), totalsWith([1]))).toThrow('needs a threshold');
  });
});

test('without a latency there is no value', () => {
  expect(percentileOf([], '95')).toMatchObject({ value: null, sampleSize: 0 });
  expect(attainmentOf([], 250)).toMatchObject({ value: null, sampleSize: 0, bounds: null });
});
