import type { AgreementDetail, AgreementVersion } from '#libs/wire/agreements.js';
import type { AgreementState } from '#libs/wire/agreements.js';

export interface Check {
  readonly label: string;
  readonly done: boolean;
  readonly todo: string;
  readonly blocks: boolean;
}

export const stateWords: Readonly<Record<AgreementState, string>> = {
  draft: 'Draft',
  'in-review': 'In review',
  approved: 'Approved, to be frozen',
  frozen: 'Frozen, to be signed',
  signed: 'Signed, to be activated',
  active: 'Active',
};

/** Whether the draft is what counts, not a version. */
export function isOpen(state: AgreementState): boolean {
  return state === 'draft' || state === 'in-review' || state === 'approved';
}

export function signatureOf(version: AgreementVersion, party: 'customer' | 'vendor') {
  return version.signatures.find((signature) => signature.party === party);
}

/** What activation needs, in order, and what is missing. A silent stream does not block: it shows as not measured. */
export function activationChecks(agreement: AgreementDetail, silentSystems: readonly string[]): readonly Check[] {
  const version = agreement.versions.at(-1);
  const party = (name: 'customer' | 'vendor') => version !== undefined && signatureOf(version, name) !== undefined;
  return [
    { label: 'A version is frozen', done: version !== undefined, todo: 'Freeze the draft.', blocks: true },
    { label: 'Signed by us', done: party('customer'), todo: 'Record our signature.', blocks: true },
    { label: 'Signed by the vendor', done: party('vendor'), todo: 'Record the vendor’s signature.', blocks: true },
    {
      label: 'Every system sends events',
      done: silentSystems.length === 0,
      todo: `No events yet from ${silentSystems.join(', ')}: connect the stream, or its objectives stay “not measured”.`,
      blocks: false,
    },
  ];
}

/** Short form of a digest for a line of text; the whole one stands beside it where it matters. */
export function shortDigest(digest: string): string {
  return `${digest.slice(0, 12)}…`;
}
