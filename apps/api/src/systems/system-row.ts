import type { System } from '#libs/wire/systems.js';

/** A row of `systemQuery`. */
export interface SystemRow {
  readonly id: string;
  readonly number: number;
  readonly slug: string;
  readonly name: string;
  readonly vendor_id: string;
  readonly vendor_name: string;
  readonly environment: 'live' | 'sandbox';
  readonly region: string | null;
  readonly created_at: Date;
  readonly last_event_at: Date | null;
  readonly verdicts: Record<string, number>;
}

/**
 * Systems of organisation $1 at the instant $2. Every subquery ends in an index, so a row costs the same with a thousand events as
 * with a billion. "Present" is the newest final measurement of an objective that has not ended; without one it is not measured.
 */
export const systemQuery = `
  SELECT s.id, s.number, s.slug, s.name, s.vendor_id, v.name AS vendor_name, s.environment, s.region, s.created_at,
    (SELECT e.at FROM event e WHERE e.organisation_id = s.organisation_id AND e.system_number = s.number ORDER BY e.at DESC LIMIT 1) AS last_event_at,
    (SELECT coalesce(jsonb_object_agg(counted.verdict, counted.n), '{}') FROM (
      SELECT coalesce(latest.verdict, 'not-measured') AS verdict, count(*)::int AS n
      FROM objective o
      LEFT JOIN LATERAL (
        SELECT m.verdict FROM measurement m WHERE m.organisation_id = o.organisation_id AND m.objective_id = o.id
        ORDER BY m.window_start DESC, m.sequence DESC LIMIT 1) latest ON true
      WHERE o.organisation_id = s.organisation_id AND o.system_id = s.id AND (o.ends_at IS NULL OR o.ends_at > $2)
      GROUP BY 1) counted) AS verdicts
  FROM system s JOIN vendor v ON v.organisation_id = s.organisation_id AND v.id = s.vendor_id
  WHERE s.organisation_id = $1`;

/** The system as it travels. */
export function toSystem(row: SystemRow): System {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    vendorId: row.vendor_id,
    vendorName: row.vendor_name,
    environment: row.environment,
    region: row.region,
    createdAt: row.created_at.toISOString(),
    lastEventAt: row.last_event_at?.toISOString() ?? null,
    verdicts: row.verdicts,
  };
}
