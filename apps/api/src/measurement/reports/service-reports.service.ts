import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayMilliseconds, hourMilliseconds } from '#libs/measurement/intervals/intervals.js';
import { attainmentFigure, availabilityFigures, exactLatencyFigures, freshnessFigures, latencyCounts, latencyFigures, servicePoint, throughputFigures } from '#libs/measurement/reports/service-figures.js';
import { totalsOf } from '#libs/measurement/intervals/window-totals.js';
import { isBinEdge } from '#libs/measurement/intervals/latency-bins.js';
import { stepsOver } from '#libs/measurement/reports/steps.js';
import { invalidAt } from '#libs/wire/errors.js';
import type { ServiceQuery, ServiceReport, VersionStretch } from '#libs/wire/service-reports.js';
import type { Actor } from '../../http/actor.js';
import { readIntervals } from '../interval-reader.js';
import { presentMinuteEnd } from '../window-reader.js';
import { readExactColumns } from './exact-columns.js';
import { lastSeen } from './last-seen.js';
import { basisOf } from './report-basis.js';
import { countedTime, ofWindow, type ReportWindow } from './report-window.js';
import { Reports } from './reports.service.js';
import { readSteps, type StepRow } from './step-reader.js';

/** Up to so many hours a report shows each of them; beyond, days. */
const mostHours = 72;

@Injectable()
export class ServiceReports {
  constructor(private readonly reports: Reports) {}

  /** @throws FineprintError NOT_FOUND; INVALID for a period, version or threshold that cannot be */
  of(actor: Actor, systemId: string, query: ServiceQuery): Promise<ServiceReport> {
    const threshold = query.thresholdMilliseconds;
    if (threshold !== undefined && !isBinEdge(threshold)) throw invalidAt('/thresholdMilliseconds', 'RANGE', 'three significant digits at most, because latencies are kept to three');
    return this.reports.over(actor, systemId, query, async (manager, window) => {
      const step = window.endMs - window.startMs <= mostHours * hourMilliseconds ? 'hour' : 'day';
      const own = ofWindow(window, await readSteps(manager, window.system, countedTime(window), { columns: ['latency'], hourly: step === 'hour' }));
      const measuredEnd = Math.max(window.startMs, Math.min(window.endMs, presentMinuteEnd(new Date(window.nowMs))));
      // Minutes are kept for all versions together: how a service runs is not a matter of one of them.
      const minutes = totalsOf(await readIntervals(manager, window.system, [window]), window.startMs, measuredEnd, window.excluded);
      const latency = latencyCounts(own);
      const percentiles = window.source === 'exact' ? exactLatencyFigures(await exactLatencies(manager, window)) : latencyFigures(latency);
      return {
        basis: await basisOf(manager, window, own.reduce((sum, { events }) => sum + events, 0), percentiles.map(({ figure }) => figure.bound)),
        availability: availabilityFigures(minutes),
        latency: percentiles,
        attainment: threshold === undefined ? null : { thresholdMilliseconds: threshold, figure: attainmentFigure(latency, threshold) },
        throughput: throughputFigures(minutes, window.startMs),
        freshness: freshnessFigures(minutes, window.startMs, query.maximumGapMinutes, await lastEventMs(manager, window)),
        step,
        points: stepsOver(own, window, step === 'hour' ? hourMilliseconds : dayMilliseconds).map(servicePoint),
        versions: await versionStretches(manager, window),
      };
    });
  }
}

async function exactLatencies(manager: EntityManager, window: ReportWindow): Promise<Float64Array> {
  const { rows, latencies, failed } = await readExactColumns(manager, window);
  return latencies.subarray(0, rows).filter((latency, row) => failed[row] === 0 && !Number.isNaN(latency));
}

/** When each version answered, in excluded time too: an exclusion hides no version. */
async function versionStretches(manager: EntityManager, window: ReportWindow): Promise<VersionStretch[]> {
  const byVersion = Map.groupBy(await readSteps(manager, window.system, [window], { columns: [] }), ({ versionKey }) => versionKey);
  const last = await lastSeen(manager, window);
  return window.versions.map(({ key, label, announced, firstSeenAt }) => {
    const own = byVersion.get(key) ?? [];
    const events = (some: readonly StepRow[]): number => some.reduce((sum, row) => sum + row.events, 0);
    return {
      label,
      announced,
      firstSeenAt: firstSeenAt?.toISOString() ?? null,
      lastSeenAt: last.get(key)?.toISOString() ?? null,
      events: events(own),
      points: stepsOver(own, window, dayMilliseconds).map((step) => ({ from: new Date(step.startMs).toISOString(), to: new Date(step.endMs).toISOString(), events: events(step.rows) })),
    };
  });
}

async function lastEventMs(manager: EntityManager, { system, startMs, endMs }: ReportWindow): Promise<number | null> {
  const [row] = await manager.query<{ at: Date | null }[]>(
    'SELECT max(at) AS at FROM event WHERE organisation_id = $1 AND system_number = $2 AND at >= $3 AND at < $4',
    [system.organisationId, system.systemNumber, new Date(startMs), new Date(endMs)],
  );
  return row?.at?.getTime() ?? null;
}
