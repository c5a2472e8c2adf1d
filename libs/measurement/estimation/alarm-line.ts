import type { Figure } from '../statistics/figure.js';

/** Between these a metric lies in ordinary times, 0 to 1; null where no reference chunk had the metric. */
export type AlarmLine = { readonly low: number; readonly high: number } | null;

const width = 3;

/** The mean ± 3 standard deviations (of the chunks themselves, without correction) of realised values, within 0 to 1. Undefined ones are left out. */
export function alarmLineOf(realised: readonly Figure[]): AlarmLine {
  const values = realised.flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { low: Math.max(0, mean - width * deviation), high: Math.min(1, mean + width * deviation) };
}

/**
 * Whether an estimate lies outside the line. An undefined one is compared as 0: where nothing is selected any more, precision has no
 * value and the alarm is due.
 */
export function leaves(line: AlarmLine, estimate: Figure): boolean {
  const value = estimate.value ?? 0;
  return line !== null && (value < line.low || value > line.high);
}
