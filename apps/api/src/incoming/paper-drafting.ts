import { Injectable } from '@nestjs/common';
import { definitionsFor } from '#libs/terms/catalogue.js';
import { decidedTerms } from '#libs/terms/incoming/decided-terms.js';
import { ourClausesFor } from '#libs/terms/incoming/our-clauses.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { IncomingPaperDetail, PaperDraft } from '#libs/wire/incoming-papers.js';
import { Drafts } from '../agreements/drafts.js';
import { TemplateStore } from '../agreements/template-store.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { offeredClauses } from './offered-clauses.js';
import { PaperReading, readPaper } from './paper-reading.js';

@Injectable()
export class PaperDrafting {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly templates: TemplateStore,
    private readonly drafts: Drafts,
    private readonly reading: PaperReading,
  ) {}

  /**
   * Makes an agreement draft of a paper: our clauses of the families that it has, with the terms that were confirmed, and our
   * preferred values for the rest. What belongs to no family stays listed with the paper.
   * @throws FineprintError CONFLICT when a draft was made already, or nothing in the paper belongs to a clause of ours; as Drafts.create
   */
  draft(actor: Actor, id: string, wanted: PaperDraft): Promise<IncomingPaperDetail> {
    const { organisationId } = actor;
    return this.database.inOrganisation(organisationId, async (manager) => {
      const row = await readPaper(manager, actor, id, 'update');
      if (row.agreement_id !== null) throw new FineprintError('CONFLICT', 'A draft was made from this paper already');
      const ours = await offeredClauses(manager, organisationId, this.templates.library);
      const { values } = decidedTerms(row.analysis.terms, row.decisions, definitionsFor(ours));
      const clauses = ourClausesFor(row.analysis, values, ours);
      const [template] = this.templates.all();
      if (clauses.length === 0 || template === undefined) throw new FineprintError('CONFLICT', 'No clause of the paper belongs to a family that we have a clause for');
      const agreement = await this.drafts.create(actor, { ...wanted, vendorId: row.vendor_id, templateId: template.id }, { clauses, terms: values, paperId: id });
      await manager.query(`INSERT INTO incoming_paper_draft (organisation_id, paper_id, agreement_id, drafted_at) VALUES ($1, $2, $3, $4)`, [organisationId, id, agreement.id, this.clock.now()]);
      return this.reading.one(actor, id);
    });
  }
}
