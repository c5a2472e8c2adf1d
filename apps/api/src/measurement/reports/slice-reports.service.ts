import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayMilliseconds } from '#libs/measurement/intervals/intervals.js';
import type { SliceTotals } from '#libs/measurement/intervals/histograms.js';
import { sumOfConfusions } from '#libs/measurement/performance/confusion.js';
import { attributesIn } from '#libs/measurement/reports/attribute-list.js';
import { groupSlices, withoutSegments, type SliceCounts } from '#libs/measurement/reports/slice-groups.js';
import { slicePoints } from '#libs/measurement/reports/slice-points.js';
import { slicesOfEvents } from '#libs/measurement/reports/slice-tallies.js';
import { compareSlices } from '#libs/measurement/reports/slice-report.js';
import { cellsOf, slicesIn } from '#libs/measurement/reports/kept-counts.js';
import { stepsOver } from '#libs/measurement/reports/steps.js';
import { invalidAt } from '#libs/wire/errors.js';
import type { SliceQuery, SliceReport } from '#libs/wire/slice-reports.js';
import type { Actor } from '../../http/actor.js';
import type { SystemKey } from '../system-key.js';
import { readExactColumns } from './exact-columns.js';
import { basisOf } from './report-basis.js';
import { countedTime, ofWindow } from './report-window.js';
import { Reports } from './reports.service.js';
import { readSteps, type StepRow } from './step-reader.js';

type Available = SliceReport['available'];

@Injectable()
export class SliceReports {
  constructor(private readonly reports: Reports) {}

  /** @throws FineprintError NOT_FOUND; INVALID for a period, version or attribute that cannot be */
  of(actor: Actor, systemId: string, query: SliceQuery): Promise<SliceReport> {
    return this.reports.over(actor, systemId, query, async (manager, window) => {
      const available = await attributesOf(manager, window.system);
      const attributes = chosen(query.attributes, available);
      const segments = await segmentsOf(manager, window.system);
      const named = (tallies: ReadonlyMap<number, SliceTotals>): SliceCounts[] => [...tallies].map(([slice, tally]) => ({ segments: segments.get(slice) ?? {}, tally }));
      const rows = ofWindow(window, await readSteps(manager, window.system, countedTime(window), { columns: ['slices', 'counters'] }));
      const slices = window.source === 'exact' ? named(slicesOfEvents(await readExactColumns(manager, window))) : everySlice(rows, named);
      const whole = groupSlices(slices, attributes);
      const smallBelow = { share: query.smallShare, rows: query.smallEvents };
      const { groups, gaps } = compareSlices(whole, smallBelow, query.reference);
      if (query.reference !== undefined && !groups.some(({ name }) => name === query.reference)) {
        throw invalidAt('/reference', 'UNKNOWN', `there is no group "${query.reference}" in this period`);
      }
      const steps = stepsOver(rows, window, dayMilliseconds).map((step) => ({ ...step, ...groupSlices(named(slicesIn(step.rows.map((row) => row.slices))), attributes) }));
      const points = slicePoints(steps);
      const events = rows.reduce((sum, row) => sum + row.events, 0);
      const unknown = whole.unknown.tally.events;
      return {
        basis: await basisOf(manager, window, events, groups.map(({ calibration }) => calibration.bound)),
        attributes,
        available,
        smallBelow: { share: query.smallShare, events: query.smallEvents },
        unknown: { events: unknown, share: events === 0 ? 0 : unknown / events },
        groups: groups.map((group) => ({ ...group, points: points.get(group.name) ?? [] })),
        gaps: [...gaps],
      };
    });
  }
}

/** From intervals: what was counted of each slice, and what all of them leave over. */
function everySlice(rows: readonly StepRow[], named: (tallies: ReadonlyMap<number, SliceTotals>) => SliceCounts[]): SliceCounts[] {
  const tallies = slicesIn(rows.map(({ slices }) => slices));
  const sum = (count: 'events' | 'errors' | 'decided'): number => rows.reduce((total, row) => total + row[count], 0);
  const { selected } = cellsOf(rows.map(({ counters }) => counters));
  return [...named(tallies), withoutSegments({ events: sum('events'), errors: sum('errors'), decided: sum('decided'), selected, ...sumOfConfusions(rows) }, tallies.values())];
}

function chosen(asked: string | undefined, available: Available): string[] {
  const names = asked === undefined || asked === '' ? available.slice(0, 1).map(({ name }) => name) : attributesIn(asked, available.map(({ name }) => name));
  for (const name of names) {
    if (!available.some((one) => one.name === name)) throw invalidAt('/attributes', 'UNKNOWN', `the system's events have no attribute "${name}"`);
  }
  return [...new Set(names)];
}

/** Group attributes first: fairness is about them. */
async function attributesOf(manager: EntityManager, { organisationId, systemNumber }: SystemKey): Promise<Available> {
  return manager.query<Available>(
    `SELECT name, kind, declared, (SELECT count(DISTINCT slice.segments ->> attribute.name)::int FROM slice
       WHERE slice.organisation_id = $1 AND slice.system_number = $2 AND slice.segments ? attribute.name) AS values
     FROM system_slice_attribute AS attribute WHERE organisation_id = $1 AND system_number = $2 ORDER BY kind = 'group' DESC, name`,
    [organisationId, systemNumber],
  );
}

async function segmentsOf(manager: EntityManager, { organisationId, systemNumber }: SystemKey): Promise<ReadonlyMap<number, Readonly<Record<string, string>>>> {
  const rows = await manager.query<{ number: number; segments: Record<string, string> }[]>(
    'SELECT number, segments FROM slice WHERE organisation_id = $1 AND system_number = $2',
    [organisationId, systemNumber],
  );
  return new Map(rows.map(({ number, segments }) => [number, segments]));
}
