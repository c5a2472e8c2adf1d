import type { PoolClient } from 'pg';
import { type CountedEvent, newCountedEvent } from '#libs/measurement/intervals/counted-event.js';
import { type IntervalFold, emptyFold, isFull, newFold } from '#libs/measurement/intervals/fold-cells.js';
import { deltasOf } from '#libs/measurement/intervals/fold-deltas.js';
import { foldEvent, foldOutcome } from '#libs/measurement/intervals/interval-fold.js';
import type { IntervalDelta } from '#libs/measurement/intervals/intervals.js';
import { markDirty, storeIntervals } from './interval-rows.js';
import { markStale } from './stale-hours.js';

/**
 * A chunk that touches more versions and hours than this, as old events in random order do, is not counted in interval rows: writing so
 * many small rows would take longer than storing its events, and adding them up again longer still. Its hours are marked stale instead
 * and counted anew from their events, once for many chunks.
 */
const cellsWorthWriting = 1_000;

/** Events and outcomes being counted. Fill `event`, then call `countEvent` or `countOutcome`. */
export interface ChunkCounts {
  readonly fold: IntervalFold;
  readonly event: CountedEvent;
  readonly deltas: IntervalDelta[];
  /** System of each version that was counted. */
  readonly systems: Map<number, number>;
}

export function newCounts(): ChunkCounts {
  return { fold: newFold(), event: newCountedEvent(), deltas: [], systems: new Map() };
}

/** Forgets everything and keeps the memory. */
export function emptyCounts({ fold, deltas, systems }: ChunkCounts): void {
  emptyFold(fold);
  deltas.length = 0;
  systems.clear();
}

export function countEvent(counts: ChunkCounts, systemNumber: number): void {
  makeRoom(counts, systemNumber);
  foldEvent(counts.fold, counts.event);
}

export function countOutcome(counts: ChunkCounts, systemNumber: number, positive: boolean): void {
  makeRoom(counts, systemNumber);
  foldOutcome(counts.fold, counts.event, positive);
}

/** Stores what was counted, or marks its hours stale; either way they are to be measured again. */
export async function storeCounts(client: PoolClient, organisationId: number, counts: ChunkCounts, now: Date): Promise<void> {
  const { fold, deltas, systems } = counts;
  if (deltas.length + fold.hours.length <= cellsWorthWriting) {
    await storeIntervals(client, organisationId, [...deltas, ...deltasOf(fold)], systems);
    return;
  }
  const cells = fold.hours.map((hour, cell) => ({ versionKey: fold.versionKeys[cell]!, hourMs: hour * 3_600_000 }));
  const hours = await markDirty(client, organisationId, [...deltas, ...cells], systems);
  await markStale(client, organisationId, hours, now);
}

function makeRoom({ fold, event, deltas, systems }: ChunkCounts, systemNumber: number): void {
  systems.set(event.versionKey, systemNumber);
  if (!isFull(fold)) return;
  deltas.push(...deltasOf(fold));
  emptyFold(fold);
}
