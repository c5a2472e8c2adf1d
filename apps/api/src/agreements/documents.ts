import { Injectable } from '@nestjs/common';
import { agreementDocument } from '#libs/rendering/agreement-document.js';
import type { DocumentModel } from '#libs/rendering/document-model.js';
import { renderClauses, renderOpening } from '#libs/rendering/render-clauses.js';
import { definitionsFor } from '#libs/terms/catalogue.js';
import { compile } from '#libs/terms/compile.js';
import { readTerms } from '#libs/terms/read-terms.js';
import { review } from '#libs/terms/review.js';
import { FineprintError } from '#libs/wire/errors.js';
import { Database } from '../database/database.js';
import { digestOf } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { readAgreement } from './agreement-reading.js';
import { AgreementSources } from './agreement-sources.js';
import { factsOf } from './facts.js';
import { versionDocument } from './version-document.js';
import { versionOf } from './versions.js';

@Injectable()
export class Documents {
  constructor(
    private readonly database: Database,
    private readonly sources: AgreementSources,
  ) {}

  /** The PDF of a version, as it was stored when it was frozen. @throws FineprintError NOT_FOUND */
  pdfOf(actor: Actor, id: string, number: number): Promise<Buffer> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      await readAgreement(manager, actor, id);
      const [row]: { content: Buffer }[] = await manager.query(
        `SELECT d.content FROM agreement_version v JOIN document d ON d.organisation_id = v.organisation_id AND d.digest = v.document_digest
         WHERE v.organisation_id = $1 AND v.agreement_id = $2 AND v.number = $3`,
        [actor.organisationId, id, number],
      );
      if (!row) throw new FineprintError('NOT_FOUND');
      return row.content;
    });
  }

  /** A version as a document, to be rendered in another format. @throws FineprintError NOT_FOUND */
  version(actor: Actor, id: string, number: number): Promise<DocumentModel> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      await readAgreement(manager, actor, id);
      return versionDocument(await versionOf(manager, actor.organisationId, id, number));
    });
  }

  /** The saved draft as a document that says on every page that it is one; what is missing stands as [Label]. */
  draft(actor: Actor, id: string): Promise<DocumentModel> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const row = await readAgreement(manager, actor, id);
      const source = await this.sources.of(manager, actor.organisationId, row.template_id, row.draft);
      const definitions = definitionsFor(source.clauses);
      const { terms } = readTerms(definitions, row.draft.terms);
      const facts = await factsOf(manager, actor.organisationId, row, row.draft);
      const isComplete = review(row.draft, definitions).every(({ severity }) => severity !== 'error');
      return agreementDocument({
        facts,
        opening: renderOpening(source, definitions, terms, facts),
        clauses: renderClauses(source, definitions, terms, facts),
        definitions,
        terms,
        compiled: isComplete ? compile({ clauses: source.clauses, draft: row.draft, digest: digestOf }) : null,
        edition: { kind: 'draft', id, revision: row.revision, savedAt: row.updated_at.toISOString() },
      });
    });
  }
}
