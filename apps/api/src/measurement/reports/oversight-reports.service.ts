import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { completenessByField, oversightMeasuresOf } from '#libs/measurement/reports/oversight-report.js';
import { cellsOf } from '#libs/measurement/reports/kept-counts.js';
import type { OversightQuery, OversightReport } from '#libs/wire/service-reports.js';
import type { Actor } from '../../http/actor.js';
import { basisOf } from './report-basis.js';
import { countedTime, ofWindow, type ReportWindow } from './report-window.js';
import { Reports } from './reports.service.js';
import { readSteps } from './step-reader.js';

@Injectable()
export class OversightReports {
  constructor(private readonly reports: Reports) {}

  /** Counts lose nothing in intervals, so both sources are the same. @throws FineprintError NOT_FOUND; INVALID */
  of(actor: Actor, systemId: string, query: OversightQuery): Promise<OversightReport> {
    return this.reports.over(actor, systemId, query, async (manager, window) => {
      const rows = ofWindow(window, await readSteps(manager, window.system, countedTime(window), { columns: ['counters'] }));
      const sum = (count: 'events' | 'decided'): number => rows.reduce((total, row) => total + row[count], 0);
      const counts = {
        cells: cellsOf(rows.map(({ counters }) => counters)),
        events: sum('events'),
        decided: sum('decided'),
        duplicates: await duplicatesOf(manager, window),
      };
      return {
        basis: await basisOf(manager, window, counts.events, []),
        minimumReasons: query.minimumReasons,
        licensedUsers: query.licensedUsers ?? null,
        measures: oversightMeasuresOf(counts, query.minimumReasons, query.licensedUsers),
        completeness: completenessByField(counts),
      };
    });
  }
}

/** Events that came again on a day of the window, whichever version they name, and whether or not the time that they name is excluded: when they came says nothing of it. */
async function duplicatesOf(manager: EntityManager, { system, startMs, endMs }: ReportWindow): Promise<number> {
  const [row] = await manager.query<{ duplicates: number }[]>(
    `SELECT coalesce(sum(count), 0)::float8 AS duplicates FROM data_quality
     WHERE organisation_id = $1 AND system_number = $2 AND kind = 'event' AND finding = 'duplicate' AND day >= $3 AND day <= $4`,
    [system.organisationId, system.systemNumber, dayOf(startMs), dayOf(endMs - 1)],
  );
  return row!.duplicates;
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
