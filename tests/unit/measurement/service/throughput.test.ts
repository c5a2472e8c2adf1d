import { expect, test } from 'vitest';
import { throughputOf } from '#libs/measurement/service/throughput.js';

test('mean over the window, and the busiest minute', () => {
  expect(throughputOf({ minuteEvents: Float64Array.of(0, 30, 90, 90), excludedMinutes: 0 })).toEqual({
    events: 210,
    minutes: 4,
    meanPerMinute: { value: 52.5, reason: null },
    meanPerSecond: { value: 0.875, reason: null },
    peakPerMinute: { value: 90, reason: null },
    peakPerSecond: { value: 1.5, reason: null },
    peakMinute: 2,
  });
});

test('excluded minutes are no part of the mean', () => {
  expect(throughputOf({ minuteEvents: Float64Array.of(10, 0, 20), excludedMinutes: 1 })).toMatchObject({ minutes: 2, meanPerMinute: { value: 15 } });
});

test('a window without traffic has a throughput of 0, one without a minute has none', () => {
  expect(throughputOf({ minuteEvents: new Float64Array(3), excludedMinutes: 0 })).toMatchObject({ meanPerMinute: { value: 0 }, peakPerMinute: { value: 0 }, peakMinute: null });
  expect(throughputOf({ minuteEvents: new Float64Array(3), excludedMinutes: 3 })).toMatchObject({
    meanPerMinute: { value: null, reason: 'no-rows' },
    peakPerMinute: { value: null, reason: 'no-rows' },
  });
});
