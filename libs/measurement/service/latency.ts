import { FineprintError } from '#libs/wire/errors.js';
import { isBinEdge, latencyBinOf, latencyUpperEdge } from '../intervals/latency-bins.js';
import { compareRationals, rationalOf } from '../statistics/rational.js';
import type { WindowTotals } from '../intervals/window-totals.js';

/**
 * The nearest-rank percentile (`percentile_disc`, type 1) of ok events that carry a latency, in milliseconds, rounded up to
 * three significant digits: the smallest latency that at least `percentile` percent of them do not exceed. Null without
 * such events. `rank` counts from 1.
 */
export function latencyPercentile(totals: WindowTotals, percentile: string): { readonly ms: number; readonly rank: number } | null {
  const wanted = rationalOf(percentile);
  if (wanted.numerator <= 0n || compareRationals(wanted, rationalOf('100')) > 0) {
    throw new FineprintError('TERM_INVALID', `a percentile is above 0 and at most 100, not ${percentile}`);
  }
  if (totals.latencyEvents === 0) return null;
  const hundredth = wanted.denominator * 100n;
  const rank = Number((wanted.numerator * BigInt(totals.latencyEvents) + hundredth - 1n) / hundredth);
  let bin = 0;
  for (let seen = totals.latency[0]!; seen < rank; seen += totals.latency[bin]!) bin++;
  return { ms: latencyUpperEdge(bin), rank };
}

/** How many ok events took at most `thresholdMs`; exact, because a threshold has three significant digits at most. */
export function eventsWithin({ latency }: Pick<WindowTotals, 'latency'>, thresholdMs: number): number {
  requireExact(thresholdMs);
  const last = latencyBinOf(thresholdMs);
  let within = 0;
  for (let bin = 0; bin <= last; bin++) within += latency[bin]!;
  return within;
}

/** Refuses thresholds that the latency bins cannot decide exactly. */
export function requireExact(thresholdMs: number): void {
  if (isBinEdge(thresholdMs)) return;
  throw new FineprintError(
    'TERM_INVALID',
    `a latency threshold is above 0 and has three significant digits at most, because latencies are kept to three; not ${thresholdMs} ms`,
  );
}
