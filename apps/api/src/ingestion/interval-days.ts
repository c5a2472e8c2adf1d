import type { PoolClient } from 'pg';
import type { SystemKey } from '../measurement/system-key.js';
import { dayMilliseconds, hourMilliseconds, sumOfDay, versionDaysOf, type IntervalDelta, type IntervalSum, type VersionDay } from '#libs/measurement/intervals/intervals.js';
import { bytesOf, intervalsOf } from './interval-rows.js';

/** Days that one transaction adds up: a month at most, some megabytes. */
const daysPerRun = 31;

/**
 * Adds up the intervals of days that ended by `now` and have no roll-up, or one of other rows than there are now; oldest first. Days with
 * stale hours wait until these are counted anew.
 * The caller holds the lock that compaction holds, because a stale roll-up is told by the ids that compaction replaces.
 * @returns whether more days may be left
 */
export async function rollUpDays(client: PoolClient, organisationId: number, systemNumber: number, now: Date): Promise<boolean> {
  const days = await staleDays(client, organisationId, systemNumber, now);
  if (days.length === 0) return false;
  const hours = days.flatMap((day) => Array.from({ length: 24 }, (_, hour) => new Date(day.getTime() + hour * hourMilliseconds)));
  const stored = await intervalsOf(client, organisationId, systemNumber, hours);
  const byDay = Map.groupBy(stored, ({ hourMs }) => hourMs - (hourMs % dayMilliseconds));
  for (const [dayMs, rows] of byDay) {
    const sum = sumOfDay(dayMs, rows);
    await client.query(
      `INSERT INTO interval_day (organisation_id, system_number, day, row_count, last_id, events, errors, decided,
         true_positive, false_positive, false_negative, true_negative, minutes, latency)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
       ON CONFLICT (organisation_id, system_number, day) DO UPDATE SET row_count = excluded.row_count, last_id = excluded.last_id,
         events = excluded.events, errors = excluded.errors, decided = excluded.decided,
         true_positive = excluded.true_positive, false_positive = excluded.false_positive,
         false_negative = excluded.false_negative, true_negative = excluded.true_negative,
         minutes = excluded.minutes, latency = excluded.latency`,
      [
        organisationId,
        systemNumber,
        new Date(dayMs),
        rows.length,
        rows.reduce((last, { id }) => Math.max(last, Number(id)), 0),
        sum.events,
        sum.errors,
        sum.decided,
        sum.truePositive,
        sum.falsePositive,
        sum.falseNegative,
        sum.trueNegative,
        bytesOf(sum.minutes),
        bytesOf(sum.latency),
      ],
    );
    await replaceVersionDays(client, organisationId, systemNumber, dayMs, rows);
  }
  return days.length === daysPerRun;
}

/** The roll-up of a day, and of which rows it is. */
export async function readDay(
  client: PoolClient,
  { organisationId, systemNumber }: SystemKey,
  dayMs: number,
): Promise<{ readonly rowCount: number; readonly lastId: number; readonly sum: IntervalSum } | undefined> {
  const { rows } = await client.query<Omit<IntervalSum, 'hourMs'> & { row_count: number; last_id: string }>(
    `SELECT row_count, last_id, events, errors, decided, ${confusionColumns}, minutes, latency
     FROM interval_day WHERE organisation_id = $1 AND system_number = $2 AND day = $3`,
    [organisationId, systemNumber, new Date(dayMs)],
  );
  if (!rows[0]) return undefined;
  const { row_count: rowCount, last_id: lastId, ...sum } = rows[0];
  return { rowCount, lastId: Number(lastId), sum: { hourMs: dayMs, ...sum } };
}

/** The roll-ups of a day by version. */
export async function readVersionDays(client: PoolClient, { organisationId, systemNumber }: SystemKey, dayMs: number): Promise<VersionDay[]> {
  const { rows } = await client.query<Omit<VersionDay, 'dayMs'>>(
    `SELECT version_number AS "versionKey", events, errors, decided, ${confusionColumns}, latency, scores, features, slices, counters
     FROM interval_version_day WHERE organisation_id = $1 AND system_number = $2 AND day = $3 ORDER BY version_number`,
    [organisationId, systemNumber, new Date(dayMs)],
  );
  return rows.map((row) => ({ dayMs, ...row }));
}

const confusionColumns = `true_positive AS "truePositive", false_positive AS "falsePositive", false_negative AS "falseNegative", true_negative AS "trueNegative"`;

async function replaceVersionDays(client: PoolClient, organisationId: number, systemNumber: number, dayMs: number, rows: readonly IntervalDelta[]): Promise<void> {
  await client.query('DELETE FROM interval_version_day WHERE organisation_id = $1 AND system_number = $2 AND day = $3', [organisationId, systemNumber, new Date(dayMs)]);
  for (const day of versionDaysOf(dayMs, rows)) {
    await client.query(
      `INSERT INTO interval_version_day (organisation_id, system_number, day, version_number, events, errors, decided,
         true_positive, false_positive, false_negative, true_negative, latency, scores, features, slices, counters)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        organisationId,
        systemNumber,
        new Date(dayMs),
        day.versionKey,
        day.events,
        day.errors,
        day.decided,
        day.truePositive,
        day.falsePositive,
        day.falseNegative,
        day.trueNegative,
        bytesOf(day.latency),
        bytesOf(day.scores),
        bytesOf(day.features),
        bytesOf(day.slices),
        bytesOf(day.counters),
      ],
    );
  }
}

async function staleDays(client: PoolClient, organisationId: number, systemNumber: number, now: Date): Promise<readonly Date[]> {
  const { rows } = await client.query<{ day: Date }>(
    `SELECT present.day FROM (
       SELECT date_trunc('day', hour, 'UTC') AS day, count(*) AS row_count, max(id) AS last_id
       FROM interval WHERE organisation_id = $1 AND system_number = $2 AND hour < date_trunc('day', $3::timestamptz, 'UTC')
       GROUP BY 1) AS present
     LEFT JOIN interval_day AS rolled ON rolled.organisation_id = $1 AND rolled.system_number = $2 AND rolled.day = present.day
     WHERE NOT EXISTS (SELECT FROM stale_hour AS stale WHERE stale.organisation_id = $1 AND stale.system_number = $2
         AND stale.hour >= present.day AND stale.hour < present.day + interval '24 hours')
       AND (rolled.row_count, rolled.last_id) IS DISTINCT FROM (present.row_count, present.last_id)
     ORDER BY present.day LIMIT $4`,
    [organisationId, systemNumber, now, daysPerRun],
  );
  return rows.map(({ day }) => day);
}
