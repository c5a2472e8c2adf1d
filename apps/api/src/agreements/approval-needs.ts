import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type ApprovalFacts, monthsBetween, requiredApprovals } from '#libs/terms/approvals/required-approvals.js';
import type { ComparedText } from '#libs/terms/comparison/compare.js';
import { moneyOf } from '#libs/terms/money.js';
import type { ClauseText } from '#libs/wire/agreements.js';
import type { ApprovalRule, RequiredApproval } from '#libs/wire/approvals.js';
import { Family } from '#libs/wire/terms.js';
import type { AgreementRow } from './agreement-row.js';
import { DraftFindings, type FoundDraft } from '../reviews/draft-findings.js';
import { DraftTexts } from './draft-texts.js';
import { latestNumber, versionOf } from './versions.js';

/** What a draft needs before it is frozen, and the digest of what would be approved. */
export interface Needs {
  readonly required: RequiredApproval[];
  readonly digest: string;
}

/** Which approvals the rules of an organisation ask for. Without rules a draft is frozen as it is. */
@Injectable()
export class ApprovalNeeds {
  constructor(
    private readonly drafts: DraftTexts,
    private readonly findings: DraftFindings,
  ) {}

  async of(manager: EntityManager, organisationId: number, row: AgreementRow): Promise<Needs> {
    const [stored]: { rules: ApprovalRule[] }[] = await manager.query(`SELECT rules FROM approval_rules WHERE organisation_id = $1`, [organisationId]);
    const { text, digest } = await this.drafts.of(manager, organisationId, row, row.draft);
    if (!stored || stored.rules.length === 0) return { required: [], digest };
    return { required: requiredApprovals(stored.rules, await factsOf(manager, organisationId, row, text, await this.findings.of(manager, organisationId, row, row.draft))), digest };
  }

  /** Why a draft must not be frozen yet, or null: what it needs is not approved, or what was approved reads otherwise by now. */
  async missing(manager: EntityManager, organisationId: number, row: AgreementRow): Promise<string | null> {
    const { required, digest } = await this.of(manager, organisationId, row);
    if (row.state !== 'approved') return required.length === 0 ? null : `Approval is needed by: ${required.map(({ role }) => role).join(', ')}. Submit the draft first`;
    const [request]: { digest: string }[] = await manager.query(`SELECT digest FROM approval_request WHERE organisation_id = $1 AND agreement_id = $2 ORDER BY id DESC LIMIT 1`, [organisationId, row.id]);
    return request?.digest === digest ? null : 'What was approved reads otherwise by now: take it back and submit it again';
  }
}

async function factsOf(manager: EntityManager, organisationId: number, row: AgreementRow, { clauses, terms }: ComparedText, { findings }: FoundDraft): Promise<ApprovalFacts> {
  const charge = terms?.['credits.monthlyCharge'];
  const number = await latestNumber(manager, organisationId, row.id);
  const before = number === null ? [] : (await versionOf(manager, organisationId, row.id, number)).snapshot.clauses;
  return {
    monthlyCharge: typeof charge === 'string' ? moneyOf(charge) : null,
    months: monthsBetween(row.draft.effectiveFrom, row.draft.effectiveUntil),
    severities: findings.map(({ severity }) => severity),
    changedFamilies: changedFamilies(before, clauses),
  };
}

/** Families whose clauses read otherwise than before, numbers of clauses aside; all of them when there was nothing before. */
function changedFamilies(before: readonly ClauseText[], after: readonly ClauseText[]): Family[] {
  const [ours, theirs] = [byFamily(before), byFamily(after)];
  return [...new Set([...ours.keys(), ...theirs.keys()])].filter((family) => ours.get(family) !== theirs.get(family)).flatMap((family) => Family.safeParse(family).data ?? []);
}

function byFamily(clauses: readonly ClauseText[]): ReadonlyMap<string, string> {
  const texts = Map.groupBy(clauses, ({ family }) => family);
  return new Map([...texts].map(([family, all]) => [family, JSON.stringify(all.map(({ title, paragraphs }) => [title, ...paragraphs.map(({ text }) => text)]))]));
}
