import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { dayMilliseconds } from '#libs/measurement/intervals/intervals.js';
import { differencesReported, type IntervalRange, type IntervalReport } from '#libs/wire/intervals.js';
import { Database } from '../database/database.js';
import { insertLogRow, logRow, refusedByLog } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import type { SystemKey } from '../measurement/system-key.js';
import { systemNumberFor } from '../systems/system-number.js';
import { intervalLock } from './interval-lock.js';
import { compareDay, rebuildDay, type DayComparison } from './interval-recount.js';
import { staleDays } from './stale-hours.js';
import { StoredBatches } from './stored-batches.js';

const eventsPerAnswer = 1_000_000;
const daysPerAnswer = 31;
/** While old events keep coming in, their hours are not counted anew again and again. */
const quietMs = 5_000;

/** Keeps the promise that intervals are nothing but a count of their events: compares them, and counts anew what is not. */
@Injectable()
export class IntervalKeeping {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly batches: StoredBatches,
  ) {}

  /** Compares, and changes nothing. @throws FineprintError NOT_FOUND, also where the caller may not */
  verify(actor: Actor, systemId: string, range: IntervalRange): Promise<IntervalReport> {
    return this.go(actor, systemId, range, 'verify', compareDay);
  }

  /** Compares, and replaces what differs or is stale. */
  async rebuild(actor: Actor, systemId: string, range: IntervalRange): Promise<IntervalReport> {
    const report = await this.go(actor, systemId, range, 'rebuild', rebuildDay);
    const system = await this.systemFor(actor, systemId);
    if (report.staleHours + report.differing > 0) this.batches.announce(system.organisationId, [system.systemNumber]);
    return report;
  }

  /** Counts stale hours anew, a day at a time. @returns false when it is too early, because they were marked only just now */
  async recountStale(system: SystemKey): Promise<boolean> {
    const { days, lastMarkedMs } = await this.database.inIngest(system.organisationId, (client) => staleDays(client, system));
    if (days.length > 0 && this.clock.now().getTime() - lastMarkedMs < quietMs) return false;
    for (const dayMs of days) await this.alone(system, (client) => rebuildDay(client, system, dayMs));
    return true;
  }

  private async go(
    actor: Actor,
    systemId: string,
    { from, to }: IntervalRange,
    action: 'verify' | 'rebuild',
    work: (client: PoolClient, system: SystemKey, dayMs: number) => Promise<DayComparison>,
  ): Promise<IntervalReport> {
    const system = await this.systemFor(actor, systemId);
    const endMs = to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to);
    const days: DayComparison[] = [];
    let next = await this.dayFrom(system, from === undefined ? 0 : dayOf(Date.parse(from)), endMs);
    for (let events = 0; next !== null && events < eventsPerAnswer && days.length < daysPerAnswer; ) {
      const dayMs = next;
      const day = await this.alone(system, async (client) => {
        const compared = await work(client, system, dayMs);
        await this.log(client, actor, systemId, action, compared);
        return compared;
      });
      days.push(day);
      events += day.events;
      next = await this.dayFrom(system, dayMs + dayMilliseconds, endMs);
    }
    return this.reportOf(system, days, action === 'rebuild', next);
  }

  private alone<T>(system: SystemKey, work: (client: PoolClient) => Promise<T>): Promise<T> {
    return this.database.inIngestSnapshot(system.organisationId, intervalLock(system.systemNumber), work);
  }

  private async systemFor(actor: Actor, systemId: string): Promise<SystemKey> {
    const { organisationId } = actor;
    const systemNumber = await this.database.inOrganisation(organisationId, (manager) => systemNumberFor(manager, actor, systemId, 'recount', 'Interval'));
    return { organisationId, systemNumber };
  }

  /** The first day from `dayMs` on that has anything to compare. */
  private async dayFrom({ organisationId, systemNumber }: SystemKey, dayMs: number, endMs: number): Promise<number | null> {
    const { rows } = await this.database.inIngest(organisationId, (client) =>
      client.query<{ first: Date | null }>(
        `SELECT least((SELECT min(at) FROM event WHERE organisation_id = $1 AND system_number = $2 AND at >= $3),
           (SELECT min(hour) FROM interval WHERE organisation_id = $1 AND system_number = $2 AND hour >= $3),
           (SELECT min(hour) FROM stale_hour WHERE organisation_id = $1 AND system_number = $2 AND hour >= $3)) AS first`,
        [organisationId, systemNumber, new Date(dayMs)],
      ),
    );
    const first = rows[0]?.first;
    return first && first.getTime() < endMs ? dayOf(first.getTime()) : null;
  }

  private async log(client: PoolClient, actor: Actor, systemId: string, action: string, day: DayComparison): Promise<void> {
    const detail = { day: new Date(day.dayMs).toISOString(), intervals: day.cells, differing: day.differing.length, staleHours: day.stale.size, rollUpWrong: day.isRollUpWrong };
    const entry = { action: `intervals.${action}`, objectKind: 'system', objectId: systemId, detail };
    await client.query(insertLogRow, logRow(actor, entry, this.clock.now())).catch(refusedByLog);
  }

  private async reportOf({ organisationId, systemNumber }: SystemKey, days: readonly DayComparison[], repaired: boolean, next: number | null): Promise<IntervalReport> {
    const { rows } = await this.database.inIngest(organisationId, (client) =>
      client.query<{ number: number; label: string }>('SELECT number, label FROM system_version WHERE organisation_id = $1 AND system_number = $2', [organisationId, systemNumber]),
    );
    const labels = new Map(rows.map(({ number, label }) => [number, label]));
    const differing = days.flatMap((day) => day.differing);
    const sumOf = (count: (day: DayComparison) => number): number => days.reduce((sum, day) => sum + count(day), 0);
    return {
      days: days.length,
      events: sumOf(({ events }) => events),
      intervals: sumOf(({ cells }) => cells),
      staleHours: sumOf(({ stale }) => stale.size),
      differing: differing.length,
      differences: differing.slice(0, differencesReported).map(({ versionKey, hourMs }) => ({ hour: new Date(hourMs).toISOString(), version: labels.get(versionKey) ?? String(versionKey) })),
      rollUps: days.filter(({ isRollUpWrong }) => isRollUpWrong).map(({ dayMs }) => new Date(dayMs).toISOString()),
      repaired,
      next: next === null ? null : new Date(next).toISOString(),
    };
  }
}

function dayOf(timeMs: number): number {
  return timeMs - (timeMs % dayMilliseconds);
}
