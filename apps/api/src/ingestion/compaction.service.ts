import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { mergeIntervals } from '#libs/measurement/intervals/intervals.js';
import { Database } from '../database/database.js';
import { Clock } from '../http/clock.js';
import { rollUpDays } from './interval-days.js';
import { intervalLock } from './interval-lock.js';
import { mergeQuality } from './quality-rows.js';
import { insertIntervals, intervalsOf } from './interval-rows.js';

/** An hour is worth merging from this many rows on: fewer cost measuring nothing. */
const rowsWorthMerging = 8;
const hoursPerRun = 500;

/** Merges the interval rows of an hour into one, and adds up the days that ended, which changes no total. */
@Injectable()
export class CompactionService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Merges what has more than a few rows, oldest hours first, then rolls up days. @returns how many rows became fewer */
  async compact(organisationId: number, systemNumber: number): Promise<number> {
    await this.database.inIngest(organisationId, (client) => mergeQuality(client, organisationId, this.clock.now()));
    const fewer = await this.mergeHours(organisationId, systemNumber);
    while (await this.alone(organisationId, systemNumber, (client) => rollUpDays(client, organisationId, systemNumber, this.clock.now())));
    return fewer;
  }

  /** One run at a time for each system: rows are deleted by their ids, so rows that arrive meanwhile stay, and no row is merged twice. */
  private async alone<T>(organisationId: number, systemNumber: number, work: (client: PoolClient) => Promise<T>): Promise<T> {
    return this.database.inIngest(organisationId, async (client) => {
      await client.query('SELECT pg_advisory_xact_lock(hashtext($1), $2)', [...intervalLock(systemNumber)]);
      return work(client);
    });
  }

  private async mergeHours(organisationId: number, systemNumber: number): Promise<number> {
    return this.alone(organisationId, systemNumber, async (client) => {
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

async function crowdedHours(client: PoolClient, organisationId: number, systemNumber: number): Promise<readonly Date[]> {
  const { rows } = await client.query<{ hour: Date }>(
    `SELECT DISTINCT hour FROM (
       SELECT hour FROM interval WHERE organisation_id = $1 AND system_number = $2
       GROUP BY hour, version_number HAVING count(*) >= $3 ORDER BY hour LIMIT $4) AS crowded`,
    [organisationId, systemNumber, rowsWorthMerging, hoursPerRun],
  );
  return rows.map(({ hour }) => hour);
}
