import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { performanceReport } from '#libs/measurement/reports/performance-report.js';
import type { PerformanceStep } from '#libs/measurement/reports/performance-steps.js';
import { scoredRows } from '#libs/measurement/performance/scored-rows.js';
import { addedUp } from '#libs/measurement/reports/kept-counts.js';
import type { PerformanceQuery, PerformanceReport } from '#libs/wire/performance-reports.js';
import { Reports } from './reports.service.js';
import type { Actor } from '../../http/actor.js';
import { dayMilliseconds } from '../day-reader.js';
import { readExactColumns } from './exact-columns.js';
import { basisOf, boundTolerance, exactInstead, ofWindow, type ReportWindow } from './report-window.js';
import { readSteps, type StepRow } from './step-reader.js';

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
      const fitStartMs = window.startMs - fittingDays * dayMilliseconds;
      const rows = ofWindow(window, await readSteps(manager, window.system, { startMs: fitStartMs, endMs: window.endMs, columns: ['scores', 'counters'] }));
      const inside = rows.filter(({ startMs }) => startMs >= window.startMs);
      const input = {
        nowMs: window.nowMs,
        bins,
        maturityDays,
        before: stepsOf(rows.filter(({ startMs }) => startMs < window.startMs), fitStartMs, window.startMs, stepMs),
        steps: stepsOf(inside, window.startMs, window.endMs, stepMs),
      };
      const events = inside.reduce((sum, row) => sum + row.events, 0);
      const compose = async (source: ReportWindow): Promise<PerformanceReport> => {
        const report = performanceReport({ ...input, exact: source.source === 'exact' ? await exactRows(manager, source) : null });
        return { basis: basisOf(source, events, source.source, report.metrics.map(({ measured }) => measured.bound)), ...report };
      };
      const report = await compose(window);
      const exact = report.basis.largestBound > boundTolerance ? exactInstead(window, events) : null;
      return exact === null ? report : compose(exact);
    });
  }
}

function stepsOf(rows: readonly StepRow[], startMs: number, endMs: number, stepMs: number): PerformanceStep[] {
  const byStep = Map.groupBy(rows, (row) => Math.floor((row.startMs - startMs) / stepMs));
  const count = Math.ceil((endMs - startMs) / stepMs);
  return Array.from({ length: count }, (_, at) => stepOf(byStep.get(at) ?? [], startMs + at * stepMs, Math.min(endMs, startMs + (at + 1) * stepMs)));
}

function stepOf(rows: readonly StepRow[], startMs: number, endMs: number): PerformanceStep {
  const sum = (count: 'events' | 'decided' | 'truePositive' | 'falsePositive' | 'falseNegative' | 'trueNegative'): number => rows.reduce((total, row) => total + row[count], 0);
  return {
    startMs,
    endMs,
    events: sum('events'),
    decided: sum('decided'),
    confusion: { truePositive: sum('truePositive'), falsePositive: sum('falsePositive'), falseNegative: sum('falseNegative'), trueNegative: sum('trueNegative') },
    counters: rows.map(({ counters }) => counters),
    scores: addedUp(rows.map(({ scores }) => scores)),
  };
}

async function exactRows(manager: EntityManager, window: ReportWindow) {
  const { rows, scores, outcomes } = await readExactColumns(manager, window);
  const labels = Float64Array.from(outcomes.subarray(0, rows), (outcome) => (outcome < 0 ? Number.NaN : outcome));
  return scoredRows(scores.subarray(0, rows), labels);
}
