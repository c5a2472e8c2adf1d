import type { AgreementDraft, ClauseText } from '#libs/wire/agreements.js';
import type { FrozenClause } from '#libs/wire/clauses.js';
import { readClock } from '#libs/wire/stored-clock.js';
import type { ClockDefinition, CreditSchedule, ObjectiveDefinition, ObligationDefinition } from '#libs/wire/objectives.js';

/** Everything that prints in a version, and everything it compiles to. */
export interface VersionFacts {
  readonly number: number;
  readonly templateId: string;
  /** The template texts the clauses were rendered from, so that a re-render is provably of the same template. */
  readonly templateTexts: readonly string[];
  /** Which clauses of the library these are, in their order. */
  readonly clauseVersions: readonly FrozenClause[];
  readonly customerName: string;
  readonly vendorName: string;
  readonly systems: readonly { readonly name: string; readonly slug: string }[];
  readonly draft: AgreementDraft;
  readonly opening: readonly string[];
  readonly clauses: readonly ClauseText[];
  readonly compiled: {
    readonly objectives: readonly ObjectiveDefinition[];
    readonly clocks: readonly ClockDefinition[];
    readonly obligations: readonly ObligationDefinition[];
    readonly credits: CreditSchedule | null;
  };
}

export interface VersionSnapshot extends VersionFacts {
  readonly format: 'fineprint-version/1' | 'fineprint-version/2';
}

/**
 * What people sign: the SHA-256 of its canonical JSON is the version's digest. Nothing that prints may be missing here,
 * and a new field means a new format: digests of signed versions must stay reproducible.
 */
export function versionSnapshot(facts: VersionFacts): VersionSnapshot {
  const { number, templateId, templateTexts, clauseVersions, customerName, vendorName, systems, draft, opening, clauses, compiled } = facts;
  return { format: 'fineprint-version/2', number, templateId, templateTexts, clauseVersions, customerName, vendorName, systems, draft, opening, clauses, compiled };
}

type EarlierSnapshot = Omit<VersionSnapshot, 'clauseVersions' | 'compiled'> & {
  readonly clauseVersions?: VersionSnapshot['clauseVersions'];
  readonly compiled: Omit<VersionSnapshot['compiled'], 'obligations'> & Partial<Pick<VersionSnapshot['compiled'], 'obligations'>>;
};

/** A stored snapshot as the present format has it. What earlier formats did not have is empty: it was not agreed then. */
export function readSnapshot(text: string): VersionSnapshot {
  const { clauseVersions = [], compiled, ...same } = JSON.parse(text) as EarlierSnapshot;
  const { clocks, obligations = [], ...others } = compiled;
  return { ...same, clauseVersions, compiled: { ...others, clocks: clocks.map((clock) => readClock(clock, same.draft.zone)), obligations } };
}
