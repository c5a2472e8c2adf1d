import { allowed } from '#libs/remedies/exclusion.js';
import type { Account } from '#libs/wire/accounts.js';
import type { Exclusion, ExclusionDecision } from '#libs/wire/exclusions.js';
import { exclusionDecisions } from '#libs/wire/exclusions.js';
import type { TimeBand } from './time-series.ts';

export const reasonWords: Readonly<Record<Exclusion['reason'], string>> = {
  'planned-maintenance': 'Planned maintenance',
  'emergency-maintenance': 'Emergency maintenance',
  'customer-caused': 'Caused by the customer',
  'third-party': 'A third party',
  'force-majeure': 'Force majeure',
  other: 'Other',
};

export const stateWords: Readonly<Record<Exclusion['state'], string>> = { claimed: 'Claimed', accepted: 'Accepted', disputed: 'Disputed', withdrawn: 'Withdrawn' };

export const sideWords: Readonly<Record<Exclusion['claimedBy']['side'], string>> = { customer: 'our side', vendor: 'the vendor' };

export const decisionWords: Readonly<Record<ExclusionDecision['decision'], { readonly act: string; readonly effect: string }>> = {
  accept: { act: 'Accept', effect: 'The time then counts nowhere, and windows that are final are measured again. This cannot be taken back.' },
  dispute: { act: 'Dispute', effect: 'The time goes on counting. It can still be accepted later.' },
  withdraw: { act: 'Withdraw', effect: 'The claim ends; the time goes on counting.' },
};

/** The side of the agreement that an account speaks for. */
export function sideOf(account: Pick<Account, 'role'>): Exclusion['claimedBy']['side'] {
  return account.role === 'vendor-contact' ? 'vendor' : 'customer';
}

/** What a side may still decide about an exclusion: what the other side claimed it accepts or disputes, what it claimed it withdraws. */
export function decisionsOf(exclusion: Exclusion, side: Exclusion['claimedBy']['side']): readonly ExclusionDecision['decision'][] {
  const present = exclusion.claimedBy.side === side ? 'claiming side' : 'other side';
  return exclusionDecisions.filter((decision) => allowed[exclusion.state][decision] === present);
}

/** Exclusions as shaded time; one that was withdrawn leaves no trace in a chart. */
export function exclusionBands(exclusions: readonly Exclusion[]): readonly TimeBand[] {
  return exclusions.flatMap(({ from, to, state }) => (state === 'withdrawn' ? [] : [{ from, to, kind: state }]));
}
