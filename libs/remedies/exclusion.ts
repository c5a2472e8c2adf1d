import { FineprintError } from '#libs/wire/errors.js';
import type { Exclusion, ExclusionDecision, NewExclusion } from '#libs/wire/exclusions.js';

/** Somebody who claims or decides, and the side of the agreement that they speak for. */
export type Party = Exclusion['claimedBy'];
export type Side = Party['side'];
type Decision = ExclusionDecision['decision'];

/** What somebody decides about an exclusion. */
export interface ExclusionCommand {
  readonly type: Decision;
  readonly by: Party;
  readonly note: string | null;
}

/** What was decided about an exclusion. */
export interface ExclusionEvent {
  readonly type: 'accepted' | 'disputed' | 'withdrawn';
  readonly by: Party;
  readonly at: string;
  readonly note: string | null;
}

/**
 * Whose decision a state allows. Four eyes: what one side claims only the other accepts or disputes, and only the claiming side
 * takes it back. A dispute is not the last word, an acceptance is: numbers and credits rest on it.
 */
export const allowed: Record<Exclusion['state'], Record<Decision, 'claiming side' | 'other side' | 'nobody'>> = {
  claimed: { accept: 'other side', dispute: 'other side', withdraw: 'claiming side' },
  disputed: { accept: 'other side', dispute: 'nobody', withdraw: 'claiming side' },
  accepted: { accept: 'nobody', dispute: 'nobody', withdraw: 'nobody' },
  withdrawn: { accept: 'nobody', dispute: 'nobody', withdraw: 'nobody' },
};

/** How many exclusions of one side may wait for the other: more than a year has days off, and few enough to be read. */
export const waitingLimit = 400;

/** Refuses, with CONFLICT, that a side claims more while so many of its exclusions of a system are neither accepted nor withdrawn. */
export function requireRoom(side: Side, exclusions: readonly Exclusion[]): void {
  const waiting = exclusions.filter(({ state, claimedBy }) => claimedBy.side === side && (state === 'claimed' || state === 'disputed'));
  if (waiting.length < waitingLimit) return;
  throw new FineprintError('CONFLICT', `${waitingLimit} exclusions that the ${side} claimed of this system wait to be accepted or withdrawn; no more can be claimed`);
}

/** An exclusion as it begins. `now` is an ISO instant; the times were checked before. */
export function claimOf(draft: NewExclusion, identity: Pick<Exclusion, 'id' | 'systemId'>, by: Party, now: string): Exclusion {
  const { reason, note } = draft;
  const [from, to] = [new Date(draft.from).toISOString(), new Date(draft.to).toISOString()];
  return { ...identity, from, to, reason, note, state: 'claimed', claimedBy: by, claimedAt: now, decidedBy: null, decidedAt: null, decisionNote: null };
}

/**
 * The event that a decision leads to. Refuses with EXCLUSION_STATE what nobody may decide any more, and with EXCLUSION_SIDE what the
 * other side has to. `now` is an ISO instant.
 */
export function decide({ type, by, note }: ExclusionCommand, exclusion: Exclusion, now: string): ExclusionEvent {
  const who = allowed[exclusion.state][type];
  if (who === 'nobody') throw new FineprintError('EXCLUSION_STATE', `the exclusion is ${exclusion.state}; it cannot be ${outcomes[type]}`);
  const { side } = exclusion.claimedBy;
  if ((who === 'claiming side') !== (by.side === side)) {
    throw new FineprintError('EXCLUSION_SIDE', `the ${side} claimed the exclusion; ${who === 'claiming side' ? 'only this side' : 'only the other side'} can ${type} it`);
  }
  return { type: outcomes[type], by, at: now, note };
}

/** The exclusion after an event. Events are facts: nothing is refused here. */
export function evolve(exclusion: Exclusion, { type, by, at, note }: ExclusionEvent): Exclusion {
  return { ...exclusion, state: type, decidedBy: by, decidedAt: at, decisionNote: note };
}

const outcomes = { accept: 'accepted', dispute: 'disputed', withdraw: 'withdrawn' } as const satisfies Record<Decision, ExclusionEvent['type']>;
