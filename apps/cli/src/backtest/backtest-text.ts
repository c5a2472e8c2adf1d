import type { Backtest, BacktestResult } from '#libs/wire/backtests.js';
import type { Money } from '#libs/wire/scalars.js';

/** A back-test for people: what would have been paid, month by month, under each method, and every window that was not met. */
export function backtestText({ terms, counter, events, file, from, until }: Backtest, title: string, zone: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const lines = [
    `${title}: ${events.toLocaleString('en')} events from ${day.format(new Date(from))} to ${day.format(Date.parse(until) - 1)} (${zone})`,
    ...(file !== null && file.refused > 0 ? [`${file.refused} records were refused; the first: line ${file.faults[0]?.line ?? 0}: ${file.faults[0]?.detail ?? ''}`] : []),
    '',
    `These terms would have paid ${paid(terms)}.`,
    ...(counter === null ? [] : [`The other side's terms: ${paid(counter)}.`]),
    '',
    'Month         breached  credits' + (counter === null ? '' : '            other side'),
    ...terms.months.map(({ start, breached, amount }, at) => `${day.format(new Date(start)).slice(0, 7).padEnd(14)}${String(breached).padStart(8)}  ${money(amount).padEnd(18)}${counter === null ? '' : money(counter.months[at]?.amount ?? null)}`.trimEnd()),
    ...methodLines(terms),
    ...needLines(terms),
    '',
    ...terms.series.flatMap(({ label, systemName, unit, windows }) =>
      windows.map(({ start, value, sampleSize, verdict, credit }) => `${day.format(new Date(start)).slice(0, 7)}  ${label}, ${systemName}: ${value === null ? 'no value' : `${value} ${unit === 'percent' ? '%' : unit}`} of ${sampleSize.toLocaleString('en')}, ${verdict}${credit === null ? '' : `, ${money(credit.amount)}`}`),
    ),
  ];
  return lines.join('\n');
}

function methodLines({ methods }: BacktestResult): readonly string[] {
  if (methods.length === 0) return [];
  return ['', 'Availability by each method', ...methods.map(({ method, isAgreed, totals }) => `${`${method}${isAgreed ? ' (agreed)' : ''}`.padEnd(30)}${totals.breached} of ${totals.windows} windows breached, ${money(totals.amount)}`)];
}

function needLines({ series }: BacktestResult): readonly string[] {
  const needed = series.filter(({ sampleNeeds }) => sampleNeeds.length > 0);
  return needed.flatMap(({ label, target, sampleNeeds }) => [
    '',
    `${label}: to tell a shortfall from chance below ${target} %`,
    ...sampleNeeds.map(({ shortfall, sampleSize, basis }) => `  ${shortfall} points${basis === 'observed' ? ' (the worst seen)' : ''}: ${sampleSize === null ? 'no sample suffices' : `${sampleSize.toLocaleString('en')} decided events`}`),
  ]);
}

const paid = ({ totals }: BacktestResult): string => `${totals.credits} ${totals.credits === 1 ? 'credit' : 'credits'}, ${money(totals.amount)}`;
const money = (amount: Money | null): string => (amount === null ? 'no credits agreed' : `${amount.amount} ${amount.currency}`);
