import { z } from 'zod';
import { Id, Instant, PeriodInstant } from './scalars.js';

/** Why a value is undefined. */
export const undefinedReasons = [
  'no-rows',
  'one-class',
  'zero-denominator',
  'constant',
  'single-group',
  'nobody-selected',
  'too-few-rows',
  'not-probabilities',
  'separable',
  'not-finite',
] as const;
export const UndefinedReason = z.enum(undefinedReasons).meta({ id: 'UndefinedReason' });
export type UndefinedReason = z.infer<typeof UndefinedReason>;

/**
 * A number as reports carry it: never without its sample size, and null with a reason where it is undefined. `bound` is how far the
 * value may lie from the one computed from every event; 0 when it is exact. `kind` tells what was measured from what was estimated.
 */
export const ReportFigure = z
  .object({
    value: z.number().nullable(),
    reason: UndefinedReason.nullable(),
    low: z.number().nullable().describe('Lower end of the 95 % interval'),
    high: z.number().nullable(),
    interval: z.string().nullable().describe('How the interval was made, for example wilson-95 or delong-95'),
    sampleSize: z.int(),
    bound: z.number().describe('Largest difference to the value from raw events; 0 when exact'),
    kind: z.enum(['measured', 'estimated']),
  })
  .meta({ id: 'ReportFigure' });
export type ReportFigure = z.infer<typeof ReportFigure>;

/** From intervals at once, or again from every raw event, as an audit or a dispute wants. */
export const Source = z.enum(['intervals', 'exact']).meta({ id: 'Source' });
export type Source = z.infer<typeof Source>;

/** Time that both parties took out of a period: none of its events counts. */
export const ExcludedTime = z
  .object({
    exclusions: z.array(Id).describe('The accepted exclusions that touch the period, the earliest first'),
    minutes: z.int().describe('Minutes of the period that they take out together'),
    events: z.int().describe('Events in these minutes, of the version that was asked for'),
  })
  .meta({ id: 'ExcludedTime' });
export type ExcludedTime = z.infer<typeof ExcludedTime>;

/** What a report rests on. */
export const ReportBasis = z
  .object({
    systemId: z.uuid(),
    from: Instant,
    to: Instant,
    version: z.string().nullable().describe('Only events of this model version; null: all'),
    events: z.int().describe('Events that count'),
    excluded: ExcludedTime,
    source: Source.describe('What was used: a figure whose bound was too wide is taken from raw events even when intervals were asked for'),
    largestBound: z.number().describe('The widest bound of any figure in the report'),
    computedAt: Instant,
  })
  .meta({ id: 'ReportBasis' });
export type ReportBasis = z.infer<typeof ReportBasis>;

/** What every report takes. Without times: the 30 days up to the end of the present hour. */
export const reportQuery = {
  from: PeriodInstant.optional(),
  to: PeriodInstant.optional(),
  version: z.string().max(100).optional(),
  source: Source.default('intervals'),
};
export const ReportQuery = z.strictObject(reportQuery);
export type ReportQuery = z.infer<typeof ReportQuery>;
