import type { ReportFigure } from '#libs/wire/figures.js';

export interface ShareBar {
  /** All in percent of the bar. */
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** A share as a bar from none to all; null without a value. */
export function shareBarOf({ value, low, high }: Pick<ReportFigure, 'value' | 'low' | 'high'>): ShareBar | null {
  const percent = (share: number) => Math.min(100, Math.max(0, share * 100));
  return value === null ? null : { value: percent(value), low: low === null ? null : percent(low), high: high === null ? null : percent(high) };
}
