import type { AgreementDraft, AgreementState, NewSignature } from '#libs/wire/agreements.js';
import { type ErrorCode, FineprintError, invalidAt } from '#libs/wire/errors.js';
import { earliestInstant, instantOf } from '#libs/wire/instant.js';

/** What changes in the life of an agreement. `activatedAt` is an ISO instant. */
export interface AgreementLife {
  readonly state: AgreementState;
  /** Every change is a new revision, so that an ETag never names two contents. */
  readonly revision: number;
  readonly draft: AgreementDraft;
  /** Whether the vendor's contacts may see what is not frozen yet. */
  readonly shared: boolean;
  readonly activatedAt: string | null;
}

/** The frozen text that is to be signed, who has signed it, and the number of the newest version. */
export interface Signable {
  readonly number: number;
  readonly newest: number;
  readonly digest: string;
  readonly signedBy: readonly NewSignature['party'][];
}

/**
 * What somebody wants of an agreement. `lastSeen` is the revision they looked at; `version` is null when there is none of that
 * number; `missing` says which approval a draft lacks, null when none; `signatures` counts those on the newest version.
 */
export type AgreementCommand =
  | { readonly type: 'edit'; readonly lastSeen: number; readonly draft: AgreementDraft }
  | { readonly type: 'share'; readonly shared: boolean }
  | { readonly type: 'submit'; readonly lastSeen: number }
  | { readonly type: 'approve'; readonly isLast: boolean }
  | { readonly type: 'reject' }
  | { readonly type: 'withdraw'; readonly signatures: number }
  | { readonly type: 'freeze'; readonly lastSeen: number; readonly missing: string | null }
  | { readonly type: 'sign'; readonly signature: Pick<NewSignature, 'party' | 'signedAt' | 'digest'>; readonly version: Signable | null }
  | { readonly type: 'activate' };

/**
 * What happened to an agreement; `at` is an ISO instant. With the last approval it is approved, with the last party's signature
 * signed. An edit of what is in review or approved makes it a draft again: nobody has approved that text.
 */
export type AgreementEvent =
  | { readonly type: 'edited'; readonly draft: AgreementDraft }
  | { readonly type: 'shared'; readonly shared: boolean }
  | { readonly type: 'submitted' }
  | { readonly type: 'approved'; readonly isLast: boolean }
  | { readonly type: 'returned' }
  | { readonly type: 'frozen' }
  | { readonly type: 'signed'; readonly party: NewSignature['party']; readonly isLast: boolean }
  | { readonly type: 'activated'; readonly at: string };

type Refusals = Readonly<Record<AgreementCommand['type'], ErrorCode | null>>;

const open: Refusals = {
  edit: null,
  share: null,
  submit: 'APPROVAL_STATE',
  approve: 'APPROVAL_STATE',
  reject: 'APPROVAL_STATE',
  withdraw: null,
  freeze: null,
  sign: 'AGREEMENT_NOT_FROZEN',
  activate: 'AGREEMENT_NOT_SIGNED',
};
const closed: Refusals = {
  edit: 'AGREEMENT_NOT_DRAFT',
  share: 'AGREEMENT_NOT_DRAFT',
  submit: 'AGREEMENT_NOT_DRAFT',
  approve: 'APPROVAL_STATE',
  reject: 'APPROVAL_STATE',
  withdraw: 'SIGNATURE_EXISTS',
  freeze: 'AGREEMENT_NOT_DRAFT',
  sign: 'SIGNATURE_EXISTS',
  activate: 'AGREEMENT_ALREADY_ACTIVE',
};

/** How a state refuses a command, or null where it allows it. */
export const refusals: Readonly<Record<AgreementState, Refusals>> = {
  draft: { ...open, submit: null, withdraw: 'APPROVAL_STATE' },
  'in-review': { ...open, approve: null, reject: null, freeze: 'APPROVAL_MISSING' },
  approved: open,
  frozen: { ...closed, withdraw: null, sign: null, activate: 'AGREEMENT_NOT_SIGNED' },
  signed: { ...closed, activate: null },
  active: closed,
};

/** States in which the draft is what counts, not a version. */
export function isOpen(state: AgreementState): boolean {
  return refusals[state].edit === null;
}

const parties = 2;

/**
 * The event that a command leads to at the ISO instant `now`. Refuses by the table above; with PRECONDITION_FAILED when somebody
 * saved after the caller last looked; a freezing without its approvals with APPROVAL_MISSING; a signature with NOT_FOUND,
 * VERSION_SUPERSEDED, SIGNATURE_EXISTS, DIGEST_MISMATCH or INVALID. It may lie before the freezing, because people sign on paper
 * and type the date, but never in the future.
 */
export function decide(command: AgreementCommand, { state, revision }: AgreementLife, now: string): AgreementEvent {
  const refusal = refusals[state][command.type];
  if (refusal !== null) throw new FineprintError(refusal, `${words[command.type]}; this agreement is ${state}`);
  switch (command.type) {
    case 'edit':
      requireSeen(command.lastSeen, revision);
      return { type: 'edited', draft: command.draft };
    case 'share':
      return { type: 'shared', shared: command.shared };
    case 'submit':
      requireSeen(command.lastSeen, revision);
      return { type: 'submitted' };
    case 'approve':
      return { type: 'approved', isLast: command.isLast };
    case 'reject':
      return { type: 'returned' };
    case 'withdraw':
      if (command.signatures > 0) throw new FineprintError('SIGNATURE_EXISTS', 'A party has signed the version already: what changes from now on is a new version');
      return { type: 'returned' };
    case 'freeze':
      requireSeen(command.lastSeen, revision);
      if (command.missing !== null) throw new FineprintError('APPROVAL_MISSING', command.missing);
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
      return { ...next, state: 'draft', draft: event.draft };
    case 'shared':
      return { ...next, shared: event.shared };
    case 'submitted':
      return { ...next, state: 'in-review' };
    case 'approved':
      return event.isLast ? { ...next, state: 'approved' } : next;
    case 'returned':
      return { ...next, state: 'draft' };
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
  share: 'Only a draft is shared or kept back',
  submit: 'Only a draft is submitted for approval',
  approve: 'Only what is in review is approved',
  reject: 'Only what is in review is rejected',
  withdraw: 'Only what is in review, approved, or frozen without a signature goes back to being a draft',
  freeze: 'Only a draft with its approvals can be frozen',
  sign: 'Each party signs a frozen version once',
  activate: 'Only an agreement that both parties have signed is activated, and once',
};

function requireSeen(lastSeen: number, revision: number): void {
  if (lastSeen === revision) return;
  throw new FineprintError('PRECONDITION_FAILED', `You last saw revision ${lastSeen}, but it is at revision ${revision}`);
}

function signed({ party, digest, signedAt }: Pick<NewSignature, 'party' | 'signedAt' | 'digest'>, version: Signable | null, now: string): AgreementEvent {
  if (version === null) throw new FineprintError('NOT_FOUND');
  if (version.number !== version.newest) throw new FineprintError('VERSION_SUPERSEDED', `Version ${version.number} is not signed any more, because there is a version ${version.newest}`);
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
