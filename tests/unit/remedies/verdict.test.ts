import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { type MeasuredValue, measure } from '#libs/measurement/measure.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import { verdictOf } from '#libs/remedies/verdict.js';
import { type ObjectiveDefinition, availabilityMethods, emptyRules, metrics } from '#libs/wire/objectives.js';
import { latencyObjective, objective } from '../measurement/objectives.js';
import { foldEvent, foldOutcome } from '../../support/folding.js';

const window = { start: '2026-03-01T00:00:00.000Z', end: '2026-04-01T00:00:00.000Z' };
const [start, end] = [Date.parse(window.start), Date.parse(window.end)];
const later = '2026-06-01T00:00:00Z';

/** Events of one month: so many, so many of them failed, each taking `ms`. */
function eventsOf(definition: ObjectiveDefinition, events: number, errors: number, ms = 100): MeasuredValue {
  const fold = newFold();
  for (let event = 0; event < events; event++) foldEvent(fold, 1, start + event * 1000, event < errors, true, ms);
  return measure(definition, totalsOf(deltasOf(fold), start, end));
}

/** Decisions of one month that all were positive, and how many of them turned out right or wrong. */
function decisionsOf(definition: ObjectiveDefinition, decided: number, right: number, wrong: number): MeasuredValue {
  const fold = newFold();
  for (let event = 0; event < decided; event++) foldEvent(fold, 1, start, false, true, Number.NaN);
  for (let event = 0; event < right + wrong; event++) foldOutcome(fold, 1, start, true, event < right);
  return measure(definition, totalsOf(deltasOf(fold), start, end));
}

const precision = (differences: Partial<ObjectiveDefinition> = {}) => objective({ metric: 'precision', method: {}, target: '30', minimumSample: 100, ...differences });

describe('a final value', () => {
  test.each([
    ['equal to its target is met', 1000, 5, 'met', '99.5 % over 1,000 events meets the target of at least 99.5 %.'],
    ['better than its target is met', 1000, 4, 'met', '99.6 % over 1,000 events meets the target of at least 99.5 %.'],
    ['worse than its target is breached', 1000, 6, 'breached', '99.4 % over 1,000 events misses the target of at least 99.5 %.'],
  ])('%s', (_, events, errors, verdict, reason) => {
    const definition = objective();
    expect(verdictOf(definition, eventsOf(definition, events, errors), window, later)).toEqual({ verdict, tendency: null, finality: 'final', reason });
  });

  test('is compared before rounding', () => {
    const definition = objective({ target: '66.666667' });
    expect(verdictOf(definition, eventsOf(definition, 3, 1), window, later)).toMatchObject({
      verdict: 'breached',
      reason: '66.666667 % (rounded) over 3 events misses the target of at least 66.666667 %.',
    });
  });

  test.each([
    [250, 'met', '250 ms over 10 events with a latency meets the target of at most 250 ms.'],
    [250.1, 'breached', '251 ms over 10 events with a latency misses the target of at most 250 ms.'],
  ])('of %d ms against at most 250 ms is %s', (ms, verdict, reason) => {
    const definition = latencyObjective();
    expect(verdictOf(definition, eventsOf(definition, 10, 0, ms), window, later)).toMatchObject({ verdict, reason });
  });
});

describe('too little data is its own answer', () => {
  test('without an event nothing is measured', () => {
    const definition = objective({ minimumSample: 0 });
    expect(verdictOf(definition, eventsOf(definition, 0, 0), window, later)).toMatchObject({ verdict: 'not-measured', reason: 'No events in this window: nothing was measured.' });
    expect(verdictOf(definition, eventsOf(definition, 0, 0), window, '2026-03-05T00:00:00Z')).toMatchObject({ verdict: 'not-measured', finality: 'open', reason: 'No events so far: nothing was measured.' });
  });

  test.each([
    [199, 'insufficient-data'],
    [200, 'met'],
  ])('%d events where 200 are needed: %s', (events, verdict) => {
    const definition = objective({ minimumSample: 200 });
    expect(verdictOf(definition, eventsOf(definition, events, 0), window, later).verdict).toBe(verdict);
  });

  test('a breach needs the minimum too', () => {
    const definition = objective({ minimumSample: 200 });
    expect(verdictOf(definition, eventsOf(definition, 199, 199), window, later)).toMatchObject({
      verdict: 'insufficient-data',
      reason: 'Only 199 events; at least 200 are needed.',
    });
  });

  test('events without what the metric is about do not suffice', () => {
    const definition = precision({ minimumSample: 0 });
    expect(verdictOf(definition, decisionsOf(definition, 500, 0, 0), window, later)).toMatchObject({
      verdict: 'insufficient-data',
      reason: 'No positive decisions with a known outcome; at least 1 is needed.',
    });
  });

  test.each([
    [159, 'insufficient-data', 'Outcomes are known for 79.5 % only; at least 80 % are needed.'],
    [160, 'met', '100 % over 160 positive decisions with a known outcome meets the target of at least 30 %.'],
  ])('%d of 200 outcomes known with a floor of 80 %%: %s', (right, verdict, reason) => {
    const definition = precision({ coverageFloor: '80' });
    expect(verdictOf(definition, decisionsOf(definition, 200, right, 0), window, later)).toMatchObject({ verdict, reason });
  });
});

