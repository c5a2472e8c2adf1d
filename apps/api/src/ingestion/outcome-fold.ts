import type { PoolClient } from 'pg';
import { newCountedEvent } from '#libs/measurement/intervals/counted-event.js';
import { newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { foldOutcome } from '#libs/measurement/intervals/interval-fold.js';
import { copyRows, takeBoolean, takeWhole } from '../database/copy-out.js';
import { takeCounted } from './counted-rows.js';
import { storeIntervals } from './interval-rows.js';

/**
 * Counts outcomes in the hours of their events. `outcomes` is a query without parameters whose rows are the counted columns of an event,
 * its system's number and whether the outcome is positive.
 */
export async function foldOutcomes(client: PoolClient, organisationId: number, outcomes: string): Promise<void> {
  const fold = newFold();
  const event = newCountedEvent();
  const systems = new Map<number, number>();
  await copyRows(client, outcomes, (row) => {
    takeCounted(row, event);
    systems.set(event.versionKey, takeWhole(row, 0));
    const positive = takeBoolean(row);
    if (positive !== null) foldOutcome(fold, event, positive);
  });
  await storeIntervals(client, organisationId, deltasOf(fold), (version) => systems.get(version)!);
}
