import { Injectable } from '@nestjs/common';
import { packsOn } from '#libs/terms/packs/packs-on.js';
import { answeredBy, scopingLabels } from '#libs/terms/packs/scoping.js';
import { pointsOf, scoreOf } from '#libs/terms/review-draft.js';
import type { AgreementDraft } from '#libs/wire/agreements.js';
import { scopingQuestions } from '#libs/wire/packs.js';
import type { AgreementReview } from '#libs/wire/reviews.js';
import { readAgreement } from '../agreements/agreement-reading.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { DraftFindings } from './draft-findings.js';
import { PackStore } from './pack-store.js';

/** What speaks against signing a draft. Stores nothing. */
@Injectable()
export class Reviews {
  constructor(
    private readonly database: Database,
    private readonly drafts: DraftFindings,
    private readonly packs: PackStore,
  ) {}

  /** The saved draft, or one that is not saved, on a day. @throws FineprintError NOT_FOUND; TEMPLATE_REFUSED for special wording that cannot stand */
  of(actor: Actor, id: string, unsaved: AgreementDraft | null, day: string | null): Promise<AgreementReview> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const row = await readAgreement(manager, actor, id, 'assess');
      const draft = unsaved ?? row.draft;
      const { asOf, terms, findings } = await this.drafts.of(manager, actor.organisationId, row, draft, day);
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
}
