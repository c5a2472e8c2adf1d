import type { PoolClient } from 'pg';
import { newCountedEvent } from '#libs/measurement/intervals/counted-event.js';
import { emptyFold, isFull, newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { foldEvent, foldOutcome } from '#libs/measurement/intervals/interval-fold.js';
import type { IntervalDelta } from '#libs/measurement/intervals/intervals.js';
import { copyRows, takeBoolean } from '../database/copy-out.js';
import { countedColumns, takeCounted } from '../ingestion/counted-rows.js';
import { isLastOutcome } from '../ingestion/last-outcome.js';
import type { SystemKey } from './system-key.js';

/**
 * Events and outcomes as they were sent, folded afresh; several rows of one version and hour are possible, and add up. Callers ask for
 * whole hours, or for the parts of an hour that a window's edges cut.
 */
export async function foldRaw(client: PoolClient, system: SystemKey, startMs: number, endMs: number): Promise<IntervalDelta[]> {
  if (startMs >= endMs) return [];
  const fold = newFold();
  const event = newCountedEvent();
  const deltas: IntervalDelta[] = [];
  await copyRows(client, rawEvents(system, startMs, endMs), (row) => {
    takeCounted(row, event);
    const positive = takeBoolean(row);
    if (isFull(fold)) {
      deltas.push(...deltasOf(fold));
      emptyFold(fold);
    }
    foldEvent(fold, event);
    if (positive !== null) foldOutcome(fold, event, positive);
  });
  return [...deltas, ...deltasOf(fold)];
}

/** Events of a stretch of time with their outcomes, as SQL without parameters. */
function rawEvents({ organisationId, systemNumber }: SystemKey, startMs: number, endMs: number): string {
  const instant = (ms: number): string => `'${new Date(ms).toISOString()}'::timestamptz`;
  return `SELECT ${countedColumns('event')}, outcome.positive
    FROM event LEFT JOIN outcome ON outcome.organisation_id = event.organisation_id AND outcome.event_id = event.id AND ${isLastOutcome('outcome')}
    WHERE event.organisation_id = ${whole(organisationId)} AND event.system_number = ${whole(systemNumber)}
      AND event.at >= ${instant(startMs)} AND event.at < ${instant(endMs)}`;
}

// COPY takes no parameters.
function whole(number: number): number {
  if (!Number.isSafeInteger(number)) throw new Error(`a whole number is expected, not ${number}`);
  return number;
}
