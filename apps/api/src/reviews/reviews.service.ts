import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { definitionsCheck } from '#libs/rendering/prose/definitions-check.js';
import { renderClauses } from '#libs/rendering/render-clauses.js';
import { definitionsFor } from '#libs/terms/catalogue.js';
import { findingsOf, worstFirst } from '#libs/terms/finding.js';
import { dayOf } from '#libs/terms/in-force.js';
import { packsOn } from '#libs/terms/packs/packs-on.js';
import { answeredBy, scopingLabels } from '#libs/terms/packs/scoping.js';
import { readTerms } from '#libs/terms/read-terms.js';
import { zoneExists } from '#libs/terms/rules/dates.js';
import { pointsOf, reviewDraft, scoreOf } from '#libs/terms/review-draft.js';
import type { AgreementDraft } from '#libs/wire/agreements.js';
import { scopingQuestions } from '#libs/wire/packs.js';
import type { AgreementReview } from '#libs/wire/reviews.js';
import type { Finding } from '#libs/wire/terms.js';
import { readAgreement } from '../agreements/agreement-reading.js';
import type { AgreementRow } from '../agreements/agreement-row.js';
import { AgreementSources } from '../agreements/agreement-sources.js';
import { factsOf } from '../agreements/facts.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { positionsOf } from '../library/playbook-rows.js';
import { PackStore } from './pack-store.js';
import { pastOf } from './past.js';

/** What speaks against signing a draft. Stores nothing. */
@Injectable()
export class Reviews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sources: AgreementSources,
    private readonly packs: PackStore,
  ) {}

  /** The saved draft, or one that is not saved, on a day. @throws FineprintError NOT_FOUND; TEMPLATE_REFUSED for special wording that cannot stand */
  of(actor: Actor, id: string, unsaved: AgreementDraft | null, day: string | null): Promise<AgreementReview> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const row = await readAgreement(manager, actor, id, 'assess');
      const draft = unsaved ?? row.draft;
      const asOf = day ?? today(draft.zone, this.clock.now());
      const findings = await this.findings(manager, actor, row, draft, asOf);
      const { terms } = readTerms(definitionsFor((await this.sources.of(manager, actor.organisationId, row.template_id, draft)).clauses), draft.terms);
      const answers = answeredBy(draft.scoping ?? {}, terms);
      return {
        revision: row.revision,
        asOf,
        score: scoreOf(findings),
        findings: findings.map((finding) => ({ ...finding, points: pointsOf(finding) })),
        packs: packsOn(this.packs.packs, answers, asOf, findings),
        questions: scopingQuestions.map((question) => ({ id: question, text: scopingLabels[question], answer: answers[question] ?? null, isInferred: answers[question] !== undefined && draft.scoping?.[question] === undefined })),
      };
    });
  }

  /** Worst first. */
  async findings(manager: EntityManager, actor: Actor, row: AgreementRow, draft: AgreementDraft, asOf: string): Promise<Finding[]> {
    const source = await this.sources.of(manager, actor.organisationId, row.template_id, draft);
    const definitions = definitionsFor(source.clauses);
    const { terms } = readTerms(definitions, draft.terms);
    const clauses = renderClauses(source, definitions, terms, await factsOf(manager, actor.organisationId, row, draft));
    const found = reviewDraft(draft, await positionsOf(manager, actor.organisationId), this.packs.packs, asOf, {
      definitions,
      clauses: source.clauses,
      texts: clauses.map(({ id, paragraphs }) => ({ clauseId: id, text: paragraphs.map(({ text }) => text).join('\n') })),
      library: this.sources.families(),
      past: await pastOf(manager, actor.organisationId, row, terms),
    });
    return worstFirst([...found, ...definitionsCheck(source).flatMap(({ rule, severity, clauseId, message }) => findingsOf(`prose.${rule}`, [{ severity, path: clauseId, message }]))]);
  }
}

/** A zone that does not exist is a finding of the review; until it is mended the day is that of UTC. */
function today(zone: string, now: Date): string {
  return dayOf(now.getTime(), zoneExists(zone) ? zone : 'UTC');
}
