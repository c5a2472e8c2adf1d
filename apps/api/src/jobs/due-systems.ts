import type { EntityManager } from 'typeorm';
import { finalAt, windowsOf } from '#libs/remedies/windows.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';

interface Candidate {
  readonly number: number;
  readonly definition: ObjectiveDefinition;
  readonly starts_at: Date;
  readonly ends_at: Date | null;
  readonly last_end: Date | null;
}

/** Numbers of the systems with hours that changed since they were last measured. */
export async function systemsWithChanges(manager: EntityManager, organisationId: number): Promise<number[]> {
  const rows = await manager.query<{ system_number: number }[]>(
    `SELECT DISTINCT system_number FROM dirty_hour WHERE organisation_id = $1`,
    [organisationId],
  );
  return rows.map((row) => row.system_number);
}

/**
 * Numbers of the systems with a window that became final and is not stored yet. Windows are stored oldest first, so only the one
 * after the last stored can be due; a whole month cannot become final within its first 27 days, which leaves few to look at.
 */
export async function systemsWithDueWindows(manager: EntityManager, organisationId: number, now: Date): Promise<number[]> {
  const candidates = await manager.query<Candidate[]>(
    `SELECT s.number, o.definition, o.starts_at, o.ends_at, last.window_end AS last_end
     FROM objective o
     JOIN system s ON s.organisation_id = o.organisation_id AND s.id = o.system_id
     LEFT JOIN LATERAL (
       SELECT m.window_end FROM measurement m WHERE m.organisation_id = o.organisation_id AND m.objective_id = o.id
       ORDER BY m.window_start DESC LIMIT 1) last ON true
     WHERE o.organisation_id = $1 AND o.starts_at <= $2
       AND (last.window_end IS NULL OR last.window_end + interval '27 days' <= $2 OR o.ends_at <= $2)
       AND (o.ends_at IS NULL OR last.window_end IS NULL OR last.window_end < date_trunc('minute', o.ends_at))`,
    [organisationId, now],
  );
  return [...new Set(candidates.filter((candidate) => hasDueWindow(candidate, now.toISOString())).map(({ number }) => number))];
}

function hasDueWindow({ definition, starts_at, ends_at, last_end }: Candidate, now: string): boolean {
  const [next] = windowsOf(definition.window, (last_end ?? starts_at).toISOString(), ends_at?.toISOString() ?? null, now);
  return next !== undefined && finalAt(definition, next) <= now;
}
