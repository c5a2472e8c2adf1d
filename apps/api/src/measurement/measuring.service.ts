import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { dueWindows, liesIn, type DueWindow } from '#libs/remedies/due-windows.js';
import { restatementOf } from '#libs/remedies/restatement.js';
import { FineprintError } from '#libs/wire/errors.js';
import { BreachKeeping } from '../breaches/breach-keeping.service.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import { Clock } from '../http/clock.js';
import { systemActor } from '../jobs/system-actor.js';
import type { SystemKey } from './system-key.js';
import { insertMeasurement, presentMeasurements, type StoredMeasurement } from './measurement-row.js';
import { objectivesOf, type OwedObjective } from './objective-row.js';
import { SystemChanges } from '../jobs/system-changes.js';
import { clearDirtyHours, dirtyHoursOf, lockSystem } from './system-lock.js';
import { measurementOfWindow } from './window-measurer.js';
import { windowReader, type WindowReader } from './window-reader.js';

type Due = DueWindow<OwedObjective, StoredMeasurement>;

/**
 * Stores what became final on a system: windows whose time has come, and final windows whose events or outcomes changed
 * afterwards. Everything happens in one transaction, and doing it again changes nothing.
 */
@Injectable()
export class Measuring {
  private readonly logger = new Logger('measuring');

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
    const dirtyHours = await dirtyHoursOf(manager, system);
    const objectives = await objectivesOf(manager, system.organisationId, systemId);
    const present = await presentMeasurements(manager, system.organisationId, objectives.map(({ id }) => id));
    const read = windowReader(manager, system, now);
    const failed: Due[] = [];
    let stored = 0;
    for (const due of dueWindows(objectives, present, dirtyHours.map(({ hourMs }) => hourMs), now.toISOString())) {
      const outcome = await this.tryWindow(manager, system, due, read, now);
      if (outcome === 'stored') stored += 1;
      if (outcome === 'failed') failed.push(due);
    }
    // The hours of a window that failed stay, so that the next sweep tries it again.
    await clearDirtyHours(manager, system, dirtyHours.filter(({ hourMs }) => !failed.some(({ window }) => liesIn(window, hourMs))));
    return stored;
  }

  /** A window that cannot be measured, or not be priced, does not hold back the others. */
  private async tryWindow(manager: EntityManager, system: SystemKey, due: Due, read: WindowReader, now: Date): Promise<'stored' | 'unchanged' | 'failed'> {
    await manager.query('SAVEPOINT one_window');
    try {
      const isStored = await this.settleWindow(manager, system, due, read, now);
      await manager.query('RELEASE SAVEPOINT one_window');
      return isStored ? 'stored' : 'unchanged';
    } catch (error) {
      await manager.query('ROLLBACK TO SAVEPOINT one_window');
      const { objective, window } = due;
      const name = `${objective.definition.key} (${objective.id}) of ${window.start} to ${window.end}`;
      const isWaiting = error instanceof FineprintError && error.code === 'RECOUNTING';
      this.logger[isWaiting ? 'log' : 'error'](`organisation ${system.organisationId}, system ${system.systemNumber}: ${name} was not measured: ${String(error)}`);
      return 'failed';
    }
  }

  private async settleWindow(manager: EntityManager, system: SystemKey, { objective, window, previous }: Due, read: WindowReader, now: Date): Promise<boolean> {
    const { measurement: measured, exact } = measurementOfWindow(objective, window, await read(objective.definition.metric, window), now);
    if (previous?.inputsHash === measured.inputsHash) return false;
    const measurement: StoredMeasurement = {
      ...measured,
      id: v7({ msecs: now.getTime() }),
      sequence: (previous?.sequence ?? 0) + 1,
      finality: previous ? 'restated' : 'final',
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
      detail: { objective: objective.definition.key, windowStart: window.start, verdict: measurement.verdict, value: measurement.value },
    });
    const command = restatementOf(previous?.verdict ?? 'not-measured', measurement.verdict);
    if (command !== 'none') await this.breaches.follow(manager, actor, { command, objective, window, measurement, exact });
    return true;
  }
}
