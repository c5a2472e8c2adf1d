import { z } from 'zod';
import { Objective } from './objectives.js';
import { Decimal, Id, Instant } from './scalars.js';

export const verdicts = ['met', 'breached', 'insufficient-data', 'provisional', 'not-measured'] as const;
/** No data is never "met". */
export const Verdict = z.enum(verdicts).meta({ id: 'Verdict' });
export type Verdict = z.infer<typeof Verdict>;

export const finalities = ['open', 'provisional', 'final', 'restated'] as const;

/** The measured value: never a bare number. */
export const Measurement = z
  .object({
    id: Id.nullable().describe('Null while the window is not final: the value is computed afresh on every read'),
    objectiveId: Id,
    windowStart: Instant,
    windowEnd: Instant,
    finalAt: Instant.describe('From when on the value decides'),
    value: Decimal.nullable().describe('Null when it is undefined, for example without a single event'),
    bounds: z.object({ low: Decimal, high: Decimal, method: z.literal('wilson-95') }).nullable(),
    sampleSize: z.int(),
    coverage: Decimal.nullable().describe('For decisions: percent of decided events whose outcome is known. For availability: percent of the window that had traffic'),
    verdict: Verdict,
    tendency: z.enum(['met', 'breached']).nullable().describe('What a provisional value would be if the window closed now'),
    finality: z.enum(finalities),
    reason: z.string().describe('One sentence: why this verdict'),
    counts: z
      .record(z.string(), z.number())
      .describe('What the value rests on. Where there are any: excludedMinutes, which count nowhere else, and claimedMinutes, which would be excluded too if all claims were accepted'),
    measuredAt: Instant,
    inputsHash: z.string(),
    functionVersion: z.string(),
    breachId: Id.nullable(),
  })
  .meta({ id: 'Measurement' });
export type Measurement = z.infer<typeof Measurement>;

/** An objective with its windows, newest first. */
export const ObjectiveSeries = z
  .object({ objective: Objective, measurements: z.array(Measurement) })
  .meta({ id: 'ObjectiveSeries' });
export type ObjectiveSeries = z.infer<typeof ObjectiveSeries>;

export const SystemObjectives = z
  .object({ systemId: Id, measuredAt: Instant, series: z.array(ObjectiveSeries) })
  .meta({ id: 'SystemObjectives' });
export type SystemObjectives = z.infer<typeof SystemObjectives>;

/** A window measured again from every raw event, for an audit or a dispute, beside what intervals gave. */
export const Recomputation = z
  .object({
    method: z.literal('exact'),
    events: z.int().describe('Raw events that were read'),
    fromIntervals: Measurement,
    recomputed: Measurement,
    agrees: z.boolean().describe('Whether both rest on the same inputs, told by their hashes'),
    exactValue: Decimal.nullable().describe('The value without the rounding of latencies to three digits; for other metrics the recomputed one'),
    bound: Decimal.describe('The most that the value from intervals may differ from it, in the unit of the objective'),
  })
  .meta({ id: 'Recomputation' });
export type Recomputation = z.infer<typeof Recomputation>;

export const RecomputationQuery = z.strictObject({ window: Instant.describe('Start of the window') });
export type RecomputationQuery = z.infer<typeof RecomputationQuery>;
