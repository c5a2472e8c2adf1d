import { Injectable } from '@nestjs/common';
import { withClauses } from '#libs/rendering/agreement-template.js';
import { clauseFaults, writeClause } from '#libs/rendering/clause-file.js';
import { renderClauses } from '#libs/rendering/render-clauses.js';
import { catalogue, definitionsFor } from '#libs/terms/catalogue.js';
import { valuesAt, withPositions } from '#libs/terms/positions.js';
import { readTerms } from '#libs/terms/read-terms.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { ClauseDraft, ClausePreview } from '#libs/wire/library.js';
import { positionNames } from '#libs/wire/terms.js';
import { TemplateStore } from '../agreements/template-store.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { positionsOf } from './playbook-rows.js';

/** How a clause would read at each position. Stores nothing. */
@Injectable()
export class ClausePreviews {
  constructor(
    private readonly database: Database,
    private readonly templates: TemplateStore,
  ) {}

  /** What is wrong with the text is part of the answer, not a refusal. */
  of(actor: Actor, { text, ...head }: ClauseDraft): Promise<ClausePreview> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const faults = clauseFaults(text, catalogue);
      const [base] = this.templates.all();
      // A number without a term still lets the text be read.
      if (base === undefined || faults.some(({ reason }) => !reason.includes('is not a term'))) return { terms: [], readings: [], faults: [...faults] };
      const [organisation]: { name: string }[] = await manager.query(`SELECT name FROM organisation WHERE id = $1`, [actor.organisationId]);
      const facts = { title: head.title, customerName: organisation?.name ?? '', vendorName: 'Vendor', systems: [], effectiveFrom: '2026-01-01', effectiveUntil: null, zone: 'UTC' };
      const clause = writeClause({ ...head, id: 'clause', version: '1.0.0' }, text, catalogue);
      const source = withClauses(base, new Map([['clause', clause]]), [{ id: 'clause', wording: null }]);
      const definitions = withPositions(definitionsFor(source.clauses), await positionsOf(manager, actor.organisationId));
      const readings = positionNames.map((position) => {
        const [reading] = renderClauses(source, definitions, readTerms(definitions, valuesAt(position, definitions)).terms, facts);
        if (reading === undefined) throw new FineprintError('INTERNAL', 'A clause without a text');
        return { position, paragraphs: reading.paragraphs };
      });
      return { terms: clause.terms, readings, faults: [...faults] };
    });
  }
}
