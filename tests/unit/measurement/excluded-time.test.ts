import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Stretch, coveredOf, leftOf, lengthOf } from '#libs/measurement/intervals/stretches.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import { measure } from '#libs/measurement/measure.js';
import { verdictOf } from '#libs/remedies/verdict.js';
import type { Method, ObjectiveDefinition } from '#libs/wire/objectives.js';
import { type Happening, happenings, hour, intervalsOf, minute } from './arbitraries.js';
import { latencyObjective, objective } from './objectives.js';

const window = { startMs: hour, endMs: hour + 300 * minute };
const offset = fc.integer({ min: -20, max: 320 });
const stretch: fc.Arbitrary<Stretch> = fc
  .tuple(offset, offset)
  .filter(([one, other]) => one !== other)
  .map(([one, other]) => ({ startMs: hour + Math.min(one, other) * minute, endMs: hour + Math.max(one, other) * minute }));
const exclusions = fc.array(stretch, { maxLength: 5 });

const lies = ({ time }: Happening, stretches: readonly Stretch[]): boolean => stretches.some(({ startMs, endMs }) => time >= startMs && time < endMs);
const outside = (list: readonly Happening[], taken: readonly Stretch[]): Happening[] => list.filter((one) => !lies(one, taken) && lies(one, [window]));
const totals = (list: readonly Happening[], taken: readonly Stretch[]) => totalsOf(intervalsOf(outside(list, taken)), window.startMs, window.endMs, taken);

/** The same window as if the time had never been: what happened later happens so much earlier, and the window ends earlier. */
function closedUp(list: readonly Happening[], taken: readonly Stretch[]) {
  const gone = (until: number): number => lengthOf(coveredOf({ startMs: window.startMs, endMs: until }, taken));
  const moved = outside(list, taken).map((one) => ({ ...one, time: one.time - gone(one.time) }));
  return totalsOf(intervalsOf(moved), window.startMs, window.endMs - gone(window.endMs));
}

const byMinutes: readonly Method[] = (['not-measured', 'excluded', 'available'] as const).flatMap((emptyRule): Method[] => [
  { availability: 'interval-average', intervalMinutes: 1, emptyRule },
  { availability: 'bad-minutes', errorThreshold: '40', emptyRule },
  { availability: 'all-failed-minutes', emptyRule },
]);
const classification = ['accuracy', 'precision', 'recall', 'f1', 'specificity', 'balanced-accuracy'] as const;
const definitions: readonly ObjectiveDefinition[] = [
  objective(),
  ...byMinutes.map((method) => objective({ method })),
  latencyObjective(),
  latencyObjective({ metric: 'latency-attainment', direction: 'at-least', method: { thresholdMilliseconds: 250 } }),
  ...classification.map((metric) => objective({ metric, method: {} })),
];

