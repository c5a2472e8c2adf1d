import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { hourMilliseconds } from '#libs/measurement/intervals/intervals.js';
import { driftColumns, isUndecidedByBins, judgedWindow, type DriftChoice, type JudgedWindow } from '#libs/measurement/reports/drift-report.js';
import type { ColumnSides } from '#libs/measurement/reports/watched-columns.js';
import type { DriftQuery, DriftReport } from '#libs/wire/drift-reports.js';
import { invalidAt } from '#libs/wire/errors.js';
import type { TrainingProfile } from '#libs/wire/training-profiles.js';
import type { Actor } from '../../http/actor.js';
import { presentProfile } from '../../systems/training-profiles.service.js';
import { declaredSides } from './declared-sides.js';
import { categoryLabels, sidesOf } from './drift-sides.js';
import { exactSides } from './exact-sides.js';
import { basisOf, excludedFrom } from './report-basis.js';
import { countedTime, exactInstead, ofWindow, requireStretch, type ReportWindow } from './report-window.js';
import { Reports } from './reports.service.js';
import { readSteps, type StepRow } from './step-reader.js';

type Baseline = DriftReport['baseline'];
type SidesOf = (window: ReportWindow) => Promise<ColumnSides>;

@Injectable()
export class DriftReports {
  constructor(private readonly reports: Reports) {}

  /** @throws FineprintError NOT_FOUND; INVALID for a period, version or baseline that cannot be */
  of(actor: Actor, systemId: string, query: DriftQuery): Promise<DriftReport> {
    return this.reports.over(actor, systemId, query, async (manager, window) => {
      const report = await compose(manager, window, query, 'open');
      if (!report.columns.some(isUndecidedByBins)) return report;
      const exact = exactInstead(window, report.basis.events + report.baseline.events);
      return compose(manager, exact ?? window, query, 'rounded');
    });
  }
}

async function compose(manager: EntityManager, window: ReportWindow, query: DriftQuery, coarseBins: DriftChoice['coarseBins']): Promise<DriftReport> {
  const length = window.endMs - window.startMs;
  const read = await sidesReader(manager, window);
  const shifted = (by: number): ReportWindow => ({ ...window, startMs: window.startMs - by, endMs: window.endMs - by });
  requireTimesFit(query);
  const profile = query.baseline === 'profile' ? await requireProfile(manager, window, query) : null;
  const baseline = profile === null ? baselineWindow(window, query) : window;
  const choice: DriftChoice = { measure: query.measure, threshold: query.threshold, level: query.level, correction: query.correction, persistence: query.persistence, coarseBins };
  const reference = async (by: number): Promise<ColumnSides> => {
    if (profile !== null) return declaredSides(profile);
    return read(query.baseline === 'fixed' ? baseline : { ...baseline, startMs: baseline.startMs - by, endMs: baseline.endMs - by });
  };
  const windows: JudgedWindow[] = [];
  for (let back = query.persistence - 1; back >= 0; back -= 1) {
    const present = shifted(back * length);
    const compared = {
      from: new Date(present.startMs).toISOString(),
      to: new Date(present.endMs).toISOString(),
      reference: await reference(back * length),
      current: await read(present),
      isDeclared: profile !== null,
    };
    windows.push(judgedWindow(compared, choice));
  }
  const { measure, level, correction, persistence } = query;
  const columns = driftColumns(windows, choice);
  const events = await eventsOf(manager, window);
  return {
    basis: await basisOf(manager, window, events, columns.flatMap(({ statistics }) => statistics.slice(0, 1).map(({ bound }) => bound))),
    baseline: await baselineOf(manager, profile, baseline, query),
    measure,
    level,
    correction,
    persistence,
    columns,
  };
}

/**
 * Reads a window's columns once where a window is the baseline of the next, or all have the same; a baseline may be of another version.
 * No more than two are kept, because each may be of a million events.
 */
