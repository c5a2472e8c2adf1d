import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayMilliseconds } from '#libs/measurement/intervals/intervals.js';
import type { Stretch } from '#libs/measurement/intervals/stretches.js';
import { performanceReport } from '#libs/measurement/reports/performance-report.js';
import { performanceStep, type PerformanceStep } from '#libs/measurement/reports/performance-steps.js';
import { stepsOver } from '#libs/measurement/reports/steps.js';
import { type ScoredRows, scoredRows } from '#libs/measurement/performance/scored-rows.js';
import type { PerformanceQuery, PerformanceReport } from '#libs/wire/performance-reports.js';
import { Reports } from './reports.service.js';
import type { Actor } from '../../http/actor.js';
import { readExactColumns } from './exact-columns.js';
import { basisOf } from './report-basis.js';
import { boundTolerance, countedTime, exactInstead, ofWindow, type ReportWindow } from './report-window.js';
import { readSteps } from './step-reader.js';

/** How long before the window labelled events are taken to calibrate the estimates. */
const fittingDays = 90;

@Injectable()
export class PerformanceReports {
  constructor(private readonly reports: Reports) {}

  /** @throws FineprintError NOT_FOUND; INVALID for a period or version that cannot be */
  of(actor: Actor, systemId: string, query: PerformanceQuery): Promise<PerformanceReport> {
    return this.reports.over(actor, systemId, query, async (manager, window) => {
      const { bins, maturityDays, step } = query;
      const stepMs = dayMilliseconds * (step === 'week' ? 7 : 1);
      const before = { startMs: window.startMs - fittingDays * dayMilliseconds, endMs: window.startMs };
      const steps = await performanceSteps(manager, window, window, stepMs);
      const input = { nowMs: window.nowMs, bins, maturityDays, before: await performanceSteps(manager, window, before, stepMs), steps };
      const events = steps.reduce((sum, one) => sum + one.events, 0);
      const compose = async (source: ReportWindow): Promise<PerformanceReport> => {
        const report = performanceReport({ ...input, exact: source.source === 'exact' ? await exactRows(manager, source) : null });
        return { basis: await basisOf(manager, source, events, report.metrics.map(({ measured }) => measured.bound)), ...report };
      };
      const report = await compose(window);
      const exact = report.basis.largestBound > boundTolerance ? exactInstead(window, events) : null;
      return exact === null ? report : compose(exact);
    });
  }
}

async function performanceSteps(manager: EntityManager, window: ReportWindow, { startMs, endMs }: Stretch, stepMs: number): Promise<PerformanceStep[]> {
  const rows = ofWindow(window, await readSteps(manager, window.system, countedTime({ ...window, startMs, endMs }), { columns: ['scores', 'counters'] }));
  return stepsOver(rows, { startMs, endMs }, stepMs).map(performanceStep);
}

async function exactRows(manager: EntityManager, window: ReportWindow): Promise<ScoredRows> {
  const { rows, scores, outcomes } = await readExactColumns(manager, window);
  const labels = Float64Array.from(outcomes.subarray(0, rows), (outcome) => (outcome < 0 ? Number.NaN : outcome));
  return scoredRows(scores.subarray(0, rows), labels);
}
