import type { EntityManager } from 'typeorm';
import type { FeatureKind } from '#libs/wire/events.js';
import type { SystemDetail, SystemVersion } from '#libs/wire/systems.js';
import { isLastOutcome } from '../ingestion/last-outcome.js';

interface VersionRow {
  readonly label: string;
  readonly announced: boolean;
  readonly features: string[];
  readonly feature_kinds: (FeatureKind | null)[];
  readonly first_seen_at: Date | null;
}

/**
 * What has come in from a system: its versions, events and outcomes. Counts are summed over intervals, which is exact and takes a few
 * thousand rows where counting events would take all of them; an interval knows outcomes only of events that carry a decision. Hours that
 * are stale are counted by their events.
 */
export async function streamTotals(
  manager: EntityManager,
  organisationId: number,
  systemNumber: number,
): Promise<Pick<SystemDetail, 'versions' | 'events' | 'outcomes'>> {
  const totals: { events: number; outcomes: number }[] = await manager.query(
    `WITH stale AS MATERIALIZED (SELECT DISTINCT hour FROM stale_hour WHERE organisation_id = $1 AND system_number = $2),
     counted AS (
       SELECT sum(events) AS events, sum(true_positive + false_positive + false_negative + true_negative) AS outcomes
       FROM interval WHERE organisation_id = $1 AND system_number = $2 AND hour NOT IN (SELECT hour FROM stale)
       UNION ALL SELECT count(*), count(outcome.event_id) FILTER (WHERE event.decision IS NOT NULL)
       FROM stale JOIN event ON event.organisation_id = $1 AND event.system_number = $2 AND event.at >= stale.hour AND event.at < stale.hour + interval '1 hour'
       LEFT JOIN outcome ON outcome.organisation_id = event.organisation_id AND outcome.event_id = event.id AND ${isLastOutcome('outcome')})
     SELECT coalesce(sum(events), 0)::float8 AS events, coalesce(sum(outcomes), 0)::float8 AS outcomes FROM counted`,
    [organisationId, systemNumber],
  );
  return { versions: await versionsOf(manager, organisationId, systemNumber), events: totals[0]?.events ?? 0, outcomes: totals[0]?.outcomes ?? 0 };
}

/** The model versions of a system in the order of their first events; those without one come last. */
export async function versionsOf(manager: EntityManager, organisationId: number, systemNumber: number): Promise<SystemVersion[]> {
  const rows: VersionRow[] = await manager.query(
    `SELECT label, announced, features, feature_kinds, first_seen_at FROM system_version WHERE organisation_id = $1 AND system_number = $2
     ORDER BY first_seen_at NULLS LAST, number`,
    [organisationId, systemNumber],
  );
  return rows.map(toSystemVersion);
}

function toSystemVersion(row: VersionRow): SystemVersion {
  return {
    label: row.label,
    announced: row.announced,
    features: row.features,
    featureKinds: row.features.map((_, position) => row.feature_kinds[position] ?? null),
    firstSeenAt: row.first_seen_at?.toISOString() ?? null,
  };
}
