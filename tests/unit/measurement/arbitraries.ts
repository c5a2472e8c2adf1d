import fc from 'fast-check';
import { type IntervalFold, newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import type { IntervalDelta } from '#libs/measurement/intervals/intervals.js';
import { foldEvent, foldOutcome } from '../../support/folding.js';

/** An hour in 2026 that the tests start from. */
export const hour = Date.UTC(2026, 2, 1, 10);
export const minute = 60_000;

export type Happening =
  | { readonly kind: 'event'; readonly version: number; readonly time: number; readonly failed: boolean; readonly decided: boolean; readonly latency: number }
  | { readonly kind: 'outcome'; readonly version: number; readonly time: number; readonly decision: boolean; readonly positive: boolean };

const version = fc.integer({ min: 0, max: 3 });
const time = fc.integer({ min: hour, max: hour + 5 * 60 * minute });

/** Events and outcomes of a few versions within five hours, many of them in the same minute and latency bin. */
export const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('event' as const),
      version,
      time,
      failed: fc.boolean(),
      decided: fc.boolean(),
      latency: fc.oneof(fc.constant(Number.NaN), fc.constantFrom(0, 12.5, 250), fc.double({ min: 0, max: 5000, noNaN: true })),
    }),
    fc.record({ kind: fc.constant('outcome' as const), version, time, decision: fc.boolean(), positive: fc.boolean() }),
  ),
  { maxLength: 120 },
);

export function foldOf(list: readonly Happening[]): IntervalFold {
  const fold = newFold();
  for (const item of list) {
    if (item.kind === 'event') foldEvent(fold, item.version, item.time, item.failed, item.decided, item.latency);
    else foldOutcome(fold, item.version, item.time, item.decision, item.positive);
  }
  return fold;
}

export function intervalsOf(list: readonly Happening[]): IntervalDelta[] {
  return deltasOf(foldOf(list));
}
