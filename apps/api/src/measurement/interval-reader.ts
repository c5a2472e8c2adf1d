import type { EntityManager } from 'typeorm';
import { dayMilliseconds, type IntervalSum } from '#libs/measurement/intervals/intervals.js';
import { leftOf, splitAtHours, type Stretch } from '#libs/measurement/intervals/stretches.js';
import { clientOf } from '../database/client-of.js';
import { rolledDays } from './day-reader.js';
import { foldRaw } from './raw-events.js';
import { hoursFrom, staleHoursIn } from './stale-reader.js';
import { edgesOf } from './stretch-edges.js';
import type { SystemKey } from './system-key.js';

/**
 * The intervals of disjoint stretches of time (milliseconds since 1970, end exclusive): roll-ups for the whole UTC days inside that have a
 * valid one, stored rows for the other whole hours; hours that an edge cuts, as windows in zones such as +05:30 and excluded time do, and
 * hours that are stale, are folded anew from their raw events. What it costs depends on the number of stored rows and on those hours,
 * never on the number of events. With a version's number only its own, of which there are no roll-ups with minutes.
 * @throws FineprintError RECOUNTING when more hours are stale than can be folded while somebody waits; a job counts them anew
 */
export async function readIntervals(manager: EntityManager, system: SystemKey, stretches: readonly Stretch[], versionKey: number | null = null): Promise<IntervalSum[]> {
  const { hours, parts } = splitAtHours(stretches);
  const days = versionKey === null ? await rolledDays(manager, system, hours) : [];
  // A day is taken from one statement only, whatever is committed between two of them; which hours are stale is asked before their rows
  // are read, so that one that is marked or counted anew meanwhile is as it was before.
  const ofDays = days.map(({ hourMs }) => ({ startMs: hourMs, endMs: hourMs + dayMilliseconds }));
  const gaps = hours.flatMap((stretch) => leftOf(stretch, ofDays));
  const stale = await staleHoursIn(manager, system, gaps);
  const stored = (await hourRows(manager, system, gaps, versionKey)).filter(({ hourMs }) => !stale.has(hourMs));
  const folded = await foldRaw(await clientOf(manager), system, [...parts, ...hoursFrom(stale)]);
  return [...days, ...stored, ...folded.filter((row) => versionKey === null || row.versionKey === versionKey)];
}

interface IntervalRow {
  readonly hour: Date;
  readonly events: number;
  readonly errors: number;
  readonly decided: number;
  readonly true_positive: number;
  readonly false_positive: number;
  readonly false_negative: number;
  readonly true_negative: number;
  readonly minutes: Buffer;
  readonly latency: Buffer;
}

async function hourRows(manager: EntityManager, system: SystemKey, stretches: readonly Stretch[], versionKey: number | null): Promise<IntervalSum[]> {
  if (stretches.length === 0) return [];
  const rows = await manager.query<IntervalRow[]>(
    `SELECT hour, events, errors, decided, true_positive, false_positive, false_negative, true_negative, minutes, latency
     FROM interval JOIN unnest($3::timestamptz[], $4::timestamptz[]) AS stretch (start, stop) ON hour >= start AND hour < stop
     WHERE organisation_id = $1 AND system_number = $2 AND ($5::int IS NULL OR version_number = $5)`,
    [system.organisationId, system.systemNumber, ...edgesOf(stretches), versionKey],
  );
  return rows.map((row) => ({
    hourMs: row.hour.getTime(),
    events: row.events,
    errors: row.errors,
    decided: row.decided,
    minutes: row.minutes,
    latency: row.latency,
    truePositive: row.true_positive,
    falsePositive: row.false_positive,
    falseNegative: row.false_negative,
    trueNegative: row.true_negative,
  }));
}
