import { type Stretch, coveredOf, lengthOf } from '#libs/measurement/intervals/stretches.js';
import { minuteMilliseconds } from '#libs/measurement/intervals/intervals.js';
import type { Exclusion } from '#libs/wire/exclusions.js';

type Claimed = Pick<Exclusion, 'from' | 'to' | 'state'>;

/** The time that exclusions take out of what is measured: that of the accepted ones, in no order. */
export function excludedTime(exclusions: readonly Claimed[]): Stretch[] {
  return stretchesOf(exclusions.filter(({ state }) => state === 'accepted'));
}

/** The ids of the accepted exclusions that touch a stretch, the earliest first. */
export function excludedBy(stretch: Stretch, exclusions: readonly Pick<Exclusion, 'id' | 'from' | 'to' | 'state'>[]): string[] {
  const touching = exclusions.filter((exclusion) => coveredOf(stretch, excludedTime([exclusion])).length > 0);
  return touching.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from)).map(({ id }) => id);
}

/** How many more minutes of a stretch would be taken out if everything that is claimed or disputed were accepted. */
export function claimedMinutes(stretch: Stretch, exclusions: readonly Claimed[]): number {
  const possible = stretchesOf(exclusions.filter(({ state }) => state !== 'withdrawn'));
  return (lengthOf(coveredOf(stretch, possible)) - lengthOf(coveredOf(stretch, excludedTime(exclusions)))) / minuteMilliseconds;
}

function stretchesOf(exclusions: readonly Claimed[]): Stretch[] {
  return exclusions.map(({ from, to }) => ({ startMs: Date.parse(from), endMs: Date.parse(to) }));
}
