import type { MetricRow, PerformanceMetric, PerformancePoint, PerformanceReport } from '#libs/wire/performance-reports.js';
import { basisOf, dayOf, figureOf, wave } from './basis.ts';

const known = 18_402;
const estimated = (value: number, spread = 0.012) => figureOf(value, 41_233, { kind: 'estimated', low: value - spread, high: value + spread, interval: 'sampling-error-95' });

function metric(name: PerformanceMetric, value: number | null, change: Partial<MetricRow> = {}): MetricRow {
  return { metric: name, measured: figureOf(value, known), estimated: null, ifUnknown: null, ...change };
}

/** Thirty days; outcomes of the last ten are not mature and soon run out. */
function pointsOf(level: number): readonly PerformancePoint[] {
  return Array.from({ length: 30 }, (_, day) => {
    const events = day === 12 ? 0 : 1300 + Math.round(wave(day) * 200);
    const coverage = events === 0 ? null : Math.max(0, Math.min(0.92, (30 - day) / 18));
    const labelled = Math.round(events * (coverage ?? 0));
    const value = level - (day > 12 ? 0.06 : 0) + wave(day + level * 10) * 0.02;
    const measured = labelled < 30 ? figureOf(null, labelled, { reason: 'too-few-rows' }) : figureOf(value, labelled);
    return { from: dayOf(day), to: dayOf(day + 1), events, coverage, mature: day < 20, measured, estimated: events === 0 ? null : estimated(level - 0.01 + wave(day) * 0.01) };
  });
}

export function performanceReportOf(change: Partial<PerformanceReport> = {}): PerformanceReport {
  return {
    basis: basisOf(),
    confusion: { truePositive: 3210, falsePositive: 1480, falseNegative: 1912, trueNegative: 11_800 },
    outcomes: { decided: 41_233, known, positive: 5122, coverage: figureOf(known / 41_233, 41_233), maturityDays: 14, mature: false },
    estimate: { fittedFrom: dayOf(-60), fittedTo: dayOf(-14), fittedOn: 52_100 },
    metrics: [
      metric('accuracy', 0.8157, { estimated: estimated(0.829), ifUnknown: { low: 0.364, high: 0.918 } }),
      metric('precision', 0.6844, { estimated: estimated(0.701), ifUnknown: { low: 0.31, high: 0.88 } }),
      metric('recall', 0.6267, { estimated: estimated(0.64) }),
      metric('f1', 0.6543, { estimated: estimated(0.669) }),
      metric('specificity', 0.8886),
      metric('balanced-accuracy', 0.7577),
      metric('mcc', 0.531),
      metric('auc', 0.8412, { measured: figureOf(0.8412, known, { interval: 'delong-95', low: 0.834, high: 0.848, bound: 0.0021 }), estimated: estimated(0.852) }),
      metric('log-loss', 0.3921),
      metric('brier', 0.1244, { measured: figureOf(0.1244, known, { bound: 0.0004 }) }),
      metric('calibration-error', 0.0312),
      metric('precision-top-decile', 0.9101),
      metric('lift-top-decile', 3.27, { measured: figureOf(3.27, known, { low: null, high: null, interval: null }) }),
      metric('average-precision', null, { measured: figureOf(null, 0, { reason: 'one-class' }) }),
    ],
    calibration: Array.from({ length: 10 }, (_, bin) => {
      const knownHere = bin === 9 ? 0 : Math.round(4200 * Math.exp(-bin / 2.2)) + 40;
      const rate = knownHere === 0 ? null : Math.min(0.97, bin / 10 + 0.05 + (bin > 5 ? -0.12 : 0.01));
      const half = rate === null ? 0 : 1.96 * Math.sqrt((rate * (1 - rate)) / knownHere);
      return {
        low: bin / 10,
        high: (bin + 1) / 10,
        events: Math.round(knownHere * 2.1) + 3,
        known: knownHere,
        meanScore: knownHere === 0 ? null : bin / 10 + 0.048,
        rate,
        rateLow: rate === null ? null : Math.max(0, rate - half),
        rateHigh: rate === null ? null : Math.min(1, rate + half),
      };
    }),
    series: [
      { metric: 'accuracy', points: [...pointsOf(0.83)] },
      { metric: 'precision', points: [...pointsOf(0.7)] },
      { metric: 'recall', points: [...pointsOf(0.64)] },
    ],
    ...change,
  };
}
