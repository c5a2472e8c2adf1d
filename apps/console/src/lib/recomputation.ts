import type { Recomputation } from '#libs/wire/measurements.js';
import { countText, exactText, type Unit } from './figures.ts';

/** Whether a window measured again from every event gives what intervals gave, in a sentence. */
export function agreementText({ agrees, events, fromIntervals, recomputed }: Recomputation): string {
  if (agrees) return `They agree: every count behind them is the same. ${countText(events, 'event')} were read again.`;
  const same = fromIntervals.value === recomputed.value && fromIntervals.verdict === recomputed.verdict;
  const read = `${countText(events, 'event')} were read again.`;
  return `${same ? 'They have the same value and verdict, but do not rest on the same counts' : 'They do not agree'}: something came after the first was measured, or its intervals have to be counted anew. ${read}`;
}

/** How far intervals may be from the value of every event, and how far they are; null where nothing is rounded. */
export function roundingText({ bound, exactValue, fromIntervals }: Recomputation, unit: Unit): string | null {
  if (Number(bound) === 0 || exactValue === null || fromIntervals.value === null) return null;
  const isWithin = Math.abs(Number(exactValue) - Number(fromIntervals.value)) <= Number(bound);
  return `Intervals keep latencies to three digits. Without that rounding the value is ${exactText(exactValue, unit)}: ${isWithin ? 'within' : 'not within'} the ${exactText(bound, unit)} that it may make.`;
}
