import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourMilliseconds, minuteMilliseconds } from '#libs/measurement/intervals/intervals.js';
import { latencyBinOf, latencyBins, latencyUpperEdge } from '#libs/measurement/intervals/latency-bins.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import { attainmentFigure, availabilityFigures, exactLatencyFigures, latencyCounts, latencyFigures, servicePoint } from '#libs/measurement/reports/service-figures.js';
import { hour, intervalsOf } from '../arbitraries.js';

const latencies = fc.array(fc.double({ min: 0, max: 10_000, noNaN: true }), { minLength: 100, maxLength: 400 });

function binned(values: readonly number[]): Float64Array {
  const counts = new Float64Array(latencyBins);
  for (const value of values) counts[latencyBinOf(value)]! += 1;
  return counts;
}

describe('latency', () => {
  test('a percentile from bins is the upper edge of the bin that the exact one lies in, and so are the ends of its interval', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const [quick, exact] = [latencyFigures(binned(values)), exactLatencyFigures(Float64Array.from(values))];
        const edgeOf = (value: number | null): number | null => (value === null ? null : latencyUpperEdge(latencyBinOf(value)));
        for (const [place, { percentile, figure }] of quick.entries()) {
          const other = exact[place]!.figure;
          expect(figure.value, `p${percentile}`).toBe(edgeOf(other.value));
          expect([figure.low, figure.high]).toEqual([edgeOf(other.low), edgeOf(other.high)]);
          expect(figure.value! - other.value!).toBeLessThanOrEqual(figure.bound);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('a percentile of too few events is not the largest of them but undefined', () => {
    const few = Float64Array.from({ length: 19 }, (_, at) => at + 1);
    expect(exactLatencyFigures(few).map(({ percentile, figure }) => [percentile, figure.value, figure.reason])).toEqual([
      [50, 10, null],
      [95, null, 'too-few-rows'],
      [99, null, 'too-few-rows'],
    ]);
    expect(latencyFigures(new Float64Array(latencyBins)).map(({ figure }) => figure.reason)).toEqual(['no-rows', 'no-rows', 'no-rows']);
  });

  test('attainment counts what is at most the threshold, exactly', () => {
    const counts = binned([249.9, 250, 250.1, 400]);
    expect(attainmentFigure(counts, 250)).toMatchObject({ value: 0.5, sampleSize: 4, bound: 0 });
    expect(attainmentFigure(new Float64Array(latencyBins), 250)).toMatchObject({ value: null, reason: 'no-rows' });
  });
});

test('a step counts the events of all its rows, with or without a latency', () => {
  const rows = intervalsOf([
    { kind: 'event', version: 1, time: hour, failed: false, decided: true, latency: 100 },
    { kind: 'event', version: 2, time: hour, failed: true, decided: true, latency: 900 },
    { kind: 'event', version: 2, time: hour + minuteMilliseconds, failed: false, decided: false, latency: Number.NaN },
  ]);
  expect(servicePoint({ startMs: hour, endMs: hour + hourMilliseconds, rows })).toMatchObject({ events: 3, errors: 1, withLatency: 1, p50: null });
  expect(latencyCounts(rows)[latencyBinOf(100)]).toBe(1);
});

test('availability averaged over a month of hours that all have another number of events is a number', () => {
  const hours = 24 * 31;
  const totals = totalsOf([], hour, hour + hours * hourMilliseconds);
  let [events, errors, sum] = [0, 0, 0];
  for (let at = 0; at < hours; at++) {
    const inHour = 1_009 + 7 * at;
    totals.minuteEvents[60 * at] = inHour;
    totals.minuteErrors[60 * at] = at % 13;
    events += inHour;
    errors += at % 13;
    sum += 1 - (at % 13) / inHour;
  }
  const average = availabilityFigures({ ...totals, events, errors }).find(({ method }) => method === 'interval-average')!;
  expect(average.figure.value).toBeCloseTo(sum / hours, 12);
  expect(average.coverage).toBe(1);
});
