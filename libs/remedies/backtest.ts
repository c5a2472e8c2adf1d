import { Big } from 'big.js';
import { measure } from '#libs/measurement/measure.js';
import { sampleToFallShort } from '#libs/measurement/statistics/sample-size.js';
import type { WindowTotals } from '#libs/measurement/intervals/window-totals.js';
import type { BacktestSeries, BacktestWindow, SampleNeed } from '#libs/wire/backtests.js';
import type { CreditSchedule, ObjectiveDefinition } from '#libs/wire/objectives.js';
import { chargesOf } from './charges.js';
import { creditOf } from './credit.js';
import { verdictOf } from './verdict.js';
import { finalAt, type Window, windowsOf } from './windows.js';

/** What terms compile to, as far as they can be tried on the past. */
export interface TriedTerms {
  readonly objectives: readonly ObjectiveDefinition[];
  readonly credits: CreditSchedule | null;
}

/** Past events of one system; `id` is null for those of a file. */
export interface PastSystem {
  readonly id: string | null;
  readonly name: string;
  /** What a window holds: `minutes` to the present minute, `counts` to the end of the present hour. */
  readonly totalsOf: (window: Window) => { readonly minutes: WindowTotals; readonly counts: WindowTotals };
}

/** The time to try terms on: ISO instants, end exclusive. `now` decides which windows are final; null when everything there will be is there. */
export interface Period {
  readonly from: string;
  readonly until: string;
  readonly now: string | null;
}

/** Points below the promised level that the need of samples is stated for. */
const shortfalls = ['1', '3', '5'] as const;
/** Metrics that are plain shares: only these have the interval that the need is worked out from. */
const shares: readonly string[] = ['accuracy', 'precision', 'recall', 'specificity'];

/** The windows of an objective in the period, oldest first. */
export function windowsToTry({ window }: Pick<ObjectiveDefinition, 'window'>, { from, until, now }: Period): readonly Window[] {
  return windowsOf(window, from, until, now === null || until < now ? until : now);
}

/**
 * What the terms would have decided and paid over the period, had they been in force from its first instant on: the same measuring,
 * verdicts and credit derivation as of an agreement that is. Windows are priced oldest first; of several that end together, in the
 * order of systems and objectives, because the cap over twelve months is shared.
 */
export function backtestSeries({ objectives, credits }: TriedTerms, systems: readonly PastSystem[], period: Period): BacktestSeries[] {
  const tried = systems.flatMap((system) => objectives.flatMap((definition) => windowsToTry(definition, period).map((window) => ({ system, definition, window }))));
  const paid: Paid[] = [];
  const windows = new Map<string, BacktestWindow[]>();
  for (const { system, definition, window } of tried.toSorted((a, b) => Date.parse(a.window.end) - Date.parse(b.window.end))) {
    const judged = judgedWindow(definition, window, system, credits, period, paid);
    if (judged.credit !== null) paid.push({ system, end: window.end, amount: judged.credit.amount.amount });
    const key = seriesKey(system, definition);
    windows.set(key, [...(windows.get(key) ?? []), judged]);
  }
  return systems.flatMap((system) =>
    objectives.map((definition): BacktestSeries => {
      const own = windows.get(seriesKey(system, definition)) ?? [];
      const { key, label, metric, target, unit } = definition;
      return { systemId: system.id, systemName: system.name, key, label, metric, target, unit, windows: own, sampleNeeds: sampleNeedsOf(definition, own) };
    }),
  );
}

interface Paid {
  readonly system: PastSystem;
  readonly end: string;
  readonly amount: string;
}

function judgedWindow(definition: ObjectiveDefinition, window: Window, system: PastSystem, credits: CreditSchedule | null, period: Period, paid: readonly Paid[]): BacktestWindow {
  const totals = system.totalsOf(window);
  const measured = measure(definition, definition.metric === 'availability' ? totals.minutes : totals.counts);
  const { verdict, finality, reason } = verdictOf(definition, measured, window, period.now ?? finalAt(definition, window));
  const { start, end, partial } = window;
  const isPriced = credits !== null && verdict === 'breached' && measured.exact !== null;
  const credit = isPriced ? creditOf({ schedule: credits, tiers: definition.tiers, direction: definition.direction, value: measured.exact, ...historyOf(definition, window, credits, period, paid.filter((one) => credits.base !== 'system' || one.system === system)) }) : null;
  return { start, end, partial, value: measured.value, sampleSize: measured.sampleSize, coverage: measured.coverage, verdict, finality, reason, credit };
}

/** Charges of the window and of the eleven months before it; the credits that windows which ended by its start had earned in them, and those of windows that end with it and were priced before. */
function historyOf(definition: ObjectiveDefinition, window: Window, credits: CreditSchedule, { from }: Period, paid: readonly Paid[]) {
  const { charge, last11, since } = chargesOf(credits, { from, definition }, window);
  const earned = paid.filter(({ end }) => Date.parse(end) > Date.parse(since) && Date.parse(end) <= Date.parse(window.start));
  const beside = paid.filter(({ end }) => Date.parse(end) === Date.parse(window.end));
  return { charge, last11: { charge: last11, credit: sumOf(earned) }, sameWindow: sumOf(beside) };
}

const sumOf = (paid: readonly Paid[]): string => paid.reduce((sum, { amount }) => sum.plus(amount), Big(0)).toFixed();

/** How many decided events tell a shortfall from chance: for shortfalls of 1, 3 and 5 points, and for the worst one that the period shows. */
function sampleNeedsOf({ metric, target, direction }: ObjectiveDefinition, windows: readonly BacktestWindow[]): SampleNeed[] {
  if (!shares.includes(metric) || direction !== 'at-least') return [];
  const need = (shortfall: Big, basis: SampleNeed['basis']): SampleNeed => ({
    shortfall: shortfall.toFixed(),
    sampleSize: sampleToFallShort(Big(target).minus(shortfall).toNumber(), Number(target)),
    basis,
  });
  const planned = shortfalls.filter((points) => Big(target).gt(points)).map((points) => need(Big(points), 'planned'));
  const worst = windows.flatMap(({ value }) => (value === null ? [] : [Big(target).minus(value)])).toSorted((a, b) => b.cmp(a))[0];
  return worst === undefined || worst.lte(0) ? planned : [...planned, need(worst, 'observed')];
}

const seriesKey = ({ id, name }: PastSystem, { key }: ObjectiveDefinition): string => `${id ?? name} ${key}`;
