import type { Breach } from '#libs/wire/breaches.js';

/** Why a credit cannot be claimed: it is claimed or withdrawn already, there is none above zero, or its clock has run out. */
export type ClaimObstacle = 'claimed' | 'withdrawn' | 'no-credit' | 'late';

/** What keeps the credit of a breach from being claimed at `now` (ISO), or null; at the instant `claimDueAt` it still can be. */
export function claimObstacleOf({ state, credit, claimDueAt }: Pick<Breach, 'state' | 'credit' | 'claimDueAt'>, now: string): ClaimObstacle | null {
  if (state !== 'open') return state;
  if (credit === null || Number(credit.amount) === 0) return 'no-credit';
  return claimDueAt !== null && countdown(claimDueAt, now).closed ? 'late' : null;
}

/** Time left on a clock, in whole days, hours and minutes; all zero once it has closed. */
export interface Countdown {
  readonly closed: boolean;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** How long a claim is still possible, both instants in ISO; closed from the first moment after `dueAt`. */
export function countdown(dueAt: string, now: string): Countdown {
  const left = Date.parse(dueAt) - Date.parse(now);
  if (left < 0) return { closed: true, days: 0, hours: 0, minutes: 0 };
  const minutes = Math.floor(left / 60_000);
  return { closed: false, days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}
