import { FineprintError } from '#libs/wire/errors.js';
import type { Verdict, finalities } from '#libs/wire/measurements.js';
import type { Money } from '#libs/wire/scalars.js';
import { claimObstacleOf } from './claim-clock.js';

/** What a restatement, with the result that counts now, or somebody with a claim wants of a breach. */
export type BreachCommand =
  | { readonly type: 'open' | 'withdraw' | 'restate'; readonly result: BreachResult }
  | { readonly type: 'claim'; readonly note: string | null };

/** The measurement that counts now, and its price. */
export interface BreachResult {
  readonly verdict: Verdict;
  readonly finality: (typeof finalities)[number];
  readonly value: string | null;
  readonly credit: Money | null;
  readonly claimDueAt: string | null;
}

interface Priced {
  readonly value: string;
  readonly credit: Money | null;
}

/** A breach as it stands. */
export type BreachSnapshot =
  | { readonly state: 'none' }
  | (Priced & {
      readonly state: 'open' | 'claimed' | 'withdrawn';
      readonly openedAt: string;
      readonly claimDueAt: string | null;
      readonly claimedAt: string | null;
      readonly note: string | null;
    });

/** What happened to a breach. */
export type BreachEvent =
  | (Priced & { readonly type: 'opened'; readonly at: string; readonly claimDueAt: string | null })
  | { readonly type: 'claimed'; readonly at: string; readonly note: string | null }
  | { readonly type: 'withdrawn'; readonly at: string }
  | (Priced & { readonly type: 'restated'; readonly at: string });

type Commands = Record<BreachCommand['type'], boolean>;

/** Which command a state allows. A withdrawn breach opens again when a later restatement turns it back. */
export const allowed: Record<BreachSnapshot['state'], Commands> = {
  none: { open: true, claim: false, withdraw: false, restate: false },
  open: { open: false, claim: true, withdraw: true, restate: true },
  claimed: { open: false, claim: false, withdraw: true, restate: true },
  withdrawn: { open: true, claim: false, withdraw: false, restate: false },
};

/**
 * The event that a command leads to. Refuses with BREACH_STATE what the state or the measurement does not allow, and with
 * CLAIM_WINDOW_CLOSED a claim after its clock has run out. `now` is an ISO instant.
 */
export function decide(command: BreachCommand, state: BreachSnapshot, now: string): BreachEvent {
  if (!allowed[state.state][command.type]) {
    const nothing = `no breach is open; nothing to ${command.type}`;
    const refused = `the breach is ${state.state}; it cannot ${verbs[command.type]}`;
    throw new FineprintError('BREACH_STATE', state.state === 'none' ? nothing : refused);
  }
  switch (command.type) {
    case 'open':
      return { type: 'opened', at: now, claimDueAt: command.result.claimDueAt, ...breachedFacts(command.result) };
    case 'restate':
      return { type: 'restated', at: now, ...breachedFacts(command.result) };
    case 'withdraw':
      requireFinal(command.result);
      if (command.result.verdict === 'breached') throw new FineprintError('BREACH_STATE', 'the measurement is still breached; nothing to withdraw');
      return { type: 'withdrawn', at: now };
    case 'claim':
      refuseClaim(state, now);
      return { type: 'claimed', at: now, note: command.note };
  }
}

/** The breach after an event. Events are facts: nothing is refused here. */
export function evolve(state: BreachSnapshot, event: BreachEvent): BreachSnapshot {
  if (event.type === 'opened') {
    const { value, credit, claimDueAt } = event;
    return { state: 'open', value, credit, claimDueAt, openedAt: event.at, claimedAt: null, note: null };
  }
  if (state.state === 'none') throw new FineprintError('INTERNAL', `a breach that was never opened cannot be ${event.type}`);
  switch (event.type) {
    case 'claimed':
      return { ...state, state: 'claimed', claimedAt: event.at, note: event.note };
    case 'withdrawn':
      return { ...state, state: 'withdrawn' };
    case 'restated':
      return { ...state, value: event.value, credit: event.credit };
  }
}

const verbs: Record<BreachCommand['type'], string> = {
  open: 'be opened again',
  claim: 'be claimed',
  withdraw: 'be withdrawn',
  restate: 'be restated',
};

function breachedFacts(result: BreachResult): Priced {
  requireFinal(result);
  if (result.verdict !== 'breached' || result.value === null) {
    throw new FineprintError('BREACH_STATE', `only a measurement that is breached opens a breach; this one is ${result.verdict}`);
  }
  return { value: result.value, credit: result.credit };
}

function requireFinal(result: BreachResult): void {
  if (result.finality === 'final' || result.finality === 'restated') return;
  throw new FineprintError('BREACH_STATE', `the measurement is ${result.finality}; only a final one decides`);
}

function refuseClaim(state: BreachSnapshot, now: string): void {
  if (state.state === 'none') return;
  const obstacle = claimObstacleOf(state, now);
  if (obstacle === 'no-credit') throw new FineprintError('BREACH_STATE', 'the breach earns no credit; there is nothing to claim');
  if (obstacle === 'late') throw new FineprintError('CLAIM_WINDOW_CLOSED', `the claim was due by ${state.claimDueAt}`);
}