async function sidesReader(manager: EntityManager, { system, versions }: ReportWindow): Promise<SidesOf> {
  const labels = await categoryLabels(manager, system, versions);
  const known = new Map<string, ColumnSides>();
  return async (window) => {
    const key = `${window.startMs} ${window.endMs} ${window.version?.key ?? ''}`;
    const found = known.get(key);
    if (found) {
      known.delete(key);
      known.set(key, found);
      return found;
    }
    const sides = sidesOf(window, await stepsOf(manager, window), labels);
    const read = window.source === 'exact' ? await exactSides(manager, window, sides) : sides;
    known.set(key, read);
    if (known.size > 2) known.delete(known.keys().next().value!);
    return read;
  };
}

async function stepsOf(manager: EntityManager, window: ReportWindow): Promise<readonly StepRow[]> {
  return ofWindow(window, await readSteps(manager, window.system, countedTime(window), { columns: ['scores', 'features', 'counters'] }));
}

async function eventsOf(manager: EntityManager, window: ReportWindow): Promise<number> {
  const rows = ofWindow(window, await readSteps(manager, window.system, countedTime(window), { columns: [] }));
  return rows.reduce((sum, { events }) => sum + events, 0);
}

/** The window that is compared with: of the version asked for, fixed or of the same length before the report's. */
function baselineWindow(window: ReportWindow, query: DriftQuery): ReportWindow {
  const { baselineVersion } = query;
  const version = baselineVersion === undefined ? window.version : (window.versions.find(({ label }) => label === baselineVersion) ?? null);
  if (baselineVersion !== undefined && version === null) throw invalidAt('/baselineVersion', 'UNKNOWN', `the system has no version "${baselineVersion}"`);
  if (query.baseline === 'fixed') return { ...window, version, ...fixedStretch(window, version, query) };
  return { ...window, version, startMs: window.startMs - (window.endMs - window.startMs), endMs: window.startMs };
}

/** Times of a baseline that is not fixed would be left out of account without a word. */
function requireTimesFit(query: DriftQuery): void {
  if (query.baseline === 'fixed') return;
  for (const name of ['baselineFrom', 'baselineTo'] as const) {
    if (query[name] !== undefined) throw invalidAt(`/${name}`, 'UNEXPECTED', `only baseline=fixed has times of its own, not baseline=${query.baseline}`);
  }
}

function fixedStretch(window: ReportWindow, version: ReportWindow['version'], { baselineFrom, baselineTo, persistence }: DriftQuery): Pick<ReportWindow, 'startMs' | 'endMs'> {
  if (baselineFrom === undefined) throw invalidAt('/baselineFrom', 'REQUIRED', 'a fixed baseline has a start');
  if (baselineTo === undefined) throw invalidAt('/baselineTo', 'REQUIRED', 'a fixed baseline has an end');
  const startMs = Math.floor(Date.parse(baselineFrom) / hourMilliseconds) * hourMilliseconds;
  const endMs = Math.ceil(Date.parse(baselineTo) / hourMilliseconds) * hourMilliseconds;
  requireStretch(startMs, endMs, '/baselineFrom');
  const firstMs = window.endMs - persistence * (window.endMs - window.startMs);
  const sharesVersion = version === null || window.version === null || version === window.version;
  // Events compared with themselves cannot have drifted.
  if (sharesVersion && startMs < window.endMs && firstMs < endMs) throw invalidAt('/baselineFrom', 'RANGE', `the baseline shares events with the windows that are judged, which begin ${new Date(firstMs).toISOString()}`);
  return { startMs, endMs };
}

async function requireProfile(manager: EntityManager, { system, version }: ReportWindow, { baselineVersion }: DriftQuery): Promise<TrainingProfile> {
  const label = baselineVersion ?? version?.label;
  const profile = await presentProfile(manager, system.organisationId, system.systemNumber, label);
  if (profile === undefined) throw invalidAt('/baseline', 'UNKNOWN', `no training profile was declared${label === undefined ? '' : ` for version "${label}"`}`);
  return profile;
}

async function baselineOf(manager: EntityManager, profile: TrainingProfile | null, window: ReportWindow, { baseline }: DriftQuery): Promise<Baseline> {
  if (profile !== null) return { kind: baseline, from: null, to: null, events: profile.rows, excluded: null, profile };
  return { kind: baseline, from: new Date(window.startMs).toISOString(), to: new Date(window.endMs).toISOString(), events: await eventsOf(manager, window), excluded: await excludedFrom(manager, window), profile: null };
}
