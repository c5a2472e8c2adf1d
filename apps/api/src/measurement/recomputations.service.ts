import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { leftOf, type Stretch } from '#libs/measurement/intervals/stretches.js';
import { latencyBinOf, latencyUpperEdge } from '#libs/measurement/intervals/latency-bins.js';
import { percentile } from '#libs/measurement/statistics/percentiles.js';
import { ascending } from '#libs/measurement/statistics/sorting.js';
import { excludedTime } from '#libs/remedies/excluded-time.js';
import { windowsOf, type Window } from '#libs/remedies/windows.js';
import { FineprintError, invalidAt } from '#libs/wire/errors.js';
import type { Recomputation } from '#libs/wire/measurements.js';
import { Database } from '../database/database.js';
import { exclusionsOf } from '../exclusions/exclusion-row.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { systemNumberFor } from '../systems/system-number.js';
import { presentMeasurements } from './measurement-row.js';
import { objectivesOf, type OwedObjective } from './objective-row.js';
import { rawLatencies } from './raw-latencies.js';
import { ReportPlaces } from './report-places.js';
import type { SystemKey } from './system-key.js';
import { measurementOfWindow } from './window-measurer.js';
import { windowReader } from './window-reader.js';

/** Measures one window again from the events themselves. Stores nothing: what intervals gave stays until a dispute decides otherwise. */
@Injectable()
export class Recomputations {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly places: ReportPlaces,
  ) {}

  /** @throws FineprintError NOT_FOUND; INVALID when no window of the objective begins there; TOO_MANY_REQUESTS */
  of(actor: Actor, systemId: string, objectiveId: string, windowStart: string): Promise<Recomputation> {
    const now = this.clock.now();
    const inOrganisation = (): Promise<Recomputation> => this.database.inOrganisation(actor.organisationId, async (manager) => {
      const system = { organisationId: actor.organisationId, systemNumber: await systemNumberFor(manager, actor, systemId, 'read', 'Measurement') };
      const objective = (await objectivesOf(manager, actor.organisationId, systemId)).find(({ id }) => id === objectiveId);
      if (objective === undefined) throw new FineprintError('NOT_FOUND');
      const { metric } = objective.definition;
      const window = windowAt(objective, windowStart, now);
      const stored = (await presentMeasurements(manager, actor.organisationId, [objectiveId])).find((one) => one.windowStart === window.start);
      const { measurement: fromIntervals } = measurementOfWindow(objective, window, await windowReader(manager, system, now)(metric, window), now);
      const totals = await windowReader(manager, system, now, 'exact')(metric, window);
      const { measurement: recomputed } = measurementOfWindow(objective, window, totals, now);
      const used = stored ?? fromIntervals;
      return {
        method: 'exact',
        events: totals.events,
        fromIntervals: used,
        recomputed,
        agrees: recomputed.inputsHash === used.inputsHash,
        ...(await precisely(manager, system, objective, window, recomputed.value)),
      };
    });
    return this.places.hold('exact', inOrganisation);
  }
}

function windowAt({ definition, from, until }: OwedObjective, start: string, now: Date): Window {
  const window = windowsOf(definition.window, from, until, now.toISOString()).find((one) => Date.parse(one.start) === Date.parse(start));
  if (window === undefined) throw invalidAt('/window', 'UNKNOWN', 'no window of this objective that has begun starts then');
  return window;
}

/** Of all metrics only percentiles of latency are rounded: to three digits, by the width of their bin at most. */
async function precisely(manager: EntityManager, system: SystemKey, { definition }: OwedObjective, window: Window, value: string | null): Promise<Pick<Recomputation, 'exactValue' | 'bound'>> {
  if (definition.metric !== 'latency-percentile' || value === null) return { exactValue: value, bound: '0' };
  const stretches = leftOf({ startMs: Date.parse(window.start), endMs: Date.parse(window.end) }, excludedTime(await exclusionsOf(manager, system)));
  const latencies = await latenciesIn(manager, system, stretches);
  const exact = percentile(ascending(latencies), Number(definition.method.percentile) / 100, 'nearest-rank').value;
  const bin = latencyBinOf(Number(value));
  return { exactValue: exact === null ? null : decimalText(exact), bound: decimalText(latencyUpperEdge(bin) - (bin === 0 ? 0 : latencyUpperEdge(bin - 1))) };
}

async function latenciesIn(manager: EntityManager, system: SystemKey, stretches: readonly Stretch[]): Promise<Float64Array> {
  const parts: number[][] = [];
  for (const { startMs, endMs } of stretches) parts.push(await rawLatencies(manager, system, startMs, endMs));
  return Float64Array.from(parts.flat());
}

function decimalText(value: number): string {
  return value.toFixed(9).replace(/\.?0+$/, '');
}
