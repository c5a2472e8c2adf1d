import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMilliseconds, hourMilliseconds } from '#libs/measurement/intervals/intervals.js';
import { performanceReport } from '#libs/measurement/reports/performance-report.js';
import { performanceStep } from '#libs/measurement/reports/performance-steps.js';
import { stepsOver } from '#libs/measurement/reports/steps.js';
import { hour } from '../arbitraries.js';
import { type LabelledEvent, intervalsOf, labelledEvents } from './labelled-events.js';

const window = { startMs: hour, endMs: hour + 6 * hourMilliseconds };

function reportOf(events: readonly LabelledEvent[], bins = 10) {
  const rows = intervalsOf(events).map((row) => ({ ...row, startMs: row.hourMs }));
  const steps = stepsOver(rows, window, hourMilliseconds).map(performanceStep);
  return performanceReport({ nowMs: window.endMs + 31 * dayMilliseconds, bins, maturityDays: 30, before: [], steps, exact: null });
}

describe('a performance report', () => {
  test('knows no more outcomes than there are decisions, and its confusion counts are the known ones', () => {
    fc.assert(
      fc.property(labelledEvents, (events) => {
        const { confusion, outcomes } = reportOf(events);
        const decided = events.filter(({ event }) => event.decision !== null);
        const known = decided.filter(({ outcome }) => outcome !== null);
        expect(outcomes).toMatchObject({ decided: decided.length, known: known.length, positive: events.filter(({ outcome }) => outcome === true).length, mature: true });
        expect(confusion.truePositive + confusion.falsePositive).toBe(known.filter(({ event }) => event.decision).length);
        expect(confusion.truePositive + confusion.falseNegative).toBe(known.filter(({ outcome }) => outcome).length);
        expect(outcomes.coverage.value).toBe(decided.length === 0 ? null : known.length / decided.length);
      }),
      { numRuns: 40 },
    );
  });

  test('what the unknown outcomes could still change contains the measured value, and every undefined figure says why', () => {
    fc.assert(
      fc.property(labelledEvents, (events) => {
        for (const { metric, measured, ifUnknown } of reportOf(events).metrics) {
          expect(measured.value === null, metric).toBe(measured.reason !== null);
          expect([measured.bound, measured.sampleSize].every((count) => count >= 0 && Number.isFinite(count)), metric).toBe(true);
          if (ifUnknown === null || measured.value === null) continue;
          expect(measured.value, metric).toBeGreaterThanOrEqual(ifUnknown.low - 1e-12);
          expect(measured.value, metric).toBeLessThanOrEqual(ifUnknown.high + 1e-12);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('the calibration curve has every scored event once, those of known outcome too, and its rates in their intervals', () => {
    fc.assert(
      fc.property(labelledEvents, fc.integer({ min: 2, max: 50 }), (events, bins) => {
        const { calibration } = reportOf(events, bins);
        const scored = events.filter(({ event }) => !Number.isNaN(event.score));
        const known = scored.filter(({ outcome }) => outcome !== null);
        const sum = (count: (bin: (typeof calibration)[number]) => number): number => calibration.reduce((total, bin) => total + count(bin), 0);
        expect(calibration).toHaveLength(bins);
        expect(sum((bin) => bin.events)).toBe(scored.length);
        expect(sum((bin) => bin.known)).toBe(known.length);
        expect(sum((bin) => (bin.rate ?? 0) * bin.known)).toBeCloseTo(known.filter(({ outcome }) => outcome).length, 9);
        for (const { known: inBin, events: all, rate, rateLow, rateHigh } of calibration) {
          expect(inBin).toBeLessThanOrEqual(all);
          if (rate === null) expect([inBin, rateLow, rateHigh]).toEqual([0, null, null]);
          else expect(rateLow! <= rate && rate <= rateHigh!).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('the points of a series have all events of the window, each once', () => {
    fc.assert(
      fc.property(labelledEvents, (events) => {
        for (const { points } of reportOf(events).series) expect(points.reduce((sum, point) => sum + point.events, 0)).toBe(events.length);
      }),
      { numRuns: 40 },
    );
  });
});
