import type { PoolClient } from 'pg';
import { copyRows, takeBoolean, takeWhole } from '../database/copy-out.js';
import { countOutcome, newCounts, storeCounts } from './chunk-counts.js';
import { takeCounted } from './counted-rows.js';

/**
 * Counts outcomes in the hours of their events. `outcomes` is a query without parameters whose rows are the counted columns of an event,
 * its system's number and whether the outcome is positive.
 */
export async function foldOutcomes(client: PoolClient, organisationId: number, outcomes: string, now: Date): Promise<void> {
  const counts = newCounts();
  await copyRows(client, outcomes, (row) => {
    takeCounted(row, counts.event);
    const systemNumber = takeWhole(row, 0);
    const positive = takeBoolean(row);
    if (positive !== null) countOutcome(counts, systemNumber, positive);
  });
  await storeCounts(client, organisationId, counts, now);
}
