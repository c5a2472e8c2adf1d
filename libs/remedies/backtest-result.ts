import { Big } from 'big.js';
import { type BacktestResult, type BacktestSeries, type BacktestTotals, type BacktestWindow, type MethodResult } from '#libs/wire/backtests.js';
import { availabilityMethods, type CreditSchedule, type Method, type ObjectiveDefinition } from '#libs/wire/objectives.js';
import { minorUnits, type Money } from '#libs/wire/scalars.js';
import { backtestSeries, type PastSystem, type Period, type TriedTerms } from './backtest.js';
import { windowsOf } from './windows.js';

/** What a method needs that the agreed one does not state: five minutes, 5 % failed, every bad minute, time without events not measured. */
const usual = { intervalMinutes: 5, errorThreshold: '5', minimumRun: 1, emptyRule: 'not-measured' } as const;

/** What terms would have paid over a period, month by month in `zone`, and under each of the four methods of availability. */
export function backtest(terms: TriedTerms, systems: readonly PastSystem[], period: Period, zone: string): BacktestResult {
  const series = backtestSeries(terms, systems, period);
  return {
    series,
    months: monthsOf(series, terms.credits, period, zone),
    totals: totalsOfSeries(series, terms.credits),
    methods: methodsOf(terms, systems, period),
  };
}

function monthsOf(series: readonly BacktestSeries[], credits: CreditSchedule | null, { from, until }: Period, zone: string): BacktestResult['months'] {
  const windows = series.flatMap((one) => one.windows);
  return windowsOf({ kind: 'calendar-month', zone }, from, until, until).map(({ start, end }) => {
    const ended = windows.filter((window) => window.end > start && window.end <= end);
    return { start, end, breached: ended.filter(isBreached).length, amount: amountOf(ended, credits) };
  });
}

function totalsOfSeries(series: readonly BacktestSeries[], credits: CreditSchedule | null): BacktestTotals {
  const windows = series.flatMap((one) => one.windows);
  const [met, breached] = [windows.filter(({ verdict }) => verdict === 'met').length, windows.filter(isBreached).length];
  return {
    windows: windows.length,
    met,
    breached,
    undecided: windows.length - met - breached,
    credits: windows.filter(({ credit }) => credit !== null && Big(credit.amount.amount).gt(0)).length,
    amount: amountOf(windows, credits),
  };
}

/** Each method alone, so that another objective's credits do not use up the cap it is compared under. */
function methodsOf(terms: TriedTerms, systems: readonly PastSystem[], period: Period): MethodResult[] {
  const agreed = terms.objectives.filter(({ metric }) => metric === 'availability');
  if (agreed.length === 0) return [];
  return availabilityMethods.map((method) => {
    const objectives = agreed.map((definition): ObjectiveDefinition => ({ ...definition, method: underMethod(definition.method, method) }));
    const series = backtestSeries({ objectives, credits: terms.credits }, systems, period);
    return { method, isAgreed: agreed.every((definition) => definition.method.availability === method), series, totals: totalsOfSeries(series, terms.credits) };
  });
}

/** The agreed parameters where there are any, the usual ones for the others. */
function underMethod(agreed: Method, availability: NonNullable<Method['availability']>): Method {
  if (agreed.availability === availability) return agreed;
  const { intervalMinutes, errorThreshold, minimumRun, emptyRule } = { ...usual, ...agreed };
  switch (availability) {
    case 'event-ratio':
      return { availability };
    case 'interval-average':
      return { availability, emptyRule, intervalMinutes };
    case 'bad-minutes':
      return { availability, emptyRule, errorThreshold, minimumRun };
    case 'all-failed-minutes':
      return { availability, emptyRule };
  }
}

function amountOf(windows: readonly BacktestWindow[], credits: CreditSchedule | null): Money | null {
  if (credits === null) return null;
  const sum = windows.reduce((total, { credit }) => (credit === null ? total : total.plus(credit.amount.amount)), Big(0));
  const { currency } = credits.monthlyCharge;
  return { amount: sum.toFixed(minorUnits(currency) ?? 2), currency };
}

const isBreached = ({ verdict }: BacktestWindow): boolean => verdict === 'breached';
