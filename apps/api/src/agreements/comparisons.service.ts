import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { compare, type ComparedText, type CompileTerms } from '#libs/terms/comparison/compare.js';
import { pastedClauses } from '#libs/terms/comparison/pasted-text.js';
import { definitionsFor } from '#libs/terms/catalogue.js';
import type { AgreementComparison, ComparedSide, ComparisonRequest } from '#libs/wire/comparisons.js';
import { invalidAt } from '#libs/wire/errors.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { readAgreement } from './agreement-reading.js';
import type { AgreementRow } from './agreement-row.js';
import { DraftTexts } from './draft-texts.js';
import { templateOf, versionOf } from './versions.js';

/** A side of a comparison, ready to be compared. */
interface Side {
  readonly text: ComparedText;
  readonly label: string;
  readonly digest: string | null;
}

/** Two texts of one agreement side by side. Stores nothing. */
@Injectable()
export class Comparisons {
  constructor(
    private readonly database: Database,
    private readonly drafts: DraftTexts,
  ) {}

  /** @throws FineprintError NOT_FOUND, also for a version that is not there; INVALID for a text that is empty or too long, or two of them */
  compare(actor: Actor, id: string, { left, right }: ComparisonRequest): Promise<AgreementComparison> {
    if (left.kind === 'text' && right.kind === 'text') throw invalidAt('/right', 'INVALID', 'A text is compared with the draft or with a version, not with another text');
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const row = await readAgreement(manager, actor, id);
      const known = await this.knownSide(manager, actor, row, left.kind === 'text' ? right : left);
      const before = left.kind === 'text' ? pasted(left.text, known) : known;
      const after = right.kind === 'text' ? pasted(right.text, known) : left.kind === 'text' ? known : await this.knownSide(manager, actor, row, right);
      const comparison = compare(before.text, after.text, await this.compileTerms(manager, actor, row));
      return { ...comparison, left: { label: before.label, digest: before.digest }, right: { label: after.label, digest: after.digest } };
    });
  }

  private async knownSide(manager: EntityManager, { organisationId }: Actor, row: AgreementRow, side: ComparedSide): Promise<Side> {
    if (side.kind !== 'version') {
      const { text, digest } = await this.drafts.of(manager, organisationId, row, row.draft);
      return { text, label: `Draft, revision ${row.revision}`, digest };
    }
    const { snapshot, digest } = await versionOf(manager, organisationId, row.id, side.number);
    const definitions = definitionsFor(templateOf(snapshot).clauses);
    const clauses = [this.drafts.opening(snapshot.opening), ...snapshot.clauses];
    return { text: { clauses, terms: snapshot.draft.terms, compiled: snapshot.compiled, definitions }, label: `Version ${side.number}`, digest };
  }

  private async compileTerms(manager: EntityManager, { organisationId }: Actor, row: AgreementRow): Promise<CompileTerms> {
    const compiler = await this.drafts.compiler(manager, organisationId, row);
    return (terms) => compiler({ ...row.draft, terms });
  }
}

function pasted(text: string, known: Side): Side {
  return { text: { clauses: pastedClauses(text, known.text.clauses), terms: null, compiled: null, definitions: [] }, label: 'Their text', digest: null };
}
