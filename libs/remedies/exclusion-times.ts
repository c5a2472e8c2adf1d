import { FineprintError, type Fault } from '#libs/wire/errors.js';
import type { NewExclusion } from '#libs/wire/exclusions.js';
import { instantOf } from './windows.js';

type Times = Pick<NewExclusion, 'from' | 'to'>;

const dayMs = 86_400_000;
/** As long as the longest month: what lasts longer is another agreement, not an exception from this one. */
const longestDays = 31;
/** Maintenance is planned for the year, not for the decade: later times are mistyped. */
const aheadDays = 366;
/** No event is older. */
const earliestMs = Date.UTC(2000, 0, 1);
const minuteNanoseconds = 60_000_000_000n;

/**
 * Refuses, with INVALID and a fault at each of them, times that cannot be taken out of a measurement: events are kept by whole
 * minutes. `now` is an ISO instant.
 */
export function requireTimes({ from, to }: Times, now: string): void {
  const faults = faultsOf({ from, to }, instantOf(now).epochMilliseconds);
  const [first] = faults;
  if (first) throw new FineprintError('INVALID', `${first.pointer}: ${first.detail}`, faults);
}

function faultsOf({ from, to }: Times, nowMs: number): Fault[] {
  const [start, end] = [instantOf(from), instantOf(to)];
  const faults: Fault[] = [];
  const refuse = (pointer: '/from' | '/to', code: string, detail: string): void => void faults.push({ pointer, code, detail });
  if (start.epochNanoseconds % minuteNanoseconds !== 0n) refuse('/from', 'NOT_A_WHOLE_MINUTE', `${from} is not on a whole minute`);
  if (end.epochNanoseconds % minuteNanoseconds !== 0n) refuse('/to', 'NOT_A_WHOLE_MINUTE', `${to} is not on a whole minute`);
  if (start.epochMilliseconds < earliestMs) refuse('/from', 'TOO_EARLY', `${from} is before 2000, when there are no events`);
  const days = (end.epochMilliseconds - start.epochMilliseconds) / dayMs;
  if (days <= 0) refuse('/to', 'NOT_AFTER_START', `${to} is not after the start, ${from}`);
  if (days > longestDays) refuse('/to', 'TOO_LONG', `${to} is more than ${longestDays} days after the start, ${from}`);
  if (end.epochMilliseconds - nowMs > aheadDays * dayMs) refuse('/to', 'TOO_FAR_AHEAD', `${to} is more than ${aheadDays} days ahead`);
  return faults;
}
