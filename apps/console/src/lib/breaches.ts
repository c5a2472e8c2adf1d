import type { Breach, BreachState } from '#libs/wire/breaches.js';

export const breachWords: Readonly<Record<BreachState, string>> = { open: 'Open', claimed: 'Claimed', withdrawn: 'Withdrawn' };

/** Why a breach cannot be claimed now, or null when it can. */
export function claimObstacle(breach: Breach, now: number): string | null {
  if (breach.state === 'claimed') return 'The credit has been claimed already.';
  if (breach.state === 'withdrawn') return 'The breach was withdrawn: the value was restated and now meets the target.';
  if (breach.claimDueAt !== null && Date.parse(breach.claimDueAt) <= now) return 'The claim window has closed.';
  return null;
}

/** What happened to a breach, in words: "breach.claim" and "claimed" both read as "claimed". */
export function eventWords(event: string): string {
  const last = event.split('.').at(-1) ?? event;
  return last.replaceAll(/[-_]/g, ' ');
}
