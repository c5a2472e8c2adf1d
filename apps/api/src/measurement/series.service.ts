import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { windowsOf } from '#libs/remedies/windows.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { Measurement, ObjectiveSeries, SystemObjectives } from '#libs/wire/measurements.js';
import { sqlFilterFor } from '#libs/access/sql-filter.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { presentMeasurements, type StoredMeasurement } from './measurement-row.js';
import { objectivesOf, type OwedObjective } from './objective-row.js';
import { measurementOfWindow } from './window-measurer.js';
import { windowReader, type WindowReader } from './window-reader.js';

/** The objectives of a system with all their windows: final ones as stored, the others measured at this moment. */
@Injectable()
export class Series {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The internal number of a system whose measurements the caller may read. */
  async systemNumberFor(actor: Actor, systemId: string): Promise<number> {
    return this.database.inOrganisation(actor.organisationId, (manager) => systemNumberOf(manager, actor, systemId));
  }

  async of(actor: Actor, systemId: string): Promise<SystemObjectives> {
    const now = this.clock.now();
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const systemNumber = await systemNumberOf(manager, actor, systemId);
      const objectives = await objectivesOf(manager, actor.organisationId, systemId);
      const stored = await presentMeasurements(manager, actor.organisationId, objectives.map(({ id }) => id));
      const read = windowReader(manager, { organisationId: actor.organisationId, systemNumber }, now);
      const series: ObjectiveSeries[] = [];
      for (const objective of objectives) {
        series.push({ objective, measurements: await measurementsOf(objective, stored, read, now) });
      }
      return { systemId, measuredAt: now.toISOString(), series };
    });
  }
}

async function systemNumberOf(manager: EntityManager, actor: Actor, systemId: string): Promise<number> {
  const filter = sqlFilterFor(actor.ability, 'read', 'Measurement', { vendorId: 'vendor_id' }, 3);
  const [row] = await manager.query<{ number: number }[]>(
    `SELECT number FROM system WHERE organisation_id = $1 AND id = $2 AND ${filter.where}`,
    [actor.organisationId, systemId, ...filter.parameters],
  );
  if (!row) throw new FineprintError('NOT_FOUND');
  return row.number;
}

/** All windows that have begun, newest first. */
async function measurementsOf(objective: OwedObjective, stored: readonly StoredMeasurement[], read: WindowReader, now: Date): Promise<Measurement[]> {
  const known = new Map(stored.filter(({ objectiveId }) => objectiveId === objective.id).map((measurement) => [measurement.windowStart, measurement]));
  const measurements: Measurement[] = [];
  for (const window of windowsOf(objective.definition.window, objective.from, objective.until, now.toISOString()).toReversed()) {
    measurements.push(known.get(window.start) ?? measurementOfWindow(objective, window, await read(window), now).measurement);
  }
  return measurements;
}
