import type { ReportFigure, UndefinedReason } from '#libs/wire/figures.js';

/** What a figure counts in: a share is shown in percent, a number as it is. */
export type FigureUnit = 'share' | 'number' | 'times' | 'milliseconds' | 'per-minute' | 'minutes';

const nbsp = '\u00A0';
const suffixes: Readonly<Record<FigureUnit, string>> = { share: `${nbsp}%`, number: '', times: '×', milliseconds: `${nbsp}ms`, 'per-minute': `${nbsp}per min`, minutes: `${nbsp}min` };

const reasons: Readonly<Record<UndefinedReason, string>> = {
  'no-rows': 'no rows',
  'one-class': 'only one outcome occurred',
  'zero-denominator': 'nothing to divide by',
  constant: 'always the same value',
  'single-group': 'only one group',
  'nobody-selected': 'nobody was selected',
  'too-few-rows': 'too few rows',
  'not-probabilities': 'scores are not all between 0 and 1',
  separable: 'scores part the outcomes completely',
  'not-finite': 'not a finite number',
};

/** Why a value is undefined, in words. */
export function reasonText(reason: UndefinedReason | null): string {
  return reason === null ? 'not known' : reasons[reason];
}

// Making a format costs more than using it a hundred times, and a page of reports has thousands of numbers.
const byPlaces = Array.from({ length: 10 }, (_, places) => new Intl.NumberFormat('en-GB', { maximumFractionDigits: places }));
const twoDigits = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 2 });

function plain(value: number, places: number): string {
  return (byPlaces[places] ?? twoDigits).format(value);
}

/** A number without its unit, with as many decimals as its size needs. A share that is not whole is never shown as 0 or 100. */
export function bareText(value: number, unit: FigureUnit): string {
  if (unit === 'share') {
    const percent = value * 100;
    const places = [2, 4, 6].find((most) => value === 0 || value === 1 || !['0', '-0', '100'].includes(plain(percent, most)));
    return plain(percent, places ?? 9);
  }
  const size = Math.abs(value);
  if (size !== 0 && size < 0.001) return twoDigits.format(value);
  return plain(value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3);
}

/** A number with its unit. */
export function numberText(value: number, unit: FigureUnit): string {
  return `${bareText(value, unit)}${suffixes[unit]}`;
}

/** A figure's value with its unit, or why it has none. */
export function valueText(figure: Pick<ReportFigure, 'value' | 'reason'>, unit: FigureUnit): string {
  return figure.value === null ? `undefined: ${reasonText(figure.reason)}` : numberText(figure.value, unit);
}

/** "82.1 to 84.6 %", or null without an interval. */
export function rangeText(low: number | null, high: number | null, unit: FigureUnit): string | null {
  return low === null || high === null ? null : `${bareText(low, unit)} to ${numberText(high, unit)}`;
}

/** How an interval was made: "wilson-95" is "Wilson, 95 %". */
export function intervalName(interval: string | null): string {
  const [, name = '', percent = ''] = /^(.*?)-(\d+)$/.exec(interval ?? '') ?? [];
  if (name === '') return interval ?? 'none';
  const words = { delong: 'DeLong' }[name] ?? name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
  return `${words}, ${percent}${nbsp}%`;
}

/** A probability under chance alone; what is very small is said to be so, never 0. */
export function chanceText(p: number | null): string {
  if (p === null) return '—';
  return p < 0.0001 ? '< 0.0001' : twoDigits.format(p);
}

/** A statistic without a unit; null is a dash. */
export function statisticText(value: number | null): string {
  return value === null ? '—' : bareText(value, 'number');
}

/** How far a value may lie off at most: a bound too small to matter is rounded up, never to 0. */
export function boundSize(bound: number, unit: FigureUnit): string {
  return numberText(Math.max(bound, 0.00001), unit);
}

/** "12,345". */
export function countOf(count: number): string {
  return plain(count, 0);
}
