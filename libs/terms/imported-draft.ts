import type { AgreementData, ImportedAgreement } from '#libs/wire/agreement-data.js';
import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { ClauseHead } from './catalogue.js';
import { definitionsFor } from './catalogue.js';

/** An imported version as a draft of ours, and what we have no clause or term for. */
export interface ImportedDraft extends Pick<ImportedAgreement, 'unknownClauses' | 'unknownTerms'> {
  readonly draft: AgreementDraft;
}

/** Splits what was imported by what the library knows. Nothing is dropped: what has no place in the draft is in the lists, whole. */
export function importedDraft({ contents }: Pick<AgreementData, 'contents'>, library: ReadonlyMap<string, ClauseHead>): ImportedDraft {
  const choices = contents.draft.clauses ?? contents.clauses.map(({ id }) => ({ id, wording: null }));
  const clauses = choices.filter(({ id }) => library.has(id));
  const known = new Set(definitionsFor(clauses.flatMap(({ id }) => library.get(id) ?? [])).map(({ path }) => path));
  const terms = Object.entries(contents.draft.terms);
  return {
    draft: { ...contents.draft, clauses, terms: Object.fromEntries(terms.filter(([path]) => known.has(path))) },
    unknownClauses: choices
      .filter(({ id }) => !library.has(id))
      .map(({ id }) => {
        const printed = contents.clauses.find((clause) => clause.id === id);
        return { id, title: printed?.title ?? id, text: (printed?.paragraphs ?? []).map(({ text }) => text).join('\n\n') };
      }),
    unknownTerms: terms.filter(([path]) => !known.has(path)).map(([path, value]) => ({ path, value })),
  };
}
