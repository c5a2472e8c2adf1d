import { z } from 'zod';
import { ReportBasis, ReportFigure, reportQuery } from './figures.js';
import { Instant, queryNumber } from './scalars.js';

export const ServicePoint = z
  .object({
    from: Instant,
    to: Instant,
    events: z.number(),
    errors: z.number(),
    p50: z.number().nullable().describe('Milliseconds, nearest rank, of ok events with a latency'),
    p95: z.number().nullable(),
    p99: z.number().nullable().describe('Null below 100 events: it would be the maximum'),
    withLatency: z.number(),
  })
  .meta({ id: 'ServicePoint' });
export type ServicePoint = z.infer<typeof ServicePoint>;

/** When a model version was used: the moment it first appears, announced or not. */
export const VersionStretch = z
  .object({ label: z.string(), announced: z.boolean(), firstSeenAt: Instant.nullable(), lastSeenAt: Instant.nullable().describe('Time of its last event in the period'), events: z.number().describe('Also those in excluded time'), points: z.array(z.object({ from: Instant, to: Instant, events: z.number() })) })
  .meta({ id: 'VersionStretch' });
export type VersionStretch = z.infer<typeof VersionStretch>;

export const ServiceReport = z
  .object({
    basis: ReportBasis,
    availability: z.array(z.object({ method: z.enum(['event-ratio', 'interval-average', 'bad-minutes', 'all-failed-minutes']), figure: ReportFigure, coverage: z.number().nullable() })),
    latency: z.array(z.object({ percentile: z.number(), figure: ReportFigure })),
    attainment: z.object({ thresholdMilliseconds: z.number(), figure: ReportFigure }).nullable(),
    throughput: z.object({ meanPerMinute: ReportFigure, peakPerMinute: z.number(), peakAt: Instant.nullable() }),
    freshness: z.object({ lastEventAt: Instant.nullable().describe('In excluded time too'), silentMinutes: z.number().describe('Since the last event'), longestGapMinutes: z.number(), longestGapFrom: Instant.nullable(), silentShare: ReportFigure.describe('Minutes of the window in gaps longer than allowed') }),
    step: z.enum(['hour', 'day']),
    points: z.array(ServicePoint),
    versions: z.array(VersionStretch),
  })
  .meta({ id: 'ServiceReport' });
export type ServiceReport = z.infer<typeof ServiceReport>;

export const ServiceQuery = z.strictObject({
  ...reportQuery,
  thresholdMilliseconds: queryNumber(z.coerce.number().positive().max(86_400_000)).optional(),
  maximumGapMinutes: queryNumber(z.coerce.number().int().min(1).max(43_200)).default(60),
});
export type ServiceQuery = z.infer<typeof ServiceQuery>;

export const oversightMeasures = [
  'human-review',
  'human-override',
  'model-right-when-overridden',
  'human-right-when-overridden',
  'feedback-acceptance',
  'explanation-coverage',
  'automated-without-review',
  'deflection',
  'adoption',
  'completeness',
  'duplicates',
] as const;

/** Utility and oversight, from the same events. Each is `numerator` of `denominator`. */
export const OversightReport = z
  .object({
    basis: ReportBasis,
    minimumReasons: z.int(),
    licensedUsers: z.int().nullable(),
    measures: z.array(z.object({ measure: z.enum(oversightMeasures), figure: ReportFigure, numerator: z.number(), denominator: z.number() })),
    completeness: z.array(z.object({ field: z.string(), figure: ReportFigure })),
  })
  .meta({ id: 'OversightReport' });
export type OversightReport = z.infer<typeof OversightReport>;

export const OversightQuery = z.strictObject({
  ...reportQuery,
  minimumReasons: queryNumber(z.coerce.number().int().min(1).max(15)).default(1),
  licensedUsers: queryNumber(z.coerce.number().int().min(1).max(10_000_000)).optional(),
});
export type OversightQuery = z.infer<typeof OversightQuery>;
