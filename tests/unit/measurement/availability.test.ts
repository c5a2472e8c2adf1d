import { describe, expect, test } from 'vitest';
import { newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { measure } from '#libs/measurement/measure.js';
import { compareRationals, rationalOf } from '#libs/measurement/statistics/rational.js';
import type { Stretch } from '#libs/measurement/intervals/stretches.js';
import { type WindowTotals, totalsOf } from '#libs/measurement/intervals/window-totals.js';
import type { Method } from '#libs/wire/objectives.js';
import { hour, minute } from './arbitraries.js';
import { objective } from './objectives.js';
import { foldEvent } from '../../support/folding.js';

const start = Date.UTC(2026, 3, 1);
const end = Date.UTC(2026, 4, 1);
const five = 5 * minute;

/**
 * A month of 8,640 five-minute intervals: 2,640 busy ones of 360 events, 6,000 quiet ones of 8. In incident A 36 busy
 * intervals fail by 40 %, in incident B 24 quiet ones fail wholly.
 */
function monthWithTwoIncidents(withIncidentB: boolean, exclusions: readonly Stretch[] = []): WindowTotals {
  const fold = newFold();
  for (let interval = 0; interval < 8640; interval++) {
    const busy = interval < 2640;
    const inB = interval >= 5000 && interval < 5024;
    if (inB && !withIncidentB) continue;
    const events = busy ? 360 : 8;
    for (let event = 0; event < events; event++) {
      const failed = inB || (interval >= 100 && interval < 136 && event % 5 < 2);
      foldEvent(fold, 1, start + interval * five + Math.floor((event * five) / events), failed, false, Number.NaN);
    }
  }
  return totalsOf(deltasOf(fold), start, end, exclusions);
}

const measured = (method: Method, totals: WindowTotals) => measure(objective({ method }), totals);
const average = { availability: 'interval-average', intervalMinutes: 5 } as const;
const badMinutes = { availability: 'bad-minutes', errorThreshold: '5' } as const;

describe('one log, four agreements', () => {
  const whole = monthWithTwoIncidents(true);
  const withoutB = monthWithTwoIncidents(false);

  test.each([
    ['event ratio', { availability: 'event-ratio' }, '99.461538'],
    ['average of five-minute intervals', average, '99.555556'],
    ['minutes with more than 5 % errors', badMinutes, '99.305556'],
    ['minutes in which every attempt failed', { availability: 'all-failed-minutes' }, '99.722222'],
  ] as const)('%s', (_, method, value) => {
    expect(measured(method, whole).value).toBe(value);
  });

  test.each([
    ['event ratio', { availability: 'event-ratio' }, '99.480669'],
    ['average of five-minute intervals', { ...average, emptyRule: 'excluded' }, '99.832869'],
    ['minutes with more than 5 % errors', { ...badMinutes, emptyRule: 'excluded' }, '99.582173'],
    ['average, the incident counted as available', { ...average, emptyRule: 'available' }, '99.833333'],
  ] as const)('%s without incident B', (_, method, value) => {
    expect(measured(method, withoutB).value).toBe(value);
  });

  test.each([
    ['event ratio', { availability: 'event-ratio' }, '99.480669'],
    ['average of five-minute intervals', average, '99.832869'],
    ['average, the empty ones counted as available', { ...average, emptyRule: 'available' }, '99.832869'],
    ['minutes with more than 5 % errors', badMinutes, '99.582173'],
    ['minutes in which every attempt failed', { availability: 'all-failed-minutes' }, '100'],
  ] as const)('%s with the time of incident B excluded, which needs no empty rule', (_, method, value) => {
    const excludedB = monthWithTwoIncidents(false, [{ startMs: start + 5000 * five, endMs: start + 5024 * five }]);
    expect(measured(method, excludedB)).toMatchObject({ value, counts: { excludedMinutes: 120 } });
  });

  test('the counts suffice to recompute the value', () => {
    expect(measured({ availability: 'event-ratio' }, whole)).toMatchObject({
      sampleSize: 998_400,
      counts: { events: 998_400, errors: 5376 },
      proportion: { successes: 993_024, total: 998_400 },
    });
    expect(measured(badMinutes, whole).counts).toMatchObject({ minutes: 43_200, emptyMinutes: 0, badMinutes: 300 });
    expect(measured(average, withoutB).counts).toMatchObject({ intervals: 8640, emptyIntervals: 24 });
  });
});

/** Minutes as [events, errors], from one hour on. */
function minutesOf(...list: readonly (readonly [events: number, errors: number])[]): WindowTotals {
  const fold = newFold();
  for (const [index, [events, errors]] of list.entries()) {
    for (let event = 0; event < events; event++) foldEvent(fold, 1, hour + index * minute + event, event < errors, false, Number.NaN);
  }
  return totalsOf(deltasOf(fold), hour, hour + list.length * minute);
}

describe('time without traffic', () => {
  const quiet = minutesOf([10, 1], [0, 0], [0, 0], [10, 2]);

  test.each([
    ['not-measured', '85', '50'],
    ['excluded', '85', null],
    ['available', '92.5', null],
    [undefined, '85', '50'],
  ] as const)('interval average, %s', (emptyRule, value, coverage) => {
    expect(measured({ availability: 'interval-average', intervalMinutes: 1, emptyRule }, quiet)).toMatchObject({ value, coverage });
  });

  test.each([
    ['not-measured', '50', '50'],
    ['excluded', '50', null],
    ['available', '75', null],
    [undefined, '50', '50'],
  ] as const)('bad minutes, %s', (emptyRule, value, coverage) => {
    expect(measured({ availability: 'bad-minutes', errorThreshold: '15', emptyRule }, quiet)).toMatchObject({ value, coverage });
  });

  test.each([
    { availability: 'event-ratio', emptyRule: 'available' },
    { ...average, emptyRule: 'available' },
    { ...badMinutes, emptyRule: 'available' },
    { availability: 'all-failed-minutes', emptyRule: 'available' },
  ] as const)('a window without one event has no $availability, whatever the empty rule', (method) => {
    expect(measured(method, minutesOf([0, 0], [0, 0]))).toMatchObject({ value: null, exact: null, sampleSize: 0, bounds: null });
  });
});

describe('bad minutes', () => {
  test('a minute at the threshold is not bad', () => {
    expect(measured({ availability: 'bad-minutes', errorThreshold: '5' }, minutesOf([20, 1], [100, 6])).counts['badMinutes']).toBe(1);
  });

  test('a threshold of 0 makes any failed event count', () => {
    expect(measured({ availability: 'bad-minutes', errorThreshold: '0' }, minutesOf([20, 0], [1000, 1])).value).toBe('50');
  });

  test.each([
    [1, 6],
    [2, 5],
    [3, 3],
    [4, 0],
  ])('in runs of at least %d, %d are counted', (minimumRun, bad) => {
    const [good, failing] = [[1, 0], [1, 1]] as const;
    const totals = minutesOf(failing, good, failing, failing, [0, 0], failing, failing, failing);
    expect(measured({ availability: 'all-failed-minutes', minimumRun }, totals).counts['badMinutes']).toBe(bad);
  });

  test('a run at the end of the window counts', () => {
    expect(measured({ availability: 'all-failed-minutes', minimumRun: 2 }, minutesOf([1, 0], [1, 1], [1, 1])).counts['badMinutes']).toBe(2);
  });
});

test('a last interval that is cut short counts as one', () => {
  expect(measured({ availability: 'interval-average', intervalMinutes: 2 }, minutesOf([1, 0], [1, 0], [1, 1])).value).toBe('50');
});

test('an average is exact however odd its intervals are', () => {
  const totals = minutesOf([3, 1], [3, 1], [3, 1]);
  const { exact } = measured({ availability: 'interval-average', intervalMinutes: 1 }, totals);
  expect(compareRationals(exact!, { numerator: 200n, denominator: 3n })).toBe(0);
  expect(compareRationals(exact!, rationalOf('66.666667'))).toBe(-1);
});

describe('an objective that does not say how is refused', () => {
  test.each([
    [{}, 'states its method'],
    [{ availability: 'interval-average' }, 'the length of its intervals'],
    [{ availability: 'interval-average', intervalMinutes: 0 }, 'at least one minute'],
    [{ availability: 'bad-minutes' }, 'an error threshold'],
  ] as const)('%o', (method, words) => {
    expect(() => measured(method, minutesOf([1, 0]))).toThrow(words);
  });
});
