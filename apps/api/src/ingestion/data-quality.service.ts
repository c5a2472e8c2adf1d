import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { sqlFilterFor } from '#libs/access/sql-filter.js';
import type { DataQuality, DataQualityQuery, Finding, ItemKind, QualitySource, QualityTotals } from '#libs/wire/data-quality.js';
import { FineprintError } from '#libs/wire/errors.js';
import { rejectionCodes } from '#libs/wire/events.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import type { Noticed } from './chunk-quality.js';

interface NoticedRow {
  readonly actor_kind: QualitySource['kind'];
  readonly actor: string;
  readonly name: string | null;
  readonly kind: ItemKind;
  readonly finding: Noticed;
  readonly count: number;
  readonly last_at: Date;
}

const daysShown = 30;
const dayMs = 86_400_000;
const rejected: ReadonlySet<string> = new Set(rejectionCodes);

/** What was noticed of what comes in, by who sends it. */
@Injectable()
export class DataQualityService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws FineprintError NOT_FOUND, also for a system the caller may not see */
  ofSystem(actor: Actor, systemId: string, query: DataQualityQuery): Promise<DataQuality> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const allowed = sqlFilterFor(actor.ability, 'read', 'Measurement', { vendorId: 's.vendor_id' }, 3);
      const [system] = await manager.query<{ number: number }[]>(`SELECT s.number FROM system s WHERE s.organisation_id = $1 AND s.id = $2 AND ${allowed.where}`, [
        actor.organisationId,
        systemId,
        ...allowed.parameters,
      ]);
      if (!system) throw new FineprintError('NOT_FOUND');
      return this.read(manager, actor.organisationId, `q.system_number = $4`, [system.number], query);
    });
  }

  /** Of items whose system is not known: they belong to no vendor, so who speaks for one sees none of them. */
  ofNoSystem(actor: Actor, query: DataQualityQuery): Promise<DataQuality> {
    const allowed = sqlFilterFor(actor.ability, 'read', 'Measurement', { vendorId: 'NULL::uuid' }, 4);
    return this.database.inOrganisation(actor.organisationId, (manager) =>
      this.read(manager, actor.organisationId, `q.system_number IS NULL AND ${allowed.where}`, allowed.parameters, query),
    );
  }

  private async read(manager: EntityManager, organisationId: number, where: string, parameters: readonly unknown[], query: DataQualityQuery): Promise<DataQuality> {
    const to = query.to ?? dateOf(this.clock.now().getTime());
    const from = query.from ?? dateOf(Date.parse(to) - (daysShown - 1) * dayMs);
    const rows = await manager.query<NoticedRow[]>(
      `SELECT q.actor_kind, q.actor, coalesce(a.name, k.name) AS name, q.kind, q.finding, q.count, q.last_at FROM (
         SELECT q.organisation_id, q.actor_kind, q.actor, q.kind, q.finding, sum(q.count)::float8 AS count, max(q.last_at) AS last_at
         FROM data_quality q WHERE q.organisation_id = $1 AND q.day BETWEEN $2 AND $3 AND ${where} GROUP BY 1, 2, 3, 4, 5) AS q
       LEFT JOIN account a ON a.organisation_id = q.organisation_id AND q.actor_kind = 'account' AND a.id::text = q.actor
       LEFT JOIN api_key k ON k.organisation_id = q.organisation_id AND q.actor_kind = 'api-key' AND k.id::text = q.actor
       ORDER BY lower(coalesce(a.name, k.name)) NULLS LAST, q.actor, q.kind, q.count DESC, q.finding`,
      [organisationId, from, to, ...parameters],
    );
    const bySource = [...Map.groupBy(rows, ({ actor_kind, actor, kind }) => `${actor_kind} ${actor} ${kind}`).values()];
    const noticed = rows.filter((row): row is NoticedRow & { readonly finding: Finding } => row.finding !== 'accepted');
    return {
      from,
      to,
      totals: bySource.map(totalsOf),
      findings: noticed.map((row) => ({ source: sourceOf(row), kind: row.kind, finding: row.finding, count: row.count, lastSeenAt: row.last_at.toISOString() })),
    };
  }
}

function totalsOf(rows: readonly NoticedRow[]): QualityTotals {
  const first = rows[0]!;
  const sumOf = (isCounted: (finding: Noticed) => boolean): number => rows.reduce((sum, { finding, count }) => (isCounted(finding) ? sum + count : sum), 0);
  const counts = { accepted: sumOf((finding) => finding === 'accepted'), duplicate: sumOf((finding) => finding === 'duplicate'), rejected: sumOf((finding) => rejected.has(finding)) };
  const lastMs = Math.max(...rows.map(({ last_at }) => last_at.getTime()));
  return { source: sourceOf(first), kind: first.kind, sent: counts.accepted + counts.duplicate + counts.rejected, ...counts, lastSeenAt: new Date(lastMs).toISOString() };
}

function sourceOf({ actor_kind, actor, name }: NoticedRow): QualitySource {
  return { kind: actor_kind, id: actor, name: actor_kind === 'system' ? 'Fineprint' : name };
}

function dateOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
