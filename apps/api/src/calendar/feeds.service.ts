import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { renderIcs } from '#libs/rendering/render-ics.js';
import type { CalendarFeed, CalendarFeedPage, IssuedCalendarFeed, NewCalendarFeed } from '#libs/wire/calendar.js';
import { FineprintError, invalidAt } from '#libs/wire/errors.js';
import { ownOrigins } from '../accounts/origin-check.js';
import { hashOfToken, newToken } from '../accounts/tokens.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { Settings } from '../shell.module.js';
import { Deadlines } from './calendar.service.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly agreement_id: string | null;
  readonly created_by: string;
  readonly created_at: Date;
  readonly revoked_at: Date | null;
}

/** How far a feed looks back and ahead, in days: calendar programs keep nothing themselves. */
const [back, ahead] = [92, 3 * 365];
const selectFeeds = `SELECT f.id, f.name, f.agreement_id, c.name AS created_by, f.created_at, f.revoked_at
  FROM calendar_feed f JOIN account c ON c.organisation_id = f.organisation_id AND c.id = f.created_by WHERE f.organisation_id = $1`;

@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly settings: Settings,
    private readonly deadlines: Deadlines,
  ) {}

  async page({ organisationId }: Actor): Promise<CalendarFeedPage> {
    const rows: Row[] = await this.database.inOrganisation(organisationId, (manager) => manager.query(`${selectFeeds} ORDER BY f.id DESC LIMIT 200`, [organisationId]));
    return { items: rows.map(toFeed), next: null };
  }

  /** Makes an address; the answer is the only place where it ever appears. @throws FineprintError INVALID when there is no such agreement */
  async create(actor: Actor, { name, agreementId }: NewCalendarFeed, request: Request): Promise<IssuedCalendarFeed> {
    const { organisationId } = actor;
    const now = this.clock.now();
    const id = v7({ msecs: now.getTime() });
    const token = newToken();
    return this.database.inOrganisation(organisationId, async (manager) => {
      await assertAgreement(manager, organisationId, agreementId);
      await manager.query(`INSERT INTO calendar_feed (organisation_id, id, token_hash, name, agreement_id, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`, [
        organisationId,
        id,
        token.hash,
        name,
        agreementId,
        actor.id,
        now,
      ]);
      const feed = await feedOf(manager, organisationId, id);
      await this.log.record(manager, actor, { action: 'calendar-feed.create', objectKind: 'calendar-feed', objectId: id, after: feed });
      return { feed, address: `${ownOrigins(request, this.settings)[0]}/api/v1/calendar/${token.text}.ics` };
    });
  }

  /** From now on the address answers nobody. Revoking again changes nothing but is logged. @throws FineprintError NOT_FOUND */
  revoke(actor: Actor, id: string): Promise<CalendarFeed> {
    const { organisationId } = actor;
    return this.database.inOrganisation(organisationId, async (manager) => {
      const before = await feedOf(manager, organisationId, id);
      await manager.query(`UPDATE calendar_feed SET revoked_at = coalesce(revoked_at, $3) WHERE organisation_id = $1 AND id = $2`, [organisationId, id, this.clock.now()]);
      const after = await feedOf(manager, organisationId, id);
      await this.log.record(manager, actor, { action: 'calendar-feed.revoke', objectKind: 'calendar-feed', objectId: id, before, after });
      return after;
    });
  }

  /** The calendar behind an address, for whoever has it, as long as its maker may sign in. @throws FineprintError NOT_FOUND */
  async read(token: string, request: Request): Promise<string> {
    const { rows } = await this.database.login.query<{ organisation_id: number; name: string; agreement_id: string | null }>(
      `SELECT f.organisation_id, f.name, f.agreement_id FROM calendar_feed f JOIN account c ON c.organisation_id = f.organisation_id AND c.id = f.created_by
       WHERE f.token_hash = $1 AND f.revoked_at IS NULL AND c.disabled_at IS NULL`,
      [hashOfToken(token)],
    );
    const [feed] = rows;
    if (!feed) throw new FineprintError('NOT_FOUND');
    const now = this.clock.now();
    const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
    const allowed = { where: '($2::uuid IS NULL OR a.id = $2)', parameters: [feed.agreement_id] };
    const entries = await this.deadlines.between(feed.organisation_id, allowed, day(-back), day(ahead));
    return renderIcs(feed.name, entries, now.toISOString(), ownOrigins(request, this.settings)[0] ?? '');
  }
}

async function feedOf(manager: EntityManager, organisationId: number, id: string): Promise<CalendarFeed> {
  const [row]: Row[] = await manager.query(`${selectFeeds} AND f.id = $2`, [organisationId, id]);
  if (!row) throw new FineprintError('NOT_FOUND');
  return toFeed(row);
}

async function assertAgreement(manager: EntityManager, organisationId: number, id: string | null): Promise<void> {
  if (id === null) return;
  const rows: unknown[] = await manager.query(`SELECT 1 FROM agreement WHERE organisation_id = $1 AND id = $2`, [organisationId, id]);
  if (rows.length === 0) throw invalidAt('/agreementId', 'NOT_FOUND', 'There is no such agreement');
}

function toFeed(row: Row): CalendarFeed {
  return { id: row.id, name: row.name, agreementId: row.agreement_id, createdBy: row.created_by, createdAt: row.created_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null };
}
