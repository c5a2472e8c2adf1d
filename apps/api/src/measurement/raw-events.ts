import type { PoolClient } from 'pg';
import { newCountedEvent } from '#libs/measurement/intervals/counted-event.js';
import { emptyFold, isFull, newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { foldEvent, foldOutcome } from '#libs/measurement/intervals/interval-fold.js';
import type { IntervalDelta } from '#libs/measurement/intervals/intervals.js';
import type { Stretch } from '#libs/measurement/intervals/stretches.js';
import { copyRows, takeBoolean } from '../database/copy-out.js';
import { countedColumns, takeCounted } from '../ingestion/counted-rows.js';
import { isLastOutcome } from '../ingestion/last-outcome.js';
import { eventsIn } from './events-in.js';
import type { SystemKey } from './system-key.js';

/**
 * Events and outcomes as they were sent, folded afresh; several rows of one version and hour are possible, and add up. Callers ask for
 * whole hours, or for the parts of hours that the edges of a window, or of excluded time, cut; they are disjoint, and read at once.
 */
export async function foldRaw(client: PoolClient, system: SystemKey, stretches: readonly Stretch[]): Promise<IntervalDelta[]> {
  if (stretches.every(({ startMs, endMs }) => startMs >= endMs)) return [];
  const fold = newFold();
  const event = newCountedEvent();
  const deltas: IntervalDelta[] = [];
  await copyRows(client, rawEvents(system, stretches), (row) => {
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

/** Events of stretches of time with their outcomes, as SQL without parameters. */
function rawEvents(system: SystemKey, stretches: readonly Stretch[]): string {
  return `SELECT ${countedColumns('event')}, outcome.positive
    FROM ${eventsIn(system, stretches)}
    LEFT JOIN outcome ON outcome.organisation_id = event.organisation_id AND outcome.event_id = event.id AND ${isLastOutcome('outcome')}`;
}
