import type { EntityManager } from 'typeorm';
import { hourMilliseconds, type IntervalSum } from '#libs/measurement/intervals/intervals.js';
import { clientOf } from '../database/client-of.js';
import { gapsBetween, rolledDays } from './day-reader.js';
import { staleHoursIn } from './stale-reader.js';
import { foldRaw } from './raw-events.js';
import type { SystemKey } from './system-key.js';

/**
 * The intervals of a stretch of time (milliseconds since 1970, end exclusive): roll-ups for the whole UTC days inside that have a
 * valid one, stored rows for the other whole hours; hours that an edge cuts, as windows in zones such as +05:30 do, and hours that are
 * stale, are folded anew from their raw events. What it costs depends on the number of stored rows and on those hours, never on the
 * number of events.
 * @throws FineprintError RECOUNTING when more hours are stale than can be folded while somebody waits; a job counts them anew
 */
export async function readIntervals(manager: EntityManager, system: SystemKey, startMs: number, endMs: number): Promise<IntervalSum[]> {
  const firstWhole = Math.ceil(startMs / hourMilliseconds) * hourMilliseconds;
  const lastWhole = Math.floor(endMs / hourMilliseconds) * hourMilliseconds;
  if (firstWhole > lastWhole) return foldRaw(await clientOf(manager), system, startMs, endMs);
  return [
    ...(await foldRaw(await clientOf(manager), system, startMs, firstWhole)),
    ...(await storedIntervals(manager, system, firstWhole, lastWhole)),
    ...(await foldRaw(await clientOf(manager), system, lastWhole, endMs)),
  ];
}

async function storedIntervals(manager: EntityManager, system: SystemKey, startMs: number, endMs: number): Promise<IntervalSum[]> {
  const days = await rolledDays(manager, system, startMs, endMs);
  // A day is taken from one statement only, whatever is committed between two of them; which hours are stale is asked before their rows
  // are read, so that one that is marked or counted anew meanwhile is as it was before.
  const gaps = gapsBetween(days, startMs, endMs);
  const stale = await staleHoursIn(manager, system, gaps);
  const parts = [days];
  for (const gap of gaps) parts.push((await hourRows(manager, system, gap.startMs, gap.endMs)).filter(({ hourMs }) => !stale.has(hourMs)));
  for (const hourMs of stale) parts.push(await foldRaw(await clientOf(manager), system, hourMs, hourMs + hourMilliseconds));
  return parts.flat();
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

async function hourRows(manager: EntityManager, system: SystemKey, startMs: number, endMs: number): Promise<IntervalSum[]> {
  const rows = await manager.query<IntervalRow[]>(
    `SELECT hour, events, errors, decided, true_positive, false_positive, false_negative, true_negative, minutes, latency
     FROM interval WHERE organisation_id = $1 AND system_number = $2 AND hour >= $3 AND hour < $4`,
    [system.organisationId, system.systemNumber, new Date(startMs), new Date(endMs)],
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
