import type { EntityManager } from 'typeorm';
import { hourMilliseconds, type Histograms, type IntervalDelta, type IntervalSum } from '#libs/measurement/intervals/intervals.js';
import { clientOf } from '../../database/client-of.js';
import { dayMilliseconds } from '../day-reader.js';
import { foldRaw } from '../raw-events.js';
import type { SystemKey } from '../system-key.js';

/** Columns of counts that a report may ask for; what it does not ask for comes empty, because reading it costs the most. */
export const histogramColumns = ['latency', 'scores', 'features', 'slices', 'counters'] as const;
export type HistogramColumn = (typeof histogramColumns)[number];

/** What one version's events of an hour, or of a whole UTC day, came to. */
export interface StepRow extends Omit<IntervalSum, 'hourMs' | 'minutes'>, Histograms {
  readonly versionKey: number;
  readonly startMs: number;
}

/** Whole hours, milliseconds since 1970, end exclusive. `hourly`: nothing coarser than hours, for reports that show them. */
export interface Steps {
  readonly startMs: number;
  readonly endMs: number;
  readonly columns: readonly HistogramColumn[];
  readonly hourly?: boolean;
}

const counts = `version_number AS "versionKey", events, errors, decided, true_positive AS "truePositive", false_positive AS "falsePositive",
  false_negative AS "falseNegative", true_negative AS "trueNegative"`;

/**
 * The intervals of a stretch of whole hours, by version: roll-ups for whole UTC days that have a valid one, stored rows for the other
 * hours, and a fold of the events themselves for hours whose rows are not of all their events. Several rows of an hour add up.
 */
export async function readSteps(manager: EntityManager, system: SystemKey, { startMs, endMs, columns, hourly = false }: Steps): Promise<StepRow[]> {
  const selected = columnList(columns);
  const [firstDay, lastDay] = [Math.ceil(startMs / dayMilliseconds) * dayMilliseconds, Math.floor(endMs / dayMilliseconds) * dayMilliseconds];
  const parameters = [system.organisationId, system.systemNumber, new Date(startMs), new Date(endMs)];
  const stale = await staleHours(manager, system, startMs, endMs);
  const days = hourly || firstDay >= lastDay ? [] : await validDays(manager, system, firstDay, lastDay, stale);
  const ofDays =
    days.length === 0
      ? []
      : await manager.query<StepRow[]>(
          `SELECT (extract(epoch FROM day) * 1000)::float8 AS "startMs", ${counts}, ${selected} FROM interval_version_day
           WHERE organisation_id = $1 AND system_number = $2 AND day = ANY($3::timestamptz[])`,
          [system.organisationId, system.systemNumber, days],
        );
  const ofHours = await manager.query<StepRow[]>(
    `SELECT (extract(epoch FROM hour) * 1000)::float8 AS "startMs", ${counts}, ${selected} FROM interval
     WHERE organisation_id = $1 AND system_number = $2 AND hour >= $3 AND hour < $4
       AND NOT (date_trunc('day', hour, 'UTC') = ANY($5::timestamptz[])) AND NOT (hour = ANY($6::timestamptz[]))`,
    [...parameters, days, stale],
  );
  return [...ofDays, ...ofHours, ...(await foldHours(manager, system, stale))];
}

async function foldHours(manager: EntityManager, system: SystemKey, hours: readonly Date[]): Promise<StepRow[]> {
  const folded: IntervalDelta[][] = [];
  for (const hour of hours) folded.push(await foldRaw(await clientOf(manager), system, hour.getTime(), hour.getTime() + hourMilliseconds));
  return folded.flat().map(({ hourMs, ...row }) => ({ ...row, startMs: hourMs }));
}

function columnList(columns: readonly HistogramColumn[]): string {
  return histogramColumns.map((column) => (columns.includes(column) ? column : `''::bytea AS ${column}`)).join(', ');
}

async function staleHours(manager: EntityManager, system: SystemKey, startMs: number, endMs: number): Promise<Date[]> {
  const rows = await manager.query<{ hour: Date }[]>(
    `SELECT DISTINCT hour FROM stale_hour WHERE organisation_id = $1 AND system_number = $2 AND hour >= $3 AND hour < $4`,
    [system.organisationId, system.systemNumber, new Date(startMs), new Date(endMs)],
  );
  return rows.map(({ hour }) => hour);
}

/** Days whose roll-up is of exactly the interval rows that are there now. */
async function validDays(manager: EntityManager, system: SystemKey, firstDay: number, lastDay: number, stale: readonly Date[]): Promise<Date[]> {
  const rows = await manager.query<{ day: Date }[]>(
    `SELECT day FROM interval_day AS rolled WHERE organisation_id = $1 AND system_number = $2 AND day >= $3 AND day < $4
       AND (row_count, last_id) = (SELECT count(*), max(id) FROM interval
         WHERE organisation_id = $1 AND system_number = $2 AND hour >= rolled.day AND hour < rolled.day + interval '24 hours')`,
    [system.organisationId, system.systemNumber, new Date(firstDay), new Date(lastDay)],
  );
  const staleDays = new Set(stale.map((hour) => Math.floor(hour.getTime() / dayMilliseconds)));
  return rows.map(({ day }) => day).filter((day) => !staleDays.has(day.getTime() / dayMilliseconds));
}
