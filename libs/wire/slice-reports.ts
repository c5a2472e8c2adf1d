import { z } from 'zod';
import { ReportBasis, ReportFigure, reportQuery } from './figures.js';
import { Instant, queryNumber } from './scalars.js';

export const groupRates = ['selection-rate', 'true-positive-rate', 'false-positive-rate', 'positive-predictive-value', 'accuracy', 'error-rate'] as const;
export const GroupRate = z.enum(groupRates).meta({ id: 'GroupRate' });
export type GroupRate = z.infer<typeof GroupRate>;

export const ImpactRatio = z
  .object({
    against: z.string().nullable().describe('The group it is compared with; null where there is none'),
    ratio: ReportFigure,
    best: z.number().nullable().describe('If the events of unknown membership were spread most favourably'),
    worst: z.number().nullable(),
    test: z.enum(['two-proportion-z', 'fisher']).nullable(),
    pValue: z.number().nullable(),
    standardDeviations: z.number().nullable(),
    flipsWithOne: z.boolean().nullable().describe('Whether one more or one fewer selection moves the ratio across four fifths'),
  })
  .meta({ id: 'ImpactRatio' });
export type ImpactRatio = z.infer<typeof ImpactRatio>;

/** One group: a value of the attribute, or a combination. Small groups are shown but never the denominator. */
export const SliceGroup = z
  .object({
    name: z.string(),
    events: z.number(),
    share: z.number(),
    small: z.boolean(),
    rates: z.array(z.object({ rate: GroupRate, figure: ReportFigure })),
    calibration: ReportFigure.describe('Observed over expected positives; undefined without scores or outcomes'),
    impact: ImpactRatio,
    points: z.array(z.object({ from: Instant, to: Instant, events: z.number(), selectionRate: z.number().nullable(), precision: z.number().nullable() })),
  })
  .meta({ id: 'SliceGroup' });
export type SliceGroup = z.infer<typeof SliceGroup>;

export const GroupGap = z
  .object({
    measure: z.enum(['demographic-parity', 'equal-opportunity', 'false-positive-parity', 'equalised-odds', 'predictive-parity', 'accuracy-parity']),
    difference: ReportFigure,
    ratio: ReportFigure,
    undefinedGroups: z.int(),
  })
  .meta({ id: 'GroupGap' });
export type GroupGap = z.infer<typeof GroupGap>;

export const SliceReport = z
  .object({
    basis: ReportBasis,
    attributes: z.array(z.string()).describe('What the groups are values of, one or several'),
    available: z.array(z.object({ name: z.string(), kind: z.enum(['slice', 'group']), declared: z.boolean(), values: z.int() })),
    smallBelow: z.object({ share: z.number(), events: z.int() }),
    unknown: z.object({ events: z.number(), share: z.number() }).describe('Events without a value of one of the attributes'),
    groups: z.array(SliceGroup),
    gaps: z.array(GroupGap),
  })
  .meta({ id: 'SliceReport' });
export type SliceReport = z.infer<typeof SliceReport>;

/** `attributes` in order, parted by commas (the longest known name first, should names have commas); empty: the first that the system has. `reference` names a group to compare with instead of the highest eligible one. */
export const SliceQuery = z.strictObject({
  ...reportQuery,
  attributes: z.string().max(500).optional(),
  reference: z.string().max(500).optional(),
  smallShare: queryNumber(z.coerce.number().min(0).max(0.5)).default(0.02),
  smallEvents: queryNumber(z.coerce.number().int().min(0).max(1_000_000)).default(30),
});
export type SliceQuery = z.infer<typeof SliceQuery>;
