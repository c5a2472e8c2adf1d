import { claimObstacleOf, type ClaimObstacle } from '#libs/remedies/claim-clock.js';
import type { Breach, BreachState } from '#libs/wire/breaches.js';

export const breachWords: Readonly<Record<BreachState, string>> = { open: 'Open', claimed: 'Claimed', withdrawn: 'Withdrawn' };

const obstacles: Readonly<Record<ClaimObstacle, string>> = {
  claimed: 'The credit has been claimed already.',
  withdrawn: 'The breach was withdrawn: measured again, the window is no breach any more.',
  'no-credit': 'The breach earns no credit: there is nothing to claim.',
  late: 'The claim window has closed.',
};

/** Why a breach cannot be claimed now, or null when it can. */
export function claimObstacle(breach: Breach, now: number): string | null {
  const obstacle = claimObstacleOf(breach, new Date(now).toISOString());
  return obstacle && obstacles[obstacle];
}

/** What happened to a breach, in words: "breach.claim" and "claimed" both read as "claimed". */
export function eventWords(event: string): string {
  const last = event.split('.').at(-1) ?? event;
  return last.replaceAll(/[-_]/g, ' ');
}
