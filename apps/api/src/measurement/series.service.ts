import { Injectable } from '@nestjs/common';
import { claimedMinutes } from '#libs/remedies/excluded-time.js';
import { type Window, windowsOf } from '#libs/remedies/windows.js';
import type { Exclusion } from '#libs/wire/exclusions.js';
import type { Measurement, ObjectiveSeries, SystemObjectives } from '#libs/wire/measurements.js';
import { Database } from '../database/database.js';
import { exclusionsOf } from '../exclusions/exclusion-row.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { systemNumberFor } from '../systems/system-number.js';
import { presentMeasurements, type StoredMeasurement } from './measurement-row.js';
import { objectivesOf, type OwedObjective } from './objective-row.js';
import { recountingOf } from './stale-reader.js';
import { measurementOfWindow, unmeasuredWindow } from './window-measurer.js';
import { presentMinuteEnd, windowReader, type WindowReader } from './window-reader.js';

/** The objectives of a system with all their windows: final ones as stored, the others measured at this moment. */
@Injectable()
export class Series {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The internal number of a system whose measurements the caller may read. */
  async systemNumberFor(actor: Actor, systemId: string): Promise<number> {
    return this.database.inOrganisation(actor.organisationId, (manager) => systemNumberFor(manager, actor, systemId, 'read', 'Measurement'));
  }

  async of(actor: Actor, systemId: string): Promise<SystemObjectives> {
    const now = this.clock.now();
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const systemNumber = await systemNumberFor(manager, actor, systemId, 'read', 'Measurement');
      const objectives = await objectivesOf(manager, actor.organisationId, systemId);
      const stored = await presentMeasurements(manager, actor.organisationId, objectives.map(({ id }) => id));
      const system = { organisationId: actor.organisationId, systemNumber };
      const read = windowReader(manager, system, now);
      const claimed = claimedOf(await exclusionsOf(manager, system), now);
      const series: ObjectiveSeries[] = [];
      for (const objective of objectives) {
        series.push({ objective, measurements: (await measurementsOf(objective, stored, read, now)).map(claimed) });
      }
      return { systemId, measuredAt: now.toISOString(), series };
    });
  }
}

/** All windows that have begun, newest first. */
async function measurementsOf(objective: OwedObjective, stored: readonly StoredMeasurement[], read: WindowReader, now: Date): Promise<Measurement[]> {
  const known = new Map(stored.filter(({ objectiveId }) => objectiveId === objective.id).map((measurement) => [measurement.windowStart, measurement]));
  const measurements: Measurement[] = [];
  for (const window of windowsOf(objective.definition.window, objective.from, objective.until, now.toISOString()).toReversed()) {
    measurements.push(known.get(window.start) ?? (await presentOf(objective, window, read, now)));
  }
  return measurements;
}

async function presentOf(objective: OwedObjective, window: Window, read: WindowReader, now: Date): Promise<Measurement> {
  try {
    return measurementOfWindow(objective, window, await read(objective.definition.metric, window), now).measurement;
  } catch (error) {
    return unmeasuredWindow(objective, window, recountingOf(error), now);
  }
}

/** Says of a measurement how many more minutes it would lose to exclusions that wait to be accepted. Nobody stores it: claims come and go. */
function claimedOf(exclusions: readonly Exclusion[], now: Date): (measurement: Measurement) => Measurement {
  const presentEnd = presentMinuteEnd(now);
  return (measurement) => {
    const { windowStart, windowEnd, counts } = measurement;
    const minutes = claimedMinutes({ startMs: Date.parse(windowStart), endMs: Math.min(Date.parse(windowEnd), presentEnd) }, exclusions);
    return minutes === 0 ? measurement : { ...measurement, counts: { ...counts, claimedMinutes: minutes } };
  };
}
