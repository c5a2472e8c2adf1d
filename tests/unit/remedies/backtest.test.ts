import { describe, expect, test } from 'vitest';
import { addPastEvent, newPastEvents, type PastEvents, totalsOfPast } from '#libs/measurement/intervals/past-events.js';
import type { WindowTotals } from '#libs/measurement/intervals/window-totals.js';
import type { PastSystem, TriedTerms } from '#libs/remedies/backtest.js';
import { backtest } from '#libs/remedies/backtest-result.js';
import type { CreditSchedule, ObjectiveDefinition } from '#libs/wire/objectives.js';

const source = { clauseId: 'uptime', termPath: 'uptime.target', termHash: '' };
const common = {
  direction: 'at-least',
  window: { kind: 'calendar-month', zone: 'UTC' },
  minimumSample: 1,
  coverageFloor: null,
  maturityDays: 0,
  graceHours: 0,
  source,
} as const;
const uptime: ObjectiveDefinition = {
  ...common,
  key: 'uptime.availability',
  label: 'Availability',
  metric: 'availability',
  method: { availability: 'event-ratio' },
  target: '99.5',
  unit: 'percent',
  tiers: [
    { bound: '99.5', inclusive: false, percent: '10' },
    { bound: '99', inclusive: false, percent: '25' },
  ],
};
const precision: ObjectiveDefinition = {
  ...common,
  key: 'accuracy.precision',
  label: 'Precision',
  metric: 'precision',
  method: { decision: 'confidence' },
  target: '30',
  unit: 'percent',
  tiers: [{ bound: '30', inclusive: false, percent: '10' }],
};
const credits: CreditSchedule = {
  monthlyCharge: { amount: '1400.00', currency: 'EUR' },
  monthlyCapPercent: '20',
  rollingCapPercent: '100',
  minimumPayout: '0',
  claim: 'days-after-window',
  claimDays: 30,
  source: { ...source, termPath: 'credits.monthlyCharge' },
};
const april = { from: '2026-04-01T00:00:00.000Z', until: '2026-05-01T00:00:00.000Z', now: null };

function systemOf(events: PastEvents, name = 'Lead scoring'): PastSystem {
  const known = new Map<string, WindowTotals>();
  return {
    id: null,
    name,
    totalsOf: ({ start, end }) => {
      const totals = known.get(start) ?? totalsOfPast(events, Date.parse(start), Date.parse(end));
      known.set(start, totals);
      return { minutes: totals, counts: totals };
    },
  };
}

/** `failed` of `events` requests in the five minutes from `startMs` on, spread over the minutes. */
function addFiveMinutes(held: PastEvents, startMs: number, events: number, failed: number): void {
  for (let at = 0; at < events; at += 1) {
    addPastEvent(held, { timeMs: startMs + (at % 5) * 60_000, failed: at < failed, score: Number.NaN, decision: null, latencyMs: 100, positive: null });
  }
}

/** Thirty days: 2,640 busy and 6,000 quiet intervals, an incident in 36 busy ones at 40 % and one in 24 quiet ones at 100 %. */
function oneLog(): PastEvents {
  const held = newPastEvents();
  for (let interval = 0; interval < 8_640; interval += 1) {
    const [isBusy, at] = [interval < 2_640, Date.parse(april.from) + interval * 300_000];
    addFiveMinutes(held, at, isBusy ? 360 : 8, isBusy ? (interval < 36 ? 144 : 0) : interval < 2_664 ? 8 : 0);
  }
  return held;
}

describe('one log under the four methods of availability', () => {
  const result = backtest({ objectives: [uptime], credits }, [systemOf(oneLog())], april, 'UTC');

  test.for([
    ['event-ratio', '99.461538', 'breached', '140.00'],
    ['interval-average', '99.555556', 'met', '0.00'],
    ['bad-minutes', '99.305556', 'breached', '140.00'],
    ['all-failed-minutes', '99.722222', 'met', '0.00'],
  ] as const)('%s comes to %s %%: %s, pays %s EUR', ([method, value, verdict, amount]) => {
    const tried = result.methods.find((one) => one.method === method);
    expect(tried?.series[0]?.windows[0]).toMatchObject({ value, verdict });
    expect(tried?.totals.amount).toEqual({ amount, currency: 'EUR' });
    expect(tried?.isAgreed).toBe(method === 'event-ratio');
  });

  test('the agreed method is what the whole pays', () => {
    expect(result.totals).toEqual({ windows: 1, met: 0, breached: 1, undecided: 0, credits: 1, amount: { amount: '140.00', currency: 'EUR' } });
    expect(result.months).toEqual([{ start: april.from, end: april.until, breached: 1, amount: { amount: '140.00', currency: 'EUR' } }]);
  });
});

