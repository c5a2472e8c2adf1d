import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type AgreementSource, withClauses } from '#libs/rendering/agreement-template.js';
import type { AgreementDraft } from '#libs/wire/agreements.js';
import { libraryOf } from '../library/own-clauses.js';
import { families, type Family } from '#libs/wire/terms.js';
import { TemplateStore } from './template-store.js';

/** The text of a draft: its template's opening with the clauses that the draft chose, special wording included. */
@Injectable()
export class AgreementSources {
  constructor(private readonly templates: TemplateStore) {}

  /** @throws FineprintError TEMPLATE_REFUSED, with a fault at the clause, when the draft's clauses do not make an agreement */
  async of(manager: EntityManager, organisationId: number, templateId: string, { clauses }: Pick<AgreementDraft, 'clauses'>): Promise<AgreementSource> {
    const source = this.templates.one(templateId);
    return clauses === undefined ? source : withClauses(source, await libraryOf(manager, organisationId, this.templates.library), clauses);
  }

  /** Families that the product's library has clauses of, in the order in which they usually stand. */
  families(): readonly Family[] {
    const held = new Set([...this.templates.library.values()].map(({ family }) => family));
    return families.filter((family) => held.has(family));
  }
}
