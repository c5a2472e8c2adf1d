import type { ClockDefinition, CreditSchedule, ObjectiveDefinition } from '#libs/wire/objectives.js';
import { decimalText, exactText, moneyText, targetText } from './figures.ts';

const windows = { 'calendar-month': 'calendar month', 'calendar-quarter': 'calendar quarter' } as const;
const availability = {
  'event-ratio': 'share of events that did not fail',
  'interval-average': 'mean of the intervals’ success shares',
  'bad-minutes': 'share of minutes that were not bad',
  'all-failed-minutes': 'share of minutes in which not everything failed',
} as const;

/** An objective in the sentences that a reader of the clause can compare with it. */
export function objectiveLines(objective: ObjectiveDefinition): readonly string[] {
  const { method, window } = objective;
  const wait = objective.maturityDays > 0 ? `${objective.maturityDays} days after the window, when outcomes are complete` : `${objective.graceHours} hours after the window`;
  return [
    `${targetText(objective)} per ${windows[window.kind]} in ${window.zone}`,
    ...(method.availability ? [availability[method.availability]] : []),
    ...(method.percentile ? [`${decimalText(method.percentile)}th percentile of latency, nearest rank`] : []),
    ...(method.thresholdMilliseconds === undefined ? [] : [`share of events answered within ${method.thresholdMilliseconds.toLocaleString('en-GB')} ms`]),
    ...(method.decision === 'confidence' ? ['a breach only when the 95 % interval excludes the target'] : []),
    `below ${objective.minimumSample.toLocaleString('en-GB')} events: insufficient data`,
    ...(objective.coverageFloor ? [`with fewer than ${exactText(objective.coverageFloor, 'percent')} of outcomes known: insufficient data`] : []),
    `final ${wait}`,
    ...objective.tiers.map((tier) => `${tier.inclusive ? 'at or beyond' : 'worse than'} ${exactText(tier.bound, objective.unit)}: ${exactText(tier.percent, 'percent')} of the charge`),
  ];
}

export const owedByWords = { customer: 'the customer', vendor: 'the vendor', both: 'both parties' } as const;

export function clockLine(clock: ClockDefinition): string {
  return clock.rule;
}

export function creditLines(credits: CreditSchedule): readonly string[] {
  const minimum = { amount: credits.minimumPayout, currency: credits.monthlyCharge.currency };
  return [
    `monthly charge ${moneyText(credits.monthlyCharge)}${credits.base === 'system' ? ' for each system' : ''}`,
    `at most ${exactText(credits.monthlyCapPercent, 'percent')} of the charge of its window for one breach`,
    `at most ${exactText(credits.rollingCapPercent, 'percent')} of the charges of its window and the eleven months before, less the credits of those months`,
    ...(credits.multiBreach === 'highest' ? ['of breaches whose windows end together only the highest credit counts'] : []),
    ...(credits.poolPercent === undefined ? [] : [`at most ${exactText(credits.poolPercent, 'percent')} of the charge for all breaches whose windows end together`]),
    Number(minimum.amount) > 0 ? `nothing below ${moneyText(minimum)}` : 'however small',
    credits.claim === 'end-of-following-month' ? 'claimed by the end of the following month' : `claimed within ${credits.claimDays} days of the window`,
  ];
}
