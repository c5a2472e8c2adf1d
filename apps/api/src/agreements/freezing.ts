import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { canonical } from '#libs/evidence/canonical.js';
import { sha256Hex } from '#libs/evidence/sha256.js';
import { versionSnapshot, type VersionSnapshot } from '#libs/evidence/version-snapshot.js';
import type { ClauseSource } from '#libs/rendering/clause-source.js';
import { renderClauses, renderOpening } from '#libs/rendering/render-clauses.js';
import { definitionsFor } from '#libs/terms/catalogue.js';
import { compile } from '#libs/terms/compile.js';
import { readTerms } from '#libs/terms/read-terms.js';
import type { AgreementDetail, AgreementDraft } from '#libs/wire/agreements.js';
import type { FrozenClause } from '#libs/wire/clauses.js';
import { Database } from '../database/database.js';
import { storeDocument } from '../evidence/document-store.js';
import { Log, digestOf } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { keep, lifeAfter, loggable } from './agreement-change.js';
import { AgreementReading, lockAgreement } from './agreement-reading.js';
import { AgreementSources } from './agreement-sources.js';
import type { AgreementRow } from './agreement-row.js';
import { ApprovalNeeds } from './approval-needs.js';
import { factsOf } from './facts.js';
import { Fonts } from './fonts.js';
import { latestNumber } from './versions.js';
import { versionPdf } from './version-document.js';

@Injectable()
export class Freezing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly sources: AgreementSources,
    private readonly fonts: Fonts,
    private readonly reading: AgreementReading,
    private readonly needs: ApprovalNeeds,
  ) {}

  /**
   * Turns a sound draft into a version that can be signed: snapshot, digest and PDF, never to change again.
   * @throws FineprintError TERM_INVALID with a fault for each error of the review; AGREEMENT_NOT_DRAFT; APPROVAL_MISSING; PRECONDITION_FAILED
   */
  freeze(actor: Actor, id: string, lastSeen: number): Promise<AgreementDetail> {
    const { organisationId } = actor;
    const now = this.clock.now();
    return this.database.inOrganisation(organisationId, async (manager) => {
      const row = await lockAgreement(manager, actor, id, 'freeze');
      const after = lifeAfter({ type: 'freeze', lastSeen, missing: await this.needs.missing(manager, organisationId, row) }, row, now);
      const number = ((await latestNumber(manager, organisationId, id)) ?? 0) + 1;
      const snapshot = await this.snapshotOf(manager, organisationId, row, number);
      const text = canonical(snapshot);
      const digest = sha256Hex(text);
      const pdf = await versionPdf({ agreementId: id, snapshot, digest, frozenAt: now.toISOString() }, await this.fonts.bytes());
      const documentDigest = await storeDocument(manager, organisationId, pdf, now);
      await manager.query(
        `INSERT INTO agreement_version (organisation_id, agreement_id, number, snapshot, digest, document_digest, effective_from, effective_until, frozen_at, frozen_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [organisationId, id, number, text, digest, documentDigest, row.draft.effectiveFrom, row.draft.effectiveUntil, now, actor.id],
      );
      await keep(manager, organisationId, id, after, now);
      await this.log.record(manager, actor, { action: 'agreement.freeze', objectKind: 'agreement', objectId: id, before: loggable(row), after: { ...loggable(after), digest }, detail: { number, digest, documentDigest } });
      return this.reading.one(actor, id);
    });
  }

  private async snapshotOf(manager: EntityManager, organisationId: number, row: AgreementRow, number: number): Promise<VersionSnapshot> {
    const { draft } = row;
    const source = await this.sources.of(manager, organisationId, row.template_id, draft);
    const definitions = definitionsFor(source.clauses);
    const compiled = compile({ clauses: source.clauses, draft, digest: digestOf });
    const { terms } = readTerms(definitions, draft.terms);
    const facts = await factsOf(manager, organisationId, row, draft);
    return versionSnapshot({
      number,
      templateId: source.id,
      templateTexts: source.texts,
      clauseVersions: source.clauses.map((clause) => frozenClause(clause, draft)),
      customerName: facts.customerName,
      vendorName: facts.vendorName,
      systems: facts.systems,
      draft: { ...draft, terms },
      opening: renderOpening(source, definitions, terms, facts),
      clauses: renderClauses(source, definitions, terms, facts),
      compiled,
    });
  }
}

function frozenClause({ id, version, text }: ClauseSource, { clauses = [] }: AgreementDraft): FrozenClause {
  const wording = clauses.find((choice) => choice.id === id)?.wording ?? null;
  return { id, version, digest: sha256Hex(text), wordingDigest: wording === null ? null : sha256Hex(wording) };
}