describe('months that follow each other', () => {
  const months = ['2026-01', '2026-02', '2026-03'];
  const held = newPastEvents();
  for (const month of months) addFiveMinutes(held, Date.parse(`${month}-10T00:00:00Z`), 100, 50);
  const period = { from: '2026-01-01T00:00:00.000Z', until: '2026-04-01T00:00:00.000Z', now: null };
  const terms: TriedTerms = { objectives: [uptime], credits: { ...credits, monthlyCapPercent: '100', rollingCapPercent: '12' } };

  test('share the cap over twelve months, which the first ones use up', () => {
    const { months: paid } = backtest(terms, [systemOf(held)], period, 'UTC');
    // 25 % of 1,400 is 350; the cap is 12 % of the charges so far: 168, then 336 less 168, then 504 less 336.
    expect(paid.map(({ amount }) => amount?.amount)).toEqual(['168.00', '168.00', '168.00']);
  });

  test('share it between systems too', () => {
    const { totals } = backtest(terms, [systemOf(held, 'one'), systemOf(held, 'other')], { ...period, until: '2026-02-01T00:00:00.000Z' }, 'UTC');
    expect(totals).toMatchObject({ windows: 2, breached: 2 });
  });

  test.for([
    // 25 % of 1,400 is 350 for each system.
    ['are added up where nothing else is agreed', {}, '700.00'],
    ['come to the highest where only that counts', { multiBreach: 'highest' }, '350.00'],
    ['share a pool of 40 % of the charge', { poolPercent: '40' }, '560.00'],
    ['share no pool where the charge is that of each system', { poolPercent: '40', base: 'system' }, '700.00'],
    ['share no cap over twelve months where the charge is that of each system', { rollingCapPercent: '12', base: 'system' }, '336.00'],
  ] as const)('of two systems %s', ([, rule, amount]) => {
    const tried = { ...terms, credits: { ...credits, monthlyCapPercent: '100', ...rule } };
    const { totals } = backtest(tried, [systemOf(held, 'one'), systemOf(held, 'other')], { ...period, until: '2026-02-01T00:00:00.000Z' }, 'UTC');
    expect(totals.amount?.amount).toBe(amount);
  });

  test('that have no events are undecided and pay nothing', () => {
    const { totals } = backtest(terms, [systemOf(newPastEvents())], period, 'UTC');
    expect(totals).toEqual({ windows: 3, met: 0, breached: 0, undecided: 3, credits: 0, amount: { amount: '0.00', currency: 'EUR' } });
  });
});

describe('a rule of accuracy', () => {
  const held = newPastEvents();
  for (let at = 0; at < 200; at += 1) {
    addPastEvent(held, { timeMs: Date.parse(april.from) + at * 60_000, failed: false, score: 0.9, decision: true, latencyMs: Number.NaN, positive: at < 54 });
  }
  const [series] = backtest({ objectives: [precision], credits: null }, [systemOf(held)], april, 'UTC').series;

  test('does not decide on 27 % of 200 against a promised 30 %', () => {
    expect(series?.windows[0]).toMatchObject({ value: '27', sampleSize: 200, verdict: 'insufficient-data', credit: null });
  });

  test('says how many decided events would decide, for shortfalls that are planned for and for the one observed', () => {
    expect(series?.sampleNeeds).toEqual([
      { shortfall: '1', sampleSize: 8068, basis: 'planned' },
      { shortfall: '3', sampleSize: 897, basis: 'planned' },
      { shortfall: '5', sampleSize: 323, basis: 'planned' },
      { shortfall: '3', sampleSize: 897, basis: 'observed' },
    ]);
  });
});

test('windows that are not final at the present are provisional and pay nothing', () => {
  const held = newPastEvents();
  addFiveMinutes(held, Date.parse('2026-04-02T00:00:00Z'), 100, 50);
  const [series] = backtest({ objectives: [uptime], credits }, [systemOf(held)], { ...april, now: '2026-04-03T00:00:00.000Z' }, 'UTC').series;
  expect(series?.windows[0]).toMatchObject({ verdict: 'provisional', finality: 'open', credit: null });
});
