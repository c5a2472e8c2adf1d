import { z } from 'zod';
import { ReportBasis, ReportFigure, reportQuery } from './figures.js';
import { Instant, queryNumber } from './scalars.js';

export const performanceMetrics = [
  'accuracy',
  'precision',
  'recall',
  'f1',
  'specificity',
  'balanced-accuracy',
  'mcc',
  'auc',
  'average-precision',
  'log-loss',
  'brier',
  'brier-skill',
  'calibration-error',
  'calibration-error-equal-mass',
  'precision-top-decile',
  'lift-top-decile',
] as const;
export const PerformanceMetric = z.enum(performanceMetrics).meta({ id: 'PerformanceMetric' });
export type PerformanceMetric = z.infer<typeof PerformanceMetric>;

/** Measured from known outcomes, with how far the unknown ones could move it, and estimated for all events before outcomes exist. */
export const MetricRow = z
  .object({
    metric: PerformanceMetric,
    measured: ReportFigure,
    estimated: ReportFigure.nullable().describe('CBPE; null where the method does not cover the metric'),
    ifUnknown: z.object({ low: z.number(), high: z.number() }).nullable().describe('The value if every unknown outcome went against it, or for it'),
  })
  .meta({ id: 'MetricRow' });
export type MetricRow = z.infer<typeof MetricRow>;

/** Events with scores in (low, high], those of known outcome, and the share of positives among these with its Wilson interval. */
export const CalibrationBin = z
  .object({
    low: z.number(),
    high: z.number(),
    events: z.number(),
    known: z.number(),
    meanScore: z.number().nullable(),
    rate: z.number().nullable(),
    rateLow: z.number().nullable(),
    rateHigh: z.number().nullable(),
  })
  .meta({ id: 'CalibrationBin' });
export type CalibrationBin = z.infer<typeof CalibrationBin>;

/** A stretch of the series: what is measured stands beside what is estimated while outcomes are missing. */
export const PerformancePoint = z
  .object({ from: Instant, to: Instant, events: z.number(), coverage: z.number().nullable(), mature: z.boolean(), measured: ReportFigure, estimated: ReportFigure.nullable() })
  .meta({ id: 'PerformancePoint' });
export type PerformancePoint = z.infer<typeof PerformancePoint>;

export const PerformanceReport = z
  .object({
    basis: ReportBasis,
    confusion: z.object({ truePositive: z.number(), falsePositive: z.number(), falseNegative: z.number(), trueNegative: z.number() }),
    outcomes: z.object({ decided: z.number(), known: z.number(), positive: z.number(), coverage: ReportFigure, maturityDays: z.int(), mature: z.boolean() }),
    estimate: z
      .object({ fittedFrom: Instant, fittedTo: Instant, fittedOn: z.number().describe('Events with a known outcome that the calibration was fitted on') })
      .nullable()
      .describe('Null when there is nothing labelled to fit on'),
    metrics: z.array(MetricRow),
    calibration: z.array(CalibrationBin),
    series: z.array(z.object({ metric: PerformanceMetric, points: z.array(PerformancePoint) })),
  })
  .meta({ id: 'PerformanceReport' });
export type PerformanceReport = z.infer<typeof PerformanceReport>;

export const PerformanceQuery = z.strictObject({
  ...reportQuery,
  bins: queryNumber(z.coerce.number().int().min(2).max(50)).default(10),
  maturityDays: queryNumber(z.coerce.number().int().min(0).max(730)).default(30),
  step: z.enum(['day', 'week']).default('day'),
});
export type PerformanceQuery = z.infer<typeof PerformanceQuery>;
