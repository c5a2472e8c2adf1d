import { dayMilliseconds } from '../intervals/intervals.js';
import type { Stretch } from '../intervals/stretches.js';

/** One step of a report's series, with the rows that lie in it. */
export interface Step<Row> extends Stretch {
  readonly rows: readonly Row[];
}

/**
 * Cuts a stretch of whole hours into steps of an hour or of whole days, oldest first, also those without a row. Steps begin at the
 * midnight (UTC) before the stretch and every `stepMs` after it, and end with the stretch: a row may be of a whole day, which no step
 * may cut. The first and the last step are shorter where the stretch begins or ends within one.
 */
export function stepsOver<Row extends { readonly startMs: number }>(rows: readonly Row[], { startMs, endMs }: Stretch, stepMs: number): Step<Row>[] {
  const midnight = Math.floor(startMs / dayMilliseconds) * dayMilliseconds;
  const stepAt = (ms: number): number => Math.floor((ms - midnight) / stepMs);
  const byStep = Map.groupBy(rows, (row) => stepAt(row.startMs));
  const first = stepAt(startMs);
  return Array.from({ length: Math.ceil((endMs - midnight) / stepMs) - first }, (_, at) => {
    const fromMs = midnight + (first + at) * stepMs;
    return { startMs: Math.max(startMs, fromMs), endMs: Math.min(endMs, fromMs + stepMs), rows: byStep.get(first + at) ?? [] };
  });
}
