import type { PoolClient } from 'pg';
import { type Cell, canonicalRows, differingCells, isSame } from '#libs/measurement/intervals/comparison.js';
import { dayMilliseconds, hourMilliseconds, type IntervalDelta, sumOfDay, versionDaysOf } from '#libs/measurement/intervals/intervals.js';
import { foldRaw } from '../measurement/raw-events.js';
import type { SystemKey } from '../measurement/system-key.js';
import { readDay, readVersionDays } from './interval-days.js';
import { insertIntervals, intervalsOf, markDirty, type StoredInterval } from './interval-rows.js';
import { staleHours, takeStaleMarks } from './stale-hours.js';

/** A UTC day's interval rows beside the same folded afresh from its events and outcomes. */
export interface DayComparison {
  readonly dayMs: number;
  readonly events: number;
  /** Versions and hours with events. */
  readonly cells: number;
  /** Hours known to be stale; they are no difference. */
  readonly stale: ReadonlySet<number>;
  readonly differing: readonly Cell[];
  /** Whether its roll-up says that it is of these rows, and is not. */
  readonly isRollUpWrong: boolean;
}

interface Recount extends DayComparison {
  readonly stored: readonly StoredInterval[];
  readonly fresh: readonly IntervalDelta[];
}

/** Compares a day, as the transaction sees it at one moment: every other transaction brings events and their interval rows together. */
export async function compareDay(client: PoolClient, system: SystemKey, dayMs: number): Promise<DayComparison> {
  const stale = await staleHours(client, system, dayMs, dayMs + dayMilliseconds);
  return recountOf(client, system, dayMs, stale);
}

/**
 * Makes a day's interval rows what a fresh fold gives, and forgets that hours were stale; hours that are right already stay as they are.
 * The caller's transaction sees one moment and holds the lock of intervals, so nothing that is stored meanwhile is lost or counted twice.
 */
export async function rebuildDay(client: PoolClient, system: SystemKey, dayMs: number): Promise<DayComparison> {
  const { organisationId, systemNumber } = system;
  const stale = await takeStaleMarks(client, system, dayMs, dayMs + dayMilliseconds);
  const recount = await recountOf(client, system, dayMs, stale);
  const wrong = new Set([...stale, ...recount.differing.map(({ hourMs }) => hourMs)]);
  // Other rows under new ids make a wrong roll-up one that nobody uses.
  const isReplaced = ({ hourMs }: Cell): boolean => recount.isRollUpWrong || wrong.has(hourMs);
  await client.query('DELETE FROM interval WHERE organisation_id = $1 AND system_number = $2 AND id = ANY($3::bigint[])', [
    organisationId,
    systemNumber,
    recount.stored.filter(isReplaced).map(({ id }) => id),
  ]);
  await insertIntervals(client, organisationId, recount.fresh.filter(isReplaced), () => systemNumber);
  const changed = [...recount.stored, ...recount.fresh].filter(isReplaced);
  await markDirty(client, organisationId, changed, new Map(changed.map(({ versionKey }) => [versionKey, systemNumber])));
  return recount;
}

async function recountOf(client: PoolClient, system: SystemKey, dayMs: number, stale: ReadonlySet<number>): Promise<Recount> {
  const hours = Array.from({ length: 24 }, (_, hour) => new Date(dayMs + hour * hourMilliseconds));
  const stored = await intervalsOf(client, system.organisationId, system.systemNumber, hours);
  const kept = canonicalRows(stored.map(({ id: _id, ...row }) => row));
  const fresh = canonicalRows(await foldRaw(client, system, [{ startMs: dayMs, endMs: dayMs + dayMilliseconds }]));
  return {
    dayMs,
    events: fresh.reduce((sum, { events }) => sum + events, 0),
    cells: fresh.length,
    stale,
    differing: differingCells(kept, fresh).filter(({ hourMs }) => !stale.has(hourMs)),
    isRollUpWrong: stale.size === 0 && (await isRollUpWrong(client, system, dayMs, stored)),
    stored,
    fresh,
  };
}

async function isRollUpWrong(client: PoolClient, system: SystemKey, dayMs: number, stored: readonly StoredInterval[]): Promise<boolean> {
  const day = await readDay(client, system, dayMs);
  if (!day || day.rowCount !== stored.length || day.lastId !== stored.reduce((last, { id }) => Math.max(last, Number(id)), 0)) return false;
  if (!isSame(day.sum, sumOfDay(dayMs, stored))) return true;
  const [kept, wanted] = [await readVersionDays(client, system, dayMs), versionDaysOf(dayMs, stored)];
  return kept.length !== wanted.length || wanted.some((version, at) => !isSame(version, kept[at]!));
}
