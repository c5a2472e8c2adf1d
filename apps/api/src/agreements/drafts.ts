import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { type ClauseHead, definitionsFor, initialTerms } from '#libs/terms/catalogue.js';
import { withPositions } from '#libs/terms/positions.js';
import { faultsOf } from '#libs/terms/read-terms.js';
import type { AgreementDetail, AgreementDraft, NewAgreement } from '#libs/wire/agreements.js';
import { FineprintError, invalidAt } from '#libs/wire/errors.js';
import type { TermDefinition, TermValues } from '#libs/wire/terms.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { positionsOf } from '../library/playbook-rows.js';
import { assertVendor } from '../vendors/vendor-exists.js';
import { keep, lifeAfter, loggable } from './agreement-change.js';
import { AgreementReading, lockAgreement } from './agreement-reading.js';
import { AgreementSources } from './agreement-sources.js';
import { recordEdit } from './draft-edits.js';
import { TemplateStore } from './template-store.js';

/** Other clauses than the template's for a draft to start with, and values that come before the preferred ones; `paperId` is the incoming paper it was made from. */
export interface DraftStart {
  readonly clauses: readonly ClauseHead[];
  readonly terms: TermValues;
  readonly paperId: string;
}

@Injectable()
export class Drafts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly templates: TemplateStore,
    private readonly sources: AgreementSources,
    private readonly reading: AgreementReading,
  ) {}

  /**
   * Starts a draft from a template, with its clauses and the value that the playbook prefers of every term that has one.
   * @param start other clauses and values to start with
   * @throws FineprintError INVALID that points at a vendor, system or template that is not there
   */
  create(actor: Actor, { vendorId, systemIds, templateId, ...dates }: NewAgreement, start?: DraftStart): Promise<AgreementDetail> {
    const { organisationId } = actor;
    const now = this.clock.now();
    const id = v7({ msecs: now.getTime() });
    const source = this.templates.find(templateId);
    if (!source) throw invalidAt('/templateId', 'NOT_FOUND', `There is no template "${templateId}"`);
    const chosen = start?.clauses ?? source.clauses;
    const clauses = chosen.map((clause) => ({ id: clause.id, wording: null }));
    return this.database.inOrganisation(organisationId, async (manager) => {
      const definitions = withPositions(definitionsFor(chosen), await positionsOf(manager, organisationId));
      const draft: AgreementDraft = { ...dates, terms: { ...initialTerms(definitions), ...start?.terms }, clauses };
      await assertParties(manager, organisationId, vendorId, systemIds);
      await manager.query(
        `INSERT INTO agreement (organisation_id, id, vendor_id, template_id, title, state, effective_from, effective_until, zone, draft, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7, $8, $9, $10, $10)`,
        [organisationId, id, vendorId, templateId, draft.title, draft.effectiveFrom, draft.effectiveUntil, draft.zone, JSON.stringify(draft), now],
      );
      await manager.query(
        `INSERT INTO agreement_system (organisation_id, agreement_id, system_id) SELECT $1, $2, s FROM unnest($3::uuid[]) s`,
        [organisationId, id, [...new Set(systemIds)]],
      );
      await recordEdit(manager, actor, id, 1, now);
      const after = { ...loggable({ state: 'draft', revision: 1, draft, shared: false }), vendorId, systemIds, templateId };
      await this.log.record(manager, actor, { action: 'agreement.create', objectKind: 'agreement', objectId: id, after, ...(start === undefined ? {} : { detail: { incomingPaperId: start.paperId } }) });
      return this.reading.one(actor, id);
    });
  }

  /**
   * Replaces the draft. A bad value of a known term is kept and becomes a finding, so that nothing a person typed is lost.
   * @throws FineprintError TERM_INVALID with pointers to unknown terms; TEMPLATE_REFUSED with pointers to clauses that do not make
   * an agreement; AGREEMENT_NOT_DRAFT; PRECONDITION_FAILED
   */
  replace(actor: Actor, id: string, lastSeen: number, draft: AgreementDraft): Promise<AgreementDetail> {
    const { organisationId } = actor;
    const now = this.clock.now();
    return this.database.inOrganisation(organisationId, async (manager) => {
      const row = await lockAgreement(manager, actor, id, 'update');
      const after = lifeAfter({ type: 'edit', lastSeen, draft }, row, now);
      const source = await this.sources.of(manager, organisationId, row.template_id, draft);
      assertKnownTerms(definitionsFor(source.clauses), draft);
      await keep(manager, organisationId, id, after, now);
      await recordEdit(manager, actor, id, after.revision, now);
      await this.log.record(manager, actor, { action: 'agreement.edit', objectKind: 'agreement', objectId: id, before: loggable(row), after: loggable(after) });
      return this.reading.one(actor, id);
    });
  }
}

function assertKnownTerms(definitions: readonly TermDefinition[], { terms }: AgreementDraft): void {
  const known = new Set(definitions.map(({ path }) => path));
  const unknown = Object.fromEntries(Object.entries(terms).filter(([path]) => !known.has(path)));
  const faults = faultsOf(definitions, unknown);
  if (faults.length > 0) throw new FineprintError('TERM_INVALID', 'The draft has values for what is not a term', faults);
}

async function assertParties(manager: EntityManager, organisationId: number, vendorId: string, systemIds: readonly string[]): Promise<void> {
  await assertVendor(manager, organisationId, vendorId);
  const systems: { id: string }[] = await manager.query(`SELECT id FROM system WHERE organisation_id = $1 AND vendor_id = $2 AND id = ANY($3::uuid[])`, [
    organisationId,
    vendorId,
    systemIds,
  ]);
  const found = new Set(systems.map(({ id }) => id));
  const missing = systemIds.findIndex((id) => !found.has(id.toLowerCase()));
  if (missing >= 0) throw invalidAt(`/systemIds/${missing}`, 'NOT_FOUND', 'This vendor has no such system');
}
