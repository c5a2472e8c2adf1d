import type { PoolClient } from 'pg';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { negatedInterval } from '#libs/measurement/intervals/intervals.js';
import { copyRows, takeBoolean, takeWhole } from '../database/copy-out.js';
import { countOutcome, newCounts, storeCounts, type ChunkCounts } from './chunk-counts.js';
import { takeCounted } from './counted-rows.js';

/**
 * Counts outcomes in the hours of their events. `outcomes` is a query without parameters whose rows are the counted columns of an event,
 * its system's number, whether its outcome is positive, and whether the one that counted before was, which is taken back; null for none.
 */
export async function foldOutcomes(client: PoolClient, organisationId: number, outcomes: string, now: Date): Promise<void> {
  const counts = newCounts();
  let taken: ChunkCounts | undefined;
  await copyRows(client, outcomes, (row) => {
    takeCounted(row, counts.event);
    const systemNumber = takeWhole(row, 0);
    const positive = takeBoolean(row);
    const earlier = takeBoolean(row);
    if (positive !== null) countOutcome(counts, systemNumber, positive);
    if (earlier === null) return;
    taken ??= { ...newCounts(), event: counts.event };
    countOutcome(taken, systemNumber, earlier);
  });
  if (taken) counts.deltas.push(...[...taken.deltas, ...deltasOf(taken.fold)].map(negatedInterval));
  await storeCounts(client, organisationId, counts, now);
}