describe('measuring with excluded time', () => {
  test('equals measuring a window from which its events and minutes were removed, whatever the metric', () => {
    fc.assert(
      fc.property(happenings, exclusions, fc.constantFrom(...definitions), (list, taken, definition) => {
        const { counts, ...value } = measure(definition, totals(list, taken));
        const { excludedMinutes = 0, ...others } = counts;
        const { counts: expected, ...rest } = measure(definition, closedUp(list, taken));
        expect(value).toEqual(rest);
        expect(others).toEqual(expected);
        expect(excludedMinutes).toBe(lengthOf(coveredOf(window, taken)) / minute);
      }),
      { numRuns: 300 },
    );
  });

  test('does not join two bad minutes before it and two after it to a run', () => {
    const failing: readonly Happening[] = [0, 1, 3, 4].map((at) => ({ kind: 'event', version: 1, time: hour + at * minute, failed: true, decided: false, latency: 1 }));
    const bad = (minimumRun: number) =>
      measure(objective({ method: { availability: 'all-failed-minutes', minimumRun } }), totals(failing, [{ startMs: hour + 2 * minute, endMs: hour + 3 * minute }])).counts['badMinutes'];
    expect([bad(2), bad(3)]).toEqual([4, 0]);
  });

  test('counts runs of bad minutes in each stretch that is left, never across', () => {
    fc.assert(
      fc.property(happenings, exclusions, fc.integer({ min: 1, max: 4 }), (list, taken, minimumRun) => {
        const definition = objective({ method: { availability: 'bad-minutes', errorThreshold: '0', minimumRun } });
        const parts = leftOf(window, taken).map(({ startMs, endMs }) => {
          const inside = list.filter(({ time }) => time >= startMs && time < endMs);
          return measure(definition, totalsOf(intervalsOf(inside), startMs, endMs)).counts;
        });
        const sum = (count: string): number => parts.reduce((total, counts) => total + counts[count]!, 0);
        const { counts } = measure(definition, totals(list, taken));
        for (const count of ['events', 'errors', 'minutes', 'emptyMinutes', 'badMinutes']) expect(counts[count]).toBe(sum(count));
      }),
    );
  });

  test('averages what is left of each interval, and leaves out those of which nothing is left', () => {
    fc.assert(
      fc.property(happenings, exclusions, fc.integer({ min: 2, max: 60 }), fc.boolean(), (list, taken, intervalMinutes, countsEmpty) => {
        const emptyRule = countsEmpty ? 'available' : 'excluded';
        const shares: number[] = [];
        const kept = outside(list, taken).filter((one) => one.kind === 'event');
        for (let startMs = window.startMs; startMs < window.endMs; startMs += intervalMinutes * minute) {
          const endMs = Math.min(window.endMs, startMs + intervalMinutes * minute);
          if (leftOf({ startMs, endMs }, taken).length === 0) continue;
          const here = kept.filter(({ time }) => time >= startMs && time < endMs);
          if (here.length > 0) shares.push(here.filter(({ failed }) => !failed).length / here.length);
          else if (countsEmpty) shares.push(1);
        }
        const { value } = measure(objective({ method: { availability: 'interval-average', intervalMinutes, emptyRule } }), totals(list, taken));
        if (kept.length === 0) expect(value).toBeNull();
        else expect(Number(value)).toBeCloseTo((100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length, 5);
      }),
    );
  });
});

describe('a window of which everything is excluded', () => {
  const event: Happening = { kind: 'event', version: 1, time: hour + minute, failed: false, decided: true, latency: 100 };
  const nothingLeft = totals([event], [window]);

  test.each(definitions.map((definition) => ({ definition, method: definition.method.availability ?? '', rule: definition.method.emptyRule ?? '' })))(
    'is not measured, and never met: $definition.metric $method $rule',
    ({ definition }) => {
      const measured = measure(definition, nothingLeft);
      expect(measured).toMatchObject({ value: null, exact: null, sampleSize: 0, events: 0, coverage: null, counts: { excludedMinutes: 300 } });
      expect(verdictOf(definition, measured, { end: '2026-03-01T15:00:00Z' }, '2027-01-01T00:00:00Z')).toEqual({
        verdict: 'not-measured',
        tendency: null,
        finality: 'final',
        reason: 'No events in this window: nothing was measured. 300 minutes are excluded.',
      });
    },
  );
});

describe('events that are given although their time is excluded', () => {
  const events: readonly Happening[] = [10, 50].map((at) => ({ kind: 'event', version: 1, time: hour + at * minute, failed: false, decided: false, latency: 100 }));
  const given = totalsOf(intervalsOf(events), window.startMs, window.endMs, [{ startMs: hour, endMs: hour + 20 * minute }]);

  test('are left out and counted as strays', () => {
    expect(given).toMatchObject({ events: 1, strayEvents: 1, excludedMinutes: 20 });
  });

  test('stop what cannot tell them apart by minute', () => {
    expect(() => measure(latencyObjective(), given)).toThrow('1 events outside the window, or in excluded time');
  });
});

test('the reason of a verdict says that minutes are excluded, whatever the verdict', () => {
  const events: readonly Happening[] = Array.from({ length: 10 }, (_, at) => ({ kind: 'event', version: 1, time: hour + at * minute, failed: at === 0, decided: false, latency: 1 }));
  const reason = (minimumSample: number, minutes: number): string => {
    const taken = minutes === 0 ? [] : [{ startMs: hour, endMs: hour + minutes * minute }];
    const definition = objective({ minimumSample });
    return verdictOf(definition, measure(definition, totals(events, taken)), { end: '2026-03-01T15:00:00Z' }, '2027-01-01T00:00:00Z').reason;
  };
  expect(reason(1, 0)).toBe('90 % over 10 events misses the target of at least 99.5 %.');
  expect(reason(1, 1)).toBe('100 % over 9 events meets the target of at least 99.5 %. 1 minute is excluded.');
  expect(reason(9, 2)).toBe('Only 8 events; at least 9 are needed. 2 minutes are excluded.');
});

test('exclusions that are not on whole minutes are refused', () => {
  expect(() => totalsOf([], window.startMs, window.endMs, [{ startMs: hour + 1, endMs: hour + minute }])).toThrow('whole minutes');
});
