import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { type IntervalDelta, mergeIntervals } from '#libs/measurement/intervals.js';
import { Database } from '../database/database.js';
import { insertIntervals } from './interval-rows.js';

/** An hour is worth merging from this many rows on: fewer cost measuring nothing. */
const rowsWorthMerging = 8;
const hoursPerRun = 500;

/** Merges the interval rows of an hour into one, which changes no total. */
@Injectable()
export class CompactionService {
  constructor(private readonly database: Database) {}

  /** Merges what has more than a few rows, oldest hours first. @returns how many rows became fewer */
  async compact(organisationId: number, systemNumber: number): Promise<number> {
    return this.database.inIngest(organisationId, async (client) => {
      // Rows are deleted by their ids, so rows that arrive meanwhile stay; the lock keeps two runs from merging the same rows twice.
      await client.query('SELECT pg_advisory_xact_lock(hashtext($1), $2)', ['fineprint compaction', systemNumber]);
      const hours = await crowdedHours(client, organisationId, systemNumber);
      if (hours.length === 0) return 0;
      const stored = await intervalsOf(client, organisationId, systemNumber, hours);
      const crowded = [...Map.groupBy(stored, ({ versionKey, hourMs }) => `${versionKey} ${hourMs}`).values()].filter((rows) => rows.length > 1);
      const rows = crowded.flat();
      const merged = crowded.map(mergeIntervals);
      await client.query('DELETE FROM interval WHERE organisation_id = $1 AND system_number = $2 AND id = ANY($3::bigint[])', [
        organisationId,
        systemNumber,
        rows.map(({ id }) => id),
      ]);
      await insertIntervals(client, organisationId, merged, () => systemNumber);
      return rows.length - merged.length;
    });
  }
}

interface StoredInterval extends IntervalDelta {
  readonly id: string;
}

async function crowdedHours(client: PoolClient, organisationId: number, systemNumber: number): Promise<readonly Date[]> {
  const { rows } = await client.query<{ hour: Date }>(
    `SELECT DISTINCT hour FROM (
       SELECT hour FROM interval WHERE organisation_id = $1 AND system_number = $2
       GROUP BY hour, version_number HAVING count(*) >= $3 ORDER BY hour LIMIT $4) AS crowded`,
    [organisationId, systemNumber, rowsWorthMerging, hoursPerRun],
  );
  return rows.map(({ hour }) => hour);
}

async function intervalsOf(client: PoolClient, organisationId: number, systemNumber: number, hours: readonly Date[]): Promise<readonly StoredInterval[]> {
  const { rows } = await client.query<StoredInterval>(
    `SELECT id, version_number AS "versionKey", (extract(epoch FROM hour) * 1000)::float8 AS "hourMs", events, errors, decided,
       true_positive AS "truePositive", false_positive AS "falsePositive", false_negative AS "falseNegative", true_negative AS "trueNegative", minutes, latency
     FROM interval WHERE organisation_id = $1 AND system_number = $2 AND hour = ANY($3::timestamptz[])`,
    [organisationId, systemNumber, hours],
  );
  return rows;
}
