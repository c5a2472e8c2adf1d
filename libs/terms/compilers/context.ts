import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { ObjectiveDefinition, TermSource } from '#libs/wire/objectives.js';
import type { TermValues } from '#libs/wire/terms.js';
import { codeOf } from '../value-of.js';

/** What every family's compiler needs: valid terms, the draft's dates and zone, and the way back to the clause. */
export interface Context {
  readonly terms: TermValues;
  readonly draft: AgreementDraft;
  readonly sourceOf: (termPath: string) => TermSource;
}

/** The window of a family in the zone of the agreement. */
export function windowOf({ terms, draft }: Context, family: string): ObjectiveDefinition['window'] {
  return { kind: codeOf(terms, `${family}.window`, ['calendar-month', 'calendar-quarter']), zone: draft.zone };
}
