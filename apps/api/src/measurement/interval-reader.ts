import type { EntityManager } from 'typeorm';
import { deltasOf, foldEvent, foldOutcome, newFold } from '#libs/measurement/intervals/interval-fold.js';
import { hourMilliseconds, type IntervalDelta, type IntervalSum } from '#libs/measurement/intervals/intervals.js';
import { gapsBetween, rolledDays } from './day-reader.js';
import type { SystemKey } from './system-key.js';

/**
 * The intervals of a stretch of time (milliseconds since 1970, end exclusive): roll-ups for the whole UTC days inside that have a
 * valid one, stored rows for the other whole hours; hours that an edge cuts, as windows in zones such as +05:30 do, are folded anew
 * from their raw events. What it costs depends on the number of stored rows and on the two ragged ends, never on the number of events.
 */
export async function readIntervals(manager: EntityManager, system: SystemKey, startMs: number, endMs: number): Promise<IntervalSum[]> {
  const firstWhole = Math.ceil(startMs / hourMilliseconds) * hourMilliseconds;
  const lastWhole = Math.floor(endMs / hourMilliseconds) * hourMilliseconds;
  if (firstWhole > lastWhole) return foldRaw(manager, system, startMs, endMs);
  return [
    ...(await foldRaw(manager, system, startMs, firstWhole)),
    ...(await storedIntervals(manager, system, firstWhole, lastWhole)),
    ...(await foldRaw(manager, system, lastWhole, endMs)),
  ];
}

async function storedIntervals(manager: EntityManager, system: SystemKey, startMs: number, endMs: number): Promise<IntervalSum[]> {
  const intervals: IntervalSum[] = await rolledDays(manager, system, startMs, endMs);
  // A day is taken from one statement only, whatever is committed between two of them.
  for (const gap of gapsBetween(intervals, startMs, endMs)) intervals.push(...(await hourRows(manager, system, gap.startMs, gap.endMs)));
  return intervals;
}

interface IntervalRow {
  readonly hour: Date;
  readonly version_number: number;
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

async function hourRows(manager: EntityManager, system: SystemKey, startMs: number, endMs: number): Promise<IntervalDelta[]> {
  const rows = await manager.query<IntervalRow[]>(
    `SELECT hour, version_number, events, errors, decided, true_positive, false_positive, false_negative, true_negative, minutes, latency
     FROM interval WHERE organisation_id = $1 AND system_number = $2 AND hour >= $3 AND hour < $4`,
    [system.organisationId, system.systemNumber, new Date(startMs), new Date(endMs)],
  );
  return rows.map((row) => ({
    versionKey: row.version_number,
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

interface RawRow {
  readonly at: Date;
  readonly version_number: number;
  readonly status: number;
  readonly decision: boolean | null;
  readonly latency_ms: number | null;
  readonly positive: boolean | null;
}

/** Events and outcomes as they were sent, folded afresh. The callers ask for the parts of an hour that a window's edges cut. */
export async function foldRaw(manager: EntityManager, system: SystemKey, startMs: number, endMs: number): Promise<IntervalDelta[]> {
  if (startMs === endMs) return [];
  const rows = await manager.query<RawRow[]>(
    `SELECT event.at, event.version_number, event.status, event.decision, event.latency_ms, outcome.positive
     FROM event
     LEFT JOIN outcome ON outcome.organisation_id = event.organisation_id AND outcome.event_id = event.id
     WHERE event.organisation_id = $1 AND event.system_number = $2 AND event.at >= $3 AND event.at < $4`,
    [system.organisationId, system.systemNumber, new Date(startMs), new Date(endMs)],
  );
  const fold = newFold();
  for (const row of rows) {
    const at = row.at.getTime();
    foldEvent(fold, row.version_number, at, row.status !== 0, row.decision !== null, row.latency_ms ?? NaN);
    if (row.decision !== null && row.positive !== null) foldOutcome(fold, row.version_number, at, row.decision, row.positive);
  }
  return deltasOf(fold);
}
