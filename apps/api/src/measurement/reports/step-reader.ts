import type { EntityManager } from 'typeorm';
import { dayMilliseconds, type Histograms, type IntervalSum } from '#libs/measurement/intervals/intervals.js';
import { leftOf, splitAtHours, type Stretch } from '#libs/measurement/intervals/stretches.js';
import { clientOf } from '../../database/client-of.js';
import { foldRaw } from '../raw-events.js';
import { hoursFrom, staleHoursIn } from '../stale-reader.js';
import { edgesOf } from '../stretch-edges.js';
import type { SystemKey } from '../system-key.js';

/** Columns of counts that a report may ask for; what it does not ask for comes empty, because reading it costs the most. */
export const histogramColumns = ['latency', 'scores', 'features', 'slices', 'counters'] as const;
export type HistogramColumn = (typeof histogramColumns)[number];

/** What one version's events of an hour, or of a whole UTC day, came to. */
export interface StepRow extends Omit<IntervalSum, 'hourMs' | 'minutes'>, Histograms {
  readonly versionKey: number;
  readonly startMs: number;
}

/** What is read. `hourly`: nothing coarser than hours, for reports that show them. */
export interface Steps {
  readonly columns: readonly HistogramColumn[];
  readonly hourly?: boolean;
}

const counts = `version_number AS "versionKey", events, errors, decided, true_positive AS "truePositive", false_positive AS "falsePositive",
  false_negative AS "falseNegative", true_negative AS "trueNegative"`;

/**
 * The intervals of disjoint stretches of time, by version: roll-ups for whole UTC days that have a valid one, stored rows for the other
 * whole hours, and a fold of the events themselves for hours that an edge cuts or whose rows are not of all their events. Several rows of
 * an hour add up.
 * @throws FineprintError RECOUNTING when more hours are stale than can be folded while somebody waits
 */
export async function readSteps(manager: EntityManager, system: SystemKey, stretches: readonly Stretch[], { columns, hourly = false }: Steps): Promise<StepRow[]> {
  const selected = columnList(columns);
  const { hours, parts } = splitAtHours(stretches);
  const stale = await staleHoursIn(manager, system, hours);
  const days = hourly ? [] : await validDays(manager, system, hours, stale);
  const gaps = hours.flatMap((stretch) => leftOf(stretch, days.map((startMs) => ({ startMs, endMs: startMs + dayMilliseconds }))));
  const ofDays =
    days.length === 0
      ? []
      : await manager.query<StepRow[]>(
          `SELECT (extract(epoch FROM day) * 1000)::float8 AS "startMs", ${counts}, ${selected} FROM interval_version_day
           WHERE organisation_id = $1 AND system_number = $2 AND day = ANY($3::timestamptz[])`,
          [system.organisationId, system.systemNumber, days.map((startMs) => new Date(startMs))],
        );
  const ofHours = await manager.query<StepRow[]>(
    `SELECT (extract(epoch FROM hour) * 1000)::float8 AS "startMs", ${counts}, ${selected} FROM interval
     JOIN unnest($3::timestamptz[], $4::timestamptz[]) AS stretch (start, stop) ON hour >= start AND hour < stop
     WHERE organisation_id = $1 AND system_number = $2 AND NOT (hour = ANY($5::timestamptz[]))`,
    [system.organisationId, system.systemNumber, ...edgesOf(gaps), [...stale].map((hourMs) => new Date(hourMs))],
  );
  const folded = await foldRaw(await clientOf(manager), system, [...parts, ...hoursFrom(stale)]);
  return [...ofDays, ...ofHours, ...folded.map(({ hourMs, ...row }) => ({ ...row, startMs: hourMs }))];
}

function columnList(columns: readonly HistogramColumn[]): string {
  return histogramColumns.map((column) => (columns.includes(column) ? column : `''::bytea AS ${column}`)).join(', ');
}

/** Days within stretches whose roll-up is of exactly the interval rows that are there now, by their starts. */
async function validDays(manager: EntityManager, system: SystemKey, stretches: readonly Stretch[], stale: ReadonlySet<number>): Promise<number[]> {
  const rows = await manager.query<{ day: Date }[]>(
    `SELECT day FROM interval_day AS rolled JOIN unnest($3::timestamptz[], $4::timestamptz[]) AS stretch (start, stop) ON day >= start AND day + interval '24 hours' <= stop
     WHERE organisation_id = $1 AND system_number = $2
       AND (row_count, last_id) = (SELECT count(*), max(id) FROM interval
         WHERE organisation_id = $1 AND system_number = $2 AND hour >= rolled.day AND hour < rolled.day + interval '24 hours')`,
    [system.organisationId, system.systemNumber, ...edgesOf(stretches)],
  );
  const staleDays = new Set([...stale].map((hourMs) => Math.floor(hourMs / dayMilliseconds)));
  return rows.map(({ day }) => day.getTime()).filter((dayMs) => !staleDays.has(dayMs / dayMilliseconds));
}
