import type { EntityManager } from 'typeorm';
import { finalWindowsOf } from '#libs/remedies/due-windows.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';

interface Candidate {
  readonly number: number;
  readonly definition: ObjectiveDefinition;
  readonly starts_at: Date;
  readonly ends_at: Date | null;
  readonly covered_until: Date | null;
}

/** Numbers of the systems with hours that changed since they were last measured, or are to be counted anew. */
export async function systemsWithChanges(manager: EntityManager, organisationId: number): Promise<number[]> {
  const rows = await manager.query<{ system_number: number }[]>(
    `SELECT system_number FROM dirty_hour WHERE organisation_id = $1 UNION SELECT system_number FROM stale_hour WHERE organisation_id = $1`,
    [organisationId],
  );
  return rows.map((row) => row.system_number);
}

/**
 * Numbers of the systems with a window that became final and is not stored yet. `covered` is until where an objective's windows are
 * stored without a gap, which one that failed leaves; a whole month cannot become final within its first 27 days, which leaves few
 * to look at.
 */
export async function systemsWithDueWindows(manager: EntityManager, organisationId: number, now: Date): Promise<number[]> {
  const candidates = await manager.query<Candidate[]>(
    `SELECT s.number, o.definition, o.starts_at, o.ends_at, covered.until AS covered_until
     FROM objective o
     JOIN system s ON s.organisation_id = o.organisation_id AND s.id = o.system_id
     LEFT JOIN LATERAL (
       SELECT min(m.window_end) AS until FROM measurement m
       WHERE m.organisation_id = o.organisation_id AND m.objective_id = o.id
         AND NOT EXISTS (SELECT FROM measurement next
           WHERE next.organisation_id = o.organisation_id AND next.objective_id = o.id AND next.window_start = m.window_end)
         AND EXISTS (SELECT FROM measurement first
           WHERE first.organisation_id = o.organisation_id AND first.objective_id = o.id AND first.window_start < o.starts_at + interval '1 minute')
     ) covered ON true
     WHERE o.organisation_id = $1 AND o.starts_at <= $2
       AND (covered.until IS NULL OR covered.until + interval '27 days' <= $2 OR o.ends_at <= $2)
       AND (o.ends_at IS NULL OR covered.until IS NULL OR covered.until < date_trunc('minute', o.ends_at))`,
    [organisationId, now],
  );
  return [...new Set(candidates.filter((candidate) => hasDueWindow(candidate, now.toISOString())).map(({ number }) => number))];
}

function hasDueWindow({ definition, starts_at, ends_at, covered_until }: Candidate, now: string): boolean {
  const from = (covered_until ?? starts_at).toISOString();
  return finalWindowsOf({ definition, from, until: ends_at?.toISOString() ?? null }, now).length > 0;
}
