import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { sqlFilterFor } from '#libs/access/sql-filter.js';
import type { Action } from '#libs/access/policy.js';
import { definitionsFor } from '#libs/terms/catalogue.js';
import { decidedTerms } from '#libs/terms/incoming/decided-terms.js';
import { ourClausesFor } from '#libs/terms/incoming/our-clauses.js';
import { reviewDraft } from '#libs/terms/review-draft.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { IncomingPaper, IncomingPaperDetail, IncomingPaperQuery } from '#libs/wire/incoming-papers.js';
import type { Family } from '#libs/wire/terms.js';
import { TemplateStore } from '../agreements/template-store.js';
import { Database } from '../database/database.js';
import { likePattern } from '../database/like-pattern.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { encodeCursor, pageOfRows } from '../http/cursor.js';
import { idCursor } from '../http/id-cursor.js';
import { positionsOf } from '../library/playbook-rows.js';
import { PackStore } from '../reviews/pack-store.js';
import { offeredClauses } from './offered-clauses.js';
import { paperFields, paperQuery, toPaper, wholePaperQuery, type PaperRow, type WholePaperRow } from './paper-row.js';

const list = 'incoming-papers';

@Injectable()
export class PaperReading {
  constructor(
    private readonly database: Database,
    private readonly templates: TemplateStore,
    private readonly packs: PackStore,
    private readonly clock: Clock,
  ) {}

  /** Papers, the last received first. */
  async page(actor: Actor, query: IncomingPaperQuery): Promise<{ items: IncomingPaper[]; next: string | null }> {
    const { organisationId } = actor;
    const allowed = sqlFilterFor(actor.ability, 'read', 'IncomingPaper', paperFields, 6);
    const rows: PaperRow[] = await this.database.inOrganisation(organisationId, (manager) =>
      manager.query(
        `${paperQuery} AND ${allowed.where} AND ($2::text IS NULL OR p.title ILIKE $2 OR v.name ILIKE $2) AND ($3::uuid IS NULL OR p.vendor_id = $3) AND ($4::uuid IS NULL OR p.id < $4)
         ORDER BY p.id DESC LIMIT $5`,
        [organisationId, likePattern(query.search), query.vendor ?? null, idCursor(list, organisationId, query.cursor), query.limit + 1, ...allowed.parameters],
      ),
    );
    return pageOfRows(rows, query.limit, toPaper, ({ id }) => encodeCursor(list, organisationId, [id]));
  }

  /** The paper with its analysis, decisions and the review of what is confirmed. @throws FineprintError NOT_FOUND */
  one(actor: Actor, id: string): Promise<IncomingPaperDetail> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const row = await readPaper(manager, actor, id, 'read');
      const ours = await offeredClauses(manager, actor.organisationId, this.templates.library);
      const { values } = decidedTerms(row.analysis.terms, row.decisions, definitionsFor(ours));
      const clauses = ourClausesFor(row.analysis, values, ours);
      const draft = { title: row.title, effectiveFrom: row.received_at.toISOString().slice(0, 10), effectiveUntil: null, zone: 'UTC', terms: values };
      const findings = reviewDraft(draft, await positionsOf(manager, actor.organisationId), this.packs.packs, this.clock.now().toISOString().slice(0, 10), {
        definitions: definitionsFor(clauses),
        clauses,
        texts: clauses.map(({ id: clauseId, family }) => ({ clauseId, text: textOfFamily(row, family) })),
        library: [...new Set(ours.map(({ family }) => family))],
        past: null,
      });
      return { ...toPaper(row), text: row.content, analysis: row.analysis, decisions: row.decisions, review: findings };
    });
  }
}

/** What the paper says where one of our clauses would stand: packs of law read these words, not ours. */
function textOfFamily({ content, analysis }: WholePaperRow, family: Family): string {
  return analysis.clauses.filter(({ match }) => match.family === family).map(({ start, end }) => content.slice(start, end)).join('\n');
}

/** @throws FineprintError NOT_FOUND when there is none on which the caller may do this */
export async function readPaper(manager: EntityManager, actor: Actor, id: string, action: Action): Promise<WholePaperRow> {
  const allowed = sqlFilterFor(actor.ability, action, 'IncomingPaper', paperFields, 3);
  const [row]: WholePaperRow[] = await manager.query(`${wholePaperQuery} AND p.id = $2 AND ${allowed.where}`, [actor.organisationId, id, ...allowed.parameters]);
  if (!row) throw new FineprintError('NOT_FOUND');
  return row;
}
