import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { hourMilliseconds } from '#libs/measurement/intervals.js';
import { functionVersion } from '#libs/measurement/measure.js';
import { restatementOf } from '#libs/remedies/restatement.js';
import { finalAt, windowsOf, type Window } from '#libs/remedies/windows.js';
import { BreachKeeping } from '../breaches/breach-keeping.service.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import { Clock } from '../http/clock.js';
import { systemActor } from '../jobs/system-actor.js';
import type { SystemKey } from './interval-reader.js';
import { insertMeasurement, presentMeasurements, type StoredMeasurement } from './measurement-row.js';
import { objectivesOf, type OwedObjective } from './objective-row.js';
import { SystemChanges } from '../jobs/system-changes.js';
import { lockSystem, takeDirtyHours } from './system-lock.js';
import { measureWindow } from './window-measurer.js';
import { windowReader, type WindowReader } from './window-reader.js';

interface Due {
  readonly objective: OwedObjective;
  readonly window: Window;
  readonly previous: StoredMeasurement | undefined;
}

/**
 * Stores what became final on a system: windows whose time has come, and final windows whose events or outcomes changed
 * afterwards. Everything happens in one transaction, and doing it again changes nothing.
 */
@Injectable()
export class Measuring {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly breaches: BreachKeeping,
    private readonly changes: SystemChanges,
  ) {}

  /** @returns how many measurements were stored */
  async measure(system: SystemKey): Promise<number> {
    const now = this.clock.now();
    const stored = await this.database.inOrganisation(system.organisationId, (manager) => this.settle(manager, system, now));
    this.changes.announce(system);
    return stored;
  }

  private async settle(manager: EntityManager, system: SystemKey, now: Date): Promise<number> {
    const systemId = await lockSystem(manager, system);
    if (systemId === undefined) return 0;
    const dirtyHours = await takeDirtyHours(manager, system);
    const objectives = await objectivesOf(manager, system.organisationId, systemId);
    const present = await presentMeasurements(manager, system.organisationId, objectives.map(({ id }) => id));
    const read = windowReader(manager, system, now);
    let stored = 0;
    for (const due of dueWindows(objectives, present, dirtyHours, now)) {
      if (await this.settleWindow(manager, system, due, read, now)) stored += 1;
    }
    return stored;
  }

  private async settleWindow(manager: EntityManager, system: SystemKey, due: Due, read: WindowReader, now: Date): Promise<boolean> {
    const { objective, window, previous } = due;
    const { measured, decided, inputsHash } = measureWindow(objective.definition, window, await read(window), now);
    if (previous?.inputsHash === inputsHash) return false;
    const measurement: StoredMeasurement = {
      id: v7({ msecs: now.getTime() }),
      objectiveId: objective.id,
      windowStart: window.start,
      windowEnd: window.end,
      finalAt: finalAt(objective.definition, window),
      sequence: (previous?.sequence ?? 0) + 1,
      value: measured.value,
      bounds: measured.bounds,
      sampleSize: measured.sampleSize,
      coverage: measured.coverage,
      verdict: decided.verdict,
      tendency: null,
      finality: previous ? 'restated' : 'final',
      reason: decided.reason,
      counts: measured.counts,
      measuredAt: now.toISOString(),
      inputsHash,
      functionVersion,
      breachId: previous?.breachId ?? null,
    };
    await insertMeasurement(manager, system.organisationId, measurement);
    const actor = systemActor(system.organisationId);
    await this.log.record(manager, actor, {
      action: previous ? 'measurement.restate' : 'measurement.finalise',
      objectKind: 'measurement',
      objectId: measurement.id,
      before: previous,
      after: measurement,
      detail: { objective: objective.definition.key, windowStart: window.start, verdict: decided.verdict, value: measured.value },
    });
    const command = restatementOf(previous?.verdict ?? 'not-measured', measurement.verdict);
    if (command !== 'none') await this.breaches.follow(manager, actor, { command, objective, window, measurement, exact: measured.exact });
    return true;
  }
}

/** Oldest first, because the credit of a window depends on those before it. */
function dueWindows(objectives: readonly OwedObjective[], present: readonly StoredMeasurement[], dirtyHours: readonly number[], now: Date): Due[] {
  const known = new Map(present.map((measurement) => [`${measurement.objectiveId} ${measurement.windowStart}`, measurement]));
  const nowIso = now.toISOString();
  return objectives
    .flatMap((objective) =>
      windowsOf(objective.definition.window, objective.from, objective.until, nowIso)
        .filter((window) => finalAt(objective.definition, window) <= nowIso)
        .map((window) => ({ objective, window, previous: known.get(`${objective.id} ${window.start}`) })),
    )
    .filter(({ window, previous }) => previous === undefined || isTouched(window, dirtyHours))
    .toSorted((a, b) => compare(a.window.end, b.window.end) || compare(a.objective.definition.key, b.objective.definition.key));
}

function isTouched(window: Window, dirtyHours: readonly number[]): boolean {
  const [start, end] = [Date.parse(window.start), Date.parse(window.end)];
  return dirtyHours.some((hour) => hour < end && hour + hourMilliseconds > start);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
