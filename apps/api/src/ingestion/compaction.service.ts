import { Injectable } from '@nestjs/common';
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
      const { rows } = await client.query<StoredInterval>(
        `SELECT i.id, i.version_number AS "versionKey", (extract(epoch FROM i.hour) * 1000)::float8 AS "hourMs", i.events, i.errors, i.decided,
           i.true_positive AS "truePositive", i.false_positive AS "falsePositive", i.false_negative AS "falseNegative", i.true_negative AS "trueNegative",
           i.minutes, i.latency
         FROM interval i JOIN (
           SELECT hour, version_number FROM interval WHERE organisation_id = $1 AND system_number = $2
           GROUP BY hour, version_number HAVING count(*) >= $3 ORDER BY hour LIMIT $4) AS crowded USING (hour, version_number)
         WHERE i.organisation_id = $1 AND i.system_number = $2`,
        [organisationId, systemNumber, rowsWorthMerging, hoursPerRun],
      );
      if (rows.length === 0) return 0;
      const merged = [...Map.groupBy(rows, ({ versionKey, hourMs }) => `${versionKey} ${hourMs}`).values()].map(mergeIntervals);
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