describe('until the window is final', () => {
  const definition = precision({ maturityDays: 30, coverageFloor: '80' });
  const measured = decisionsOf(definition, 400, 20, 100);

  test.each([
    ['2026-03-31T23:59:59Z', 'open', 'The window runs until 2026-04-01 00:00 (UTC).'],
    ['2026-04-01T00:00:00Z', 'provisional', 'Late events and outcomes are awaited until 2026-05-01 00:00 (UTC).'],
    ['2026-04-30T23:59:59Z', 'provisional', 'Late events and outcomes are awaited until 2026-05-01 00:00 (UTC).'],
  ])('at %s it is %s with a tendency', (now, finality, words) => {
    const decided = verdictOf(definition, measured, window, now);
    expect(decided).toMatchObject({ verdict: 'provisional', tendency: 'breached', finality });
    expect(decided.reason).toContain(words);
  });

  test('the coverage of outcomes counts only when they are complete', () => {
    expect(verdictOf(definition, measured, window, '2026-05-01T00:00:00Z')).toMatchObject({ verdict: 'insufficient-data', tendency: null, finality: 'final' });
  });

  test('too few outcomes so far have no tendency', () => {
    expect(verdictOf(definition, decisionsOf(definition, 400, 2, 1), window, '2026-04-02T00:00:00Z')).toMatchObject({
      verdict: 'insufficient-data',
      tendency: null,
      finality: 'provisional',
      reason: 'Only 3 positive decisions with a known outcome so far; at least 100 are needed.',
    });
  });
});

describe('the confidence rule', () => {
  const confident = precision({ method: { decision: 'confidence' } });

  test.each([
    ['27 % of 200 may be chance', 54, 146, 'insufficient-data', 'its 95 % interval from 21.32345 %'],
    ['27 % of 2,000 is a breach', 540, 1460, 'breached', 'excludes the target'],
    ['30 % is met', 60, 140, 'met', 'meets the target'],
  ])('%s', (_, right, wrong, verdict, words) => {
    const decided = verdictOf(confident, decisionsOf(confident, 2000, right, wrong), window, later);
    expect(decided.verdict).toBe(verdict);
    expect(decided.reason).toContain(words);
  });

  test('the point rule breaches where it would not', () => {
    const definition = precision({ method: { decision: 'point' } });
    expect(verdictOf(definition, decisionsOf(definition, 200, 54, 146), window, later).verdict).toBe('breached');
  });

  test('what may be chance has no tendency before it is final', () => {
    expect(verdictOf(confident, decisionsOf(confident, 200, 54, 146), window, '2026-03-05T00:00:00Z')).toMatchObject({ verdict: 'provisional', tendency: null });
  });

  test('a metric without an interval is decided by its value, and says so', () => {
    const definition = precision({ metric: 'f1', method: { decision: 'confidence' }, target: '90' });
    expect(verdictOf(definition, decisionsOf(definition, 200, 54, 146), window, later)).toMatchObject({
      verdict: 'breached',
      reason: expect.stringContaining('no confidence interval, so the value decides'),
    });
  });
});

describe('no data is never met', () => {
  const anyDefinition = fc
    .record({ metric: fc.constantFrom(...metrics), availability: fc.constantFrom(...availabilityMethods), emptyRule: fc.constantFrom(...emptyRules), decision: fc.constantFrom('point' as const, 'confidence' as const), minimumSample: fc.integer({ min: 0, max: 5 }) })
    .map(({ metric, availability, emptyRule, decision, minimumSample }) =>
      objective({
        metric,
        method: { availability, emptyRule, decision, intervalMinutes: 60, errorThreshold: '5', percentile: '95', thresholdMilliseconds: 250 },
        direction: metric === 'latency-percentile' ? 'at-most' : 'at-least',
        target: metric === 'latency-percentile' ? '250' : '0',
        minimumSample,
      }),
    );
  const now = fc.constantFrom('2026-03-15T00:00:00Z', window.end, later);

  test('whatever is measured, however, and whenever it is asked', () => {
    fc.assert(
      fc.property(anyDefinition, now, (definition, at) => {
        const decided = verdictOf(definition, eventsOf(definition, 0, 0), window, at);
        expect(decided).toMatchObject({ verdict: 'not-measured', tendency: null });
      }),
    );
  });

  test('and failed events alone meet no latency or accuracy', () => {
    fc.assert(
      fc.property(anyDefinition, now, fc.integer({ min: 1, max: 20 }), (definition, at, events) => {
        fc.pre(definition.metric !== 'availability');
        expect(verdictOf(definition, eventsOf(definition, events, events), window, at)).toMatchObject({ verdict: 'insufficient-data', tendency: null });
      }),
    );
  });
});
