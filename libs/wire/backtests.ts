import { z } from 'zod';
import { AgreementDraft } from './agreements.js';
import { Credit } from './breaches.js';
import { finalities, Verdict } from './measurements.js';
import { availabilityMethods, Metric, ObjectiveUnit } from './objectives.js';
import { CalendarDate, Decimal, Id, Instant, Money } from './scalars.js';
import { TermValues } from './terms.js';

/** One window as the terms would have judged it. */
export const BacktestWindow = z
  .object({
    start: Instant,
    end: Instant,
    partial: z.boolean(),
    value: Decimal.nullable(),
    sampleSize: z.int(),
    coverage: Decimal.nullable(),
    verdict: Verdict,
    finality: z.enum(finalities),
    reason: z.string(),
    credit: Credit.nullable().describe('What the window would have paid; null where nothing is breached or no credits are agreed'),
  })
  .meta({ id: 'BacktestWindow' });
export type BacktestWindow = z.infer<typeof BacktestWindow>;

/** How many decided events an accuracy rule needs before it can tell a shortfall from chance. */
export const SampleNeed = z
  .object({
    shortfall: Decimal.describe('Points below the promised level, in percent'),
    sampleSize: z.int().nullable().describe('Least sample at which such a value lies wholly below the target at 95 % (Wilson); null when there is none up to a thousand million'),
    basis: z.enum(['planned', 'observed']).describe('A shortfall asked about, or the worst one of the period'),
  })
  .meta({ id: 'SampleNeed' });
export type SampleNeed = z.infer<typeof SampleNeed>;

/** One objective on one system over the period. */
export const BacktestSeries = z
  .object({
    systemId: Id.nullable().describe('Null for events of a file'),
    systemName: z.string(),
    key: z.string(),
    label: z.string(),
    metric: Metric,
    target: Decimal,
    unit: ObjectiveUnit,
    windows: z.array(BacktestWindow),
    sampleNeeds: z.array(SampleNeed),
  })
  .meta({ id: 'BacktestSeries' });
export type BacktestSeries = z.infer<typeof BacktestSeries>;

export const BacktestTotals = z
  .object({ windows: z.int(), met: z.int(), breached: z.int(), undecided: z.int(), credits: z.int().describe('Windows that would have paid something'), amount: Money.nullable() })
  .meta({ id: 'BacktestTotals' });
export type BacktestTotals = z.infer<typeof BacktestTotals>;

/** What the same events would have come to under each method of availability, all else equal. */
export const MethodResult = z
  .object({ method: z.enum(availabilityMethods), isAgreed: z.boolean(), series: z.array(BacktestSeries), totals: BacktestTotals })
  .meta({ id: 'MethodResult' });
export type MethodResult = z.infer<typeof MethodResult>;

/** What one set of terms would have paid. */
export const BacktestResult = z
  .object({
    series: z.array(BacktestSeries),
    months: z.array(z.object({ start: Instant, end: Instant, breached: z.int(), amount: Money.nullable() })).describe('Calendar months of the zone; a window counts in the month it ends in'),
    totals: BacktestTotals,
    methods: z.array(MethodResult).describe('Empty without an availability objective'),
  })
  .meta({ id: 'BacktestResult' });
export type BacktestResult = z.infer<typeof BacktestResult>;

/** What was read of a file. */
export const BacktestFile = z
  .object({ records: z.int(), taken: z.int(), refused: z.int(), faults: z.array(z.object({ line: z.int(), detail: z.string() })).describe('The first hundred records that were refused') })
  .meta({ id: 'BacktestFile' });
export type BacktestFile = z.infer<typeof BacktestFile>;

export const Backtest = z
  .object({
    from: Instant,
    until: Instant,
    source: z.enum(['intervals', 'file']),
    events: z.int().describe('Events of the period on all systems'),
    file: BacktestFile.nullable(),
    terms: BacktestResult,
    counter: BacktestResult.nullable().describe('The same under the other side’s values'),
    functionVersion: z.string(),
  })
  .meta({ id: 'Backtest' });
export type Backtest = z.infer<typeof Backtest>;

/** The days to try the saved draft on with the events of a file. */
export const BacktestFileQuery = z.strictObject({ from: CalendarDate, until: CalendarDate });
export type BacktestFileQuery = z.infer<typeof BacktestFileQuery>;

/** Past days to test on, both inclusive, in the zone of the draft. `draft` null is the saved one. */
export const BacktestRequest = z
  .strictObject({
    from: CalendarDate,
    until: CalendarDate,
    draft: AgreementDraft.nullable().default(null),
    counter: TermValues.nullable().default(null).describe('Values that the other side proposes, over those of the draft'),
  })
  .meta({ id: 'BacktestRequest' });
export type BacktestRequest = z.infer<typeof BacktestRequest>;
