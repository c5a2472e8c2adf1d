import type { EntityManager } from 'typeorm';
import type { SystemKey } from './system-key.js';

/** Latencies of ok events of a stretch of time (milliseconds since 1970, end exclusive), in milliseconds, in no order. */
export async function rawLatencies(manager: EntityManager, { organisationId, systemNumber }: SystemKey, startMs: number, endMs: number): Promise<number[]> {
  const rows = await manager.query<{ latency: number }[]>(
    `SELECT latency_ms AS latency FROM event
     WHERE organisation_id = $1 AND system_number = $2 AND at >= $3 AND at < $4 AND status = 0 AND latency_ms IS NOT NULL`,
    [organisationId, systemNumber, new Date(startMs), new Date(endMs)],
  );
  return rows.map(({ latency }) => latency);
}
