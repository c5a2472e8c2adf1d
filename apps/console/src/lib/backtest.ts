import type { BacktestResult } from '#libs/wire/backtests.js';
import type { TermDefinition } from '#libs/wire/terms.js';

/** Six whole calendar months before the present one, as days in the zone. */
export function daysBefore(now: number, zone: string): { readonly from: string; readonly until: string } {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
  const [year = 0, month = 1] = today.split('-').map(Number);
  return { from: new Date(Date.UTC(year, month - 7, 1)).toISOString().slice(0, 10), until: new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10) };
}

export const methodWords = {
  'event-ratio': 'Event ratio',
  'interval-average': 'Interval average',
  'bad-minutes': 'Bad minutes',
  'all-failed-minutes': 'All-failed minutes',
} as const;

/** Terms that decide or price: what a counter-proposal is tried on. */
export function counterTerms(definitions: readonly TermDefinition[]): readonly TermDefinition[] {
  return definitions.filter(({ effect }) => effect === 'objective' || effect === 'credit');
}

/** The heights of the bars of a chart of months, as shares of the largest amount of both sides; all 0 where nothing is paid. */
export function barsOf(terms: BacktestResult, counter: BacktestResult | null): readonly { readonly start: string; readonly ours: number; readonly theirs: number | null }[] {
  const amount = (result: BacktestResult, at: number) => Number(result.months[at]?.amount?.amount ?? 0);
  const largest = Math.max(0, ...terms.months.flatMap((_, at) => [amount(terms, at), counter === null ? 0 : amount(counter, at)]));
  const share = (value: number) => (largest === 0 ? 0 : value / largest);
  return terms.months.map(({ start }, at) => ({ start, ours: share(amount(terms, at)), theirs: counter === null ? null : share(amount(counter, at)) }));
}
