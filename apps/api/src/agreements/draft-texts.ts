import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { renderClauses, renderOpening } from '#libs/rendering/render-clauses.js';
import { definitionsFor } from '#libs/terms/catalogue.js';
import type { ComparedText } from '#libs/terms/comparison/compare.js';
import { compile, type Compiled } from '#libs/terms/compile.js';
import { readTerms } from '#libs/terms/read-terms.js';
import { review } from '#libs/terms/review.js';
import type { AgreementDraft, ClauseText } from '#libs/wire/agreements.js';
import { digestOf } from '../evidence/log.js';
import type { AgreementRow } from './agreement-row.js';
import { AgreementSources } from './agreement-sources.js';
import { factsOf } from './facts.js';

/** A draft as it reads, with its opening, and the digest of everything that somebody who read it has seen. */
interface DraftText {
  readonly text: ComparedText;
  readonly digest: string;
}

/** Drafts as texts: to be compared, discussed and approved. */
@Injectable()
export class DraftTexts {
  constructor(private readonly sources: AgreementSources) {}

  async of(manager: EntityManager, organisationId: number, row: AgreementRow, draft: AgreementDraft): Promise<DraftText> {
    const source = await this.sources.of(manager, organisationId, row.template_id, draft);
    const definitions = definitionsFor(source.clauses);
    const { terms } = readTerms(definitions, draft.terms);
    const facts = await factsOf(manager, organisationId, row, draft);
    const clauses = [this.opening(renderOpening(source, definitions, terms, facts)), ...renderClauses(source, definitions, terms, facts)];
    const compiled = compiledOf(draft, source.clauses);
    return { text: { clauses, terms, compiled, definitions }, digest: digestOf({ draft, clauses }) };
  }

  /** Compiles variants of a draft; null where one is not complete. */
  async compiler(manager: EntityManager, organisationId: number, row: AgreementRow): Promise<(draft: AgreementDraft) => Compiled | null> {
    const source = await this.sources.of(manager, organisationId, row.template_id, row.draft);
    return (draft) => compiledOf(draft, source.clauses);
  }

  /** What stands before the first clause, as a clause without number and title. */
  opening(paragraphs: readonly string[]): ClauseText {
    return { id: 'opening', number: '', family: '', title: '', paragraphs: paragraphs.map((text) => ({ number: '', text, values: [] })) };
  }
}

function compiledOf(draft: AgreementDraft, clauses: Parameters<typeof compile>[0]['clauses']): Compiled | null {
  const isComplete = review(draft, definitionsFor(clauses)).every(({ severity }) => severity !== 'error');
  return isComplete ? compile({ clauses, draft, digest: digestOf }) : null;
}
