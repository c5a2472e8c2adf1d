import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Action } from '#libs/access/policy.js';
import { sqlFilterFor } from '#libs/access/sql-filter.js';
import type { Agreement, AgreementDetail, AgreementQuery } from '#libs/wire/agreements.js';
import { FineprintError } from '#libs/wire/errors.js';
import { Database } from '../database/database.js';
import { likePattern } from '../database/like-pattern.js';
import type { Actor } from '../http/actor.js';
import { encodeCursor, pageOfRows } from '../http/cursor.js';
import { idCursor } from '../http/id-cursor.js';
import { objectivesOfAgreement } from '../measurement/objective-row.js';
import { clocksOf, obligationsOf, versionsOf } from './agreement-parts.js';
import { agreementFields, agreementQuery, toAgreement, type AgreementRow } from './agreement-row.js';

const list = 'agreements';

@Injectable()
export class AgreementReading {
  constructor(private readonly database: Database) {}

  /** Agreements, newest first. Ids are ordered by time, so the id alone is the sort key. */
  async page(actor: Actor, query: AgreementQuery): Promise<{ items: Agreement[]; next: string | null }> {
    const { organisationId } = actor;
    const allowed = sqlFilterFor(actor.ability, 'read', 'Agreement', agreementFields, 7);
    const rows: AgreementRow[] = await this.database.inOrganisation(organisationId, (manager) =>
      manager.query(
        `${agreementQuery} AND ${allowed.where}
         AND ($2::text IS NULL OR a.title ILIKE $2 OR v.name ILIKE $2) AND ($3::uuid IS NULL OR a.vendor_id = $3)
         AND ($4::text IS NULL OR a.state = $4) AND ($5::uuid IS NULL OR a.id < $5)
         ORDER BY a.id DESC LIMIT $6`,
        [
          organisationId,
          likePattern(query.search),
          query.vendor ?? null,
          query.state ?? null,
          idCursor(list, organisationId, query.cursor),
          query.limit + 1,
          ...allowed.parameters,
        ],
      ),
    );
    return pageOfRows(rows, query.limit, toAgreement, ({ id }) => encodeCursor(list, organisationId, [id]));
  }

  /** @throws FineprintError NOT_FOUND, also for an agreement the caller may not see */
  one(actor: Actor, id: string): Promise<AgreementDetail> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const row = await readAgreement(manager, actor, id);
      return {
        ...toAgreement(row),
        draft: row.draft,
        versions: await versionsOf(manager, actor.organisationId, id),
        objectives: await objectivesOfAgreement(manager, actor.organisationId, id),
        clocks: await clocksOf(manager, actor.organisationId, id),
        obligations: await obligationsOf(manager, actor.organisationId, id),
      };
    });
  }
}

/** @throws FineprintError NOT_FOUND when there is none on which the caller may do this */
export async function readAgreement(manager: EntityManager, actor: Actor, id: string, action: Action = 'read'): Promise<AgreementRow> {
  const allowed = sqlFilterFor(actor.ability, action, 'Agreement', agreementFields, 3);
  const [row]: AgreementRow[] = await manager.query(`${agreementQuery} AND a.id = $2 AND ${allowed.where}`, [actor.organisationId, id, ...allowed.parameters]);
  if (!row) throw new FineprintError('NOT_FOUND');
  return row;
}

/** The same, and nobody else changes it until the transaction ends: whoever waited here sees what the other one did. */
export async function lockAgreement(manager: EntityManager, actor: Actor, id: string, action: Action): Promise<AgreementRow> {
  await manager.query(`SELECT 1 FROM agreement WHERE organisation_id = $1 AND id = $2 FOR UPDATE`, [actor.organisationId, id]);
  return readAgreement(manager, actor, id, action);
}
