import type { AgreementDraft, AgreementState, NewSignature } from '#libs/wire/agreements.js';
import { type ErrorCode, FineprintError, invalidAt } from '#libs/wire/errors.js';
import { earliestInstant, instantOf } from '#libs/wire/instant.js';

/** What changes in the life of an agreement. `activatedAt` is an ISO instant. */
export interface AgreementLife {
  readonly state: AgreementState;
  /** Every change is a new revision, so that an ETag never names two contents. */
  readonly revision: number;
  readonly draft: AgreementDraft;
  readonly activatedAt: string | null;
}

/** The frozen text that is to be signed, and who has signed it. */
export interface Signable {
  readonly number: number;
  readonly digest: string;
  readonly signedBy: readonly NewSignature['party'][];
}

/** What somebody wants of an agreement. `lastSeen` is the revision they looked at; `version` is null when there is none of that number. */
export type AgreementCommand =
  | { readonly type: 'edit'; readonly lastSeen: number; readonly draft: AgreementDraft }
  | { readonly type: 'freeze'; readonly lastSeen: number }
  | { readonly type: 'sign'; readonly signature: Pick<NewSignature, 'party' | 'signedAt' | 'digest'>; readonly version: Signable | null }
  | { readonly type: 'activate' };

/** What happened to an agreement; `at` is an ISO instant. With the last party's signature the agreement is signed. */
export type AgreementEvent =
  | { readonly type: 'edited'; readonly draft: AgreementDraft }
  | { readonly type: 'frozen' }
  | { readonly type: 'signed'; readonly party: NewSignature['party']; readonly isLast: boolean }
  | { readonly type: 'activated'; readonly at: string };

type Refusals = Readonly<Record<AgreementCommand['type'], ErrorCode | null>>;

/** How a state refuses a command, or null where it allows it. */
export const refusals: Readonly<Record<AgreementState, Refusals>> = {
  draft: { edit: null, freeze: null, sign: 'AGREEMENT_NOT_FROZEN', activate: 'AGREEMENT_NOT_SIGNED' },
  frozen: { edit: 'AGREEMENT_NOT_DRAFT', freeze: 'AGREEMENT_NOT_DRAFT', sign: null, activate: 'AGREEMENT_NOT_SIGNED' },
  signed: { edit: 'AGREEMENT_NOT_DRAFT', freeze: 'AGREEMENT_NOT_DRAFT', sign: 'SIGNATURE_EXISTS', activate: null },
  active: { edit: 'AGREEMENT_NOT_DRAFT', freeze: 'AGREEMENT_NOT_DRAFT', sign: 'SIGNATURE_EXISTS', activate: 'AGREEMENT_ALREADY_ACTIVE' },
};

const parties = 2;

/**
 * The event that a command leads to at the ISO instant `now`. Refuses by the table above; with PRECONDITION_FAILED when somebody
 * saved after the caller last looked; a signature with NOT_FOUND, SIGNATURE_EXISTS, DIGEST_MISMATCH or INVALID. It may lie before
 * the freezing, because people sign on paper and type the date, but never in the future.
 */
export function decide(command: AgreementCommand, { state, revision }: AgreementLife, now: string): AgreementEvent {
  const refusal = refusals[state][command.type];
  if (refusal !== null) throw new FineprintError(refusal, `${words[command.type]}; this agreement is ${state}`);
  switch (command.type) {
    case 'edit':
      requireSeen(command.lastSeen, revision);
      return { type: 'edited', draft: command.draft };
    case 'freeze':
      requireSeen(command.lastSeen, revision);
      return { type: 'frozen' };
    case 'sign':
      return signed(command.signature, command.version, now);
    case 'activate':
      return { type: 'activated', at: now };
  }
}

/** The agreement after an event. Events are facts: nothing is refused here. */
export function evolve(life: AgreementLife, event: AgreementEvent): AgreementLife {
  const next = { ...life, revision: life.revision + 1 };
  switch (event.type) {
    case 'edited':
      return { ...next, draft: event.draft };
    case 'frozen':
      return { ...next, state: 'frozen' };
    case 'signed':
      return event.isLast ? { ...next, state: 'signed' } : next;
    case 'activated':
      return { ...next, state: 'active', activatedAt: event.at };
  }
}

const words: Readonly<Record<AgreementCommand['type'], string>> = {
  edit: 'Only the text of a draft can change',
  freeze: 'Only a draft can be frozen',
  sign: 'Each party signs a frozen version once',
  activate: 'Only an agreement that both parties have signed is activated, and once',
};

function requireSeen(lastSeen: number, revision: number): void {
  if (lastSeen === revision) return;
  throw new FineprintError('PRECONDITION_FAILED', `You last saw revision ${lastSeen}, but it is at revision ${revision}`);
}

function signed({ party, digest, signedAt }: Pick<NewSignature, 'party' | 'signedAt' | 'digest'>, version: Signable | null, now: string): AgreementEvent {
  if (version === null) throw new FineprintError('NOT_FOUND');
  if (version.signedBy.includes(party)) throw new FineprintError('SIGNATURE_EXISTS', `The ${party} has already signed version ${version.number}`);
  if (digest !== version.digest) throw new FineprintError('DIGEST_MISMATCH', `Version ${version.number} has the digest ${version.digest}`);
  requirePast(signedAt, now);
  return { type: 'signed', party, isLast: version.signedBy.length + 1 === parties };
}

function requirePast(signedAt: string, now: string): void {
  const [at, present] = [instantOf(signedAt), instantOf(now)];
  if (at >= earliestInstant && at <= present) return;
  throw invalidAt('/signedAt', 'INVALID', at > present ? 'The signature lies in the future' : 'must be an instant from the year 2000 on');
}
