import type { EntityManager } from 'typeorm';
import { hourMilliseconds } from '#libs/measurement/intervals/intervals.js';
import type { Stretch } from '#libs/measurement/intervals/stretches.js';
import { FineprintError } from '#libs/wire/errors.js';
import { edgesOf } from './stretch-edges.js';
import type { SystemKey } from './system-key.js';

/** Stale hours that are folded from their events while somebody waits: a second or so of a busy stream. */
const hoursFolded = 48;
const retryAfterSeconds = 15;

/**
 * The hours within stretches of time whose stored intervals are not of all their events, by their starts in milliseconds since 1970.
 * @throws FineprintError RECOUNTING when they are too many
 */
export async function staleHoursIn(manager: EntityManager, { organisationId, systemNumber }: SystemKey, stretches: readonly Stretch[]): Promise<ReadonlySet<number>> {
  if (stretches.length === 0) return new Set();
  const rows = await manager.query<{ hour: Date }[]>(
    `SELECT DISTINCT hour FROM stale_hour JOIN unnest($3::timestamptz[], $4::timestamptz[]) AS stretch (start, stop) ON hour >= start AND hour < stop
     WHERE organisation_id = $1 AND system_number = $2`,
    [organisationId, systemNumber, ...edgesOf(stretches)],
  );
  if (rows.length > hoursFolded) {
    throw new FineprintError('RECOUNTING', `${rows.length} hours are being counted anew, because old events came in in no order. This takes a minute or so.`, [], retryAfterSeconds);
  }
  return new Set(rows.map(({ hour }) => hour.getTime()));
}

/** Hours by their starts, as stretches. */
export function hoursFrom(starts: ReadonlySet<number>): Stretch[] {
  return [...starts].map((startMs) => ({ startMs, endMs: startMs + hourMilliseconds }));
}

/** What an answer says while hours are being counted anew; any other error is thrown again. */
export function recountingOf(error: unknown): string {
  if (error instanceof FineprintError && error.code === 'RECOUNTING') return error.detail;
  throw error;
}
