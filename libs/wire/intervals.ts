import { z } from 'zod';
import { Instant } from './scalars.js';

/** Which UTC days are looked at: those that the times lie in, `to` exclusive. Without `from` the first day with events, without `to` all that follow. */
export const IntervalRange = z.strictObject({ from: Instant.optional(), to: Instant.optional() }).meta({ id: 'IntervalRange' });
export type IntervalRange = z.infer<typeof IntervalRange>;

export const differencesReported = 1_000;

/** What came of comparing stored intervals with the same counted again from every event and outcome, byte for byte. */
export const IntervalReport = z
  .object({
    days: z.int().describe('Days that were looked at'),
    events: z.int(),
    intervals: z.int().describe('Hours of model versions that have events'),
    staleHours: z.int().describe('Hours that were waiting to be counted anew, which is no difference'),
    differing: z.int().describe('Intervals that were not what their events give'),
    differences: z.array(z.object({ hour: Instant, version: z.string() })).describe(`The first ${differencesReported}`),
    rollUps: z.array(Instant).describe('Days whose sum was not that of their hours'),
    repaired: z.boolean().describe('Whether what differed was replaced'),
    next: Instant.nullable().describe('Where to go on: an answer covers about a million events. Null at the end'),
  })
  .meta({ id: 'IntervalReport' });
export type IntervalReport = z.infer<typeof IntervalReport>;
