import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freshnessOfMinutes, freshnessOfTimes } from '#libs/measurement/service/freshness.js';
import { minuteCountsOf } from '#libs/measurement/service/minute-counts.js';
import { hour, minute } from '../arbitraries.js';

function ofMinutes(events: readonly number[], maximumGap: number, excludedMinutes: readonly number[] = []) {
  const excluded = new Uint8Array(events.length);
  for (const at of excludedMinutes) excluded[at] = 1;
  return freshnessOfMinutes({ minuteEvents: Float64Array.from(events), excluded, excludedMinutes: excludedMinutes.length }, maximumGap);
}

describe('from minute counts', () => {
  test('a gap longer than allowed counts as silence, as a whole', () => {
    expect(ofMinutes([1, 0, 0, 0, 2, 0, 5, 0, 0, 1], 2)).toEqual({
      longestGap: 3,
      longestGapFrom: 1,
      presentSilence: 0,
      isSilent: false,
      silentShare: { value: 0.3, reason: null },
      silentMinutes: 3,
    });
  });

  test('the feed is silent when the gap at the end is longer than allowed', () => {
    expect(ofMinutes([1, 1, 0, 0, 0], 3)).toMatchObject({ presentSilence: 3, isSilent: false, silentMinutes: 0 });
    expect(ofMinutes([1, 0, 0, 0, 0], 3)).toMatchObject({ presentSilence: 4, isSilent: true, silentShare: { value: 0.8 } });
  });

  test('a window without an event is one gap', () => {
    expect(ofMinutes([0, 0, 0], 2)).toMatchObject({ longestGap: 3, longestGapFrom: 0, isSilent: true, silentShare: { value: 1 } });
  });

  test('without a gap there is no place where it began', () => {
    expect(ofMinutes([1, 2], 0)).toMatchObject({ longestGap: 0, longestGapFrom: null, isSilent: false });
  });

  test('excluded minutes end a gap and are no part of the window', () => {
    expect(ofMinutes([1, 0, 0, 0, 0, 1], 1, [2, 3])).toMatchObject({ longestGap: 1, silentMinutes: 0, silentShare: { value: 0 } });
    expect(ofMinutes([0, 0, 0, 1], 1, [2])).toMatchObject({ longestGap: 2, silentShare: { value: 2 / 3 } });
  });

  test('a window without length has no silent share', () => {
    expect(ofMinutes([], 5).silentShare).toEqual({ value: null, reason: 'no-rows' });
  });
});

describe('from the times of events', () => {
  const at = (...minutes: readonly number[]) => Float64Array.from(minutes, (place) => hour + place * minute);

  test('gaps are measured to the millisecond', () => {
    expect(freshnessOfTimes(at(0.5, 3.25, 4), hour, hour + 10 * minute, 5)).toEqual({
      longestGap: 6,
      longestGapFrom: 4,
      presentSilence: 6,
      isSilent: true,
      silentShare: { value: 0.6, reason: null },
      silentMinutes: 6,
    });
  });

  test('events outside the window are ignored', () => {
    expect(freshnessOfTimes(at(-1, 5, 10), hour, hour + 10 * minute, 60)).toMatchObject({ longestGap: 5, presentSilence: 5 });
  });
});

test('a run of k empty minutes between events means more than k and less than k + 2 minutes without one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 * minute - 1 }), { minLength: 2, maxLength: 12 }), (offsets) => {
      // Events at both edges, so that every gap lies between two events.
      const times = Float64Array.from([0, ...offsets, 20 * minute - 1], (offset) => hour + offset).toSorted();
      const end = hour + 20 * minute;
      const counted = freshnessOfMinutes(minuteCountsOf(times, new Uint8Array(times.length), { startMs: hour, endMs: end }), 3).longestGap;
      const exact = freshnessOfTimes(times, hour, end, 3).longestGap;
      expect(exact).toBeLessThan(counted + 2);
      if (counted > 0) expect(exact).toBeGreaterThan(counted);
    }),
  );
});
