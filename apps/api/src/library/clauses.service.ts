import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { sha256Hex } from '#libs/evidence/sha256.js';
import { clauseFaults, writeClause } from '#libs/rendering/clause-file.js';
import type { ClauseSource } from '#libs/rendering/clause-source.js';
import { catalogue } from '#libs/terms/catalogue.js';
import { FineprintError, invalidAt } from '#libs/wire/errors.js';
import type { ClauseDraft, LibraryClause, LibraryClauseDetail, LibraryClauseList, NewClause } from '#libs/wire/library.js';
import { TemplateStore } from '../agreements/template-store.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { versionsOfClause } from './clause-versions.js';
import { libraryOf, ownClause, ownClauseRows } from './own-clauses.js';

/** The library of an organisation: what ships with the product, and its own clauses, which it versions and retires. */
@Injectable()
export class Clauses {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly templates: TemplateStore,
  ) {}

  /** All clauses that a draft may choose, and the retired ones. */
  list(actor: Actor): Promise<LibraryClauseList> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const rows = new Map((await ownClauseRows(manager, actor.organisationId)).map((row) => [row.id, row]));
      const library = await libraryOf(manager, actor.organisationId, this.templates.library);
      return { items: [...library.values()].map((clause) => this.toWire(clause, rows.get(clause.id)?.text === clause.text, rows.get(clause.id)?.retired_at ?? null)) };
    });
  }

  /** @throws FineprintError NOT_FOUND */
  one(actor: Actor, id: string): Promise<LibraryClauseDetail> {
    return this.database.inOrganisation(actor.organisationId, (manager) => this.detail(manager, actor.organisationId, id));
  }

  /**
   * Adds an own clause; with the id of a shipped one it stands in its place.
   * @throws FineprintError CONFLICT when there is an own clause of this id; TEMPLATE_REFUSED with every line and reason
   */
  create(actor: Actor, { id, ...draft }: NewClause): Promise<LibraryClauseDetail> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const inserted: unknown[] = await manager.query(`INSERT INTO clause (organisation_id, id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id`, [actor.organisationId, id]);
      if (inserted.length === 0) throw new FineprintError('CONFLICT', `You have a clause called ${id} already; add a version to it`);
      return this.addVersion(manager, actor, id, 1, draft, 'clause.create');
    });
  }

  /** A new version of an own clause, which brings a retired one back; drafts that chose the clause have it from then on. @throws FineprintError NOT_FOUND; TEMPLATE_REFUSED */
  revise(actor: Actor, id: string, draft: ClauseDraft): Promise<LibraryClauseDetail> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      await lockClause(manager, actor.organisationId, id);
      const own = await ownClause(manager, actor.organisationId, id);
      if (own === undefined) throw new FineprintError('NOT_FOUND');
      if (own.source.family !== draft.family) throw invalidAt('/family', 'INVALID', `A clause stays in its family, ${own.source.family}`);
      await manager.query(`UPDATE clause SET retired_at = NULL WHERE organisation_id = $1 AND id = $2`, [actor.organisationId, id]);
      return this.addVersion(manager, actor, id, own.number + 1, draft, 'clause.revise');
    });
  }

  /** Takes an own clause out of what new drafts are offered; a shipped one of the same id is back. @throws FineprintError NOT_FOUND; CONFLICT */
  retire(actor: Actor, id: string): Promise<LibraryClauseDetail> {
    const now = this.clock.now();
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      await lockClause(manager, actor.organisationId, id);
      const own = await ownClause(manager, actor.organisationId, id);
      if (own === undefined) throw new FineprintError('NOT_FOUND');
      if (own.retired_at !== null) throw new FineprintError('CONFLICT', `${id} is retired already`);
      await manager.query(`UPDATE clause SET retired_at = $3 WHERE organisation_id = $1 AND id = $2`, [actor.organisationId, id, now]);
      await this.log.record(manager, actor, { action: 'clause.retire', objectKind: 'clause', objectId: id, before: { text: own.text }, detail: { version: own.source.version } });
      return this.detail(manager, actor.organisationId, id);
    });
  }

  private async addVersion(manager: EntityManager, actor: Actor, id: string, number: number, { text, ...head }: ClauseDraft, action: string): Promise<LibraryClauseDetail> {
    assertNoFaults(text);
    const clause = writeClause({ ...head, id, version: `${number}.0.0` }, text, catalogue);
    const digest = sha256Hex(clause.text);
    await manager.query(`INSERT INTO clause_version (organisation_id, clause_id, number, text, digest, author, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`, [
      actor.organisationId,
      id,
      number,
      clause.text,
      digest,
      actor.name,
      this.clock.now(),
    ]);
    await this.log.record(manager, actor, { action, objectKind: 'clause', objectId: id, after: { text: clause.text }, detail: { version: clause.version, digest } });
    return this.detail(manager, actor.organisationId, id);
  }

  private async detail(manager: EntityManager, organisationId: number, id: string): Promise<LibraryClauseDetail> {
    const own = await ownClause(manager, organisationId, id);
    const shipped = this.templates.library.get(id);
    const clause = own === undefined || (own.retired_at !== null && shipped !== undefined) ? shipped : own.source;
    if (clause === undefined) throw new FineprintError('NOT_FOUND');
    return { ...this.toWire(clause, clause !== shipped, own?.retired_at ?? null), versions: await versionsOfClause(manager, organisationId, id) };
  }

  private toWire({ template, ...clause }: ClauseSource, isOwn: boolean, retiredAt: Date | null): LibraryClause {
    return { ...clause, text: template.source, isOwn, replacesShipped: isOwn && this.templates.library.has(clause.id), retiredAt: retiredAt?.toISOString() ?? null };
  }
}

async function lockClause(manager: EntityManager, organisationId: number, id: string): Promise<void> {
  await manager.query(`SELECT 1 FROM clause WHERE organisation_id = $1 AND id = $2 FOR UPDATE`, [organisationId, id]);
}

function assertNoFaults(text: string): void {
  const faults = clauseFaults(text, catalogue).map(({ line, reason }) => ({ pointer: '/text', code: 'TEMPLATE_REFUSED', detail: line === null ? reason : `Line ${line}: ${reason}` }));
  if (faults.length > 0) throw new FineprintError('TEMPLATE_REFUSED', faults[0]?.detail, faults);
}
