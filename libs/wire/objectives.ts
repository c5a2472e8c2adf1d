import { z } from 'zod';
import { CalendarDate, Decimal, Id, Instant, Money, Zone } from './scalars.js';
import { clockBases } from './terms.js';

export const metrics = [
  'availability',
  'latency-percentile',
  'latency-attainment',
  'accuracy',
  'precision',
  'recall',
  'f1',
  'specificity',
  'balanced-accuracy',
] as const;
export const Metric = z.enum(metrics).meta({ id: 'Metric' });
export type Metric = z.infer<typeof Metric>;

export const availabilityMethods = ['event-ratio', 'interval-average', 'bad-minutes', 'all-failed-minutes'] as const;
export const emptyRules = ['not-measured', 'excluded', 'available'] as const;

export const ObjectiveUnit = z.enum(['percent', 'milliseconds']).meta({ id: 'ObjectiveUnit' });
export type ObjectiveUnit = z.infer<typeof ObjectiveUnit>;

/** Where a compiled thing comes from: the walk back ends here. */
export const TermSource = z
  .object({ clauseId: z.string(), termPath: z.string(), termHash: z.string().describe('SHA-256 of the canonical term values of the clause') })
  .meta({ id: 'TermSource' });
export type TermSource = z.infer<typeof TermSource>;

/** How a metric is computed; only the fields that the metric uses are set. */
export const Method = z
  .object({
    availability: z.enum(availabilityMethods).optional(),
    intervalMinutes: z.int().optional().describe('Length of an interval for interval-average'),
    emptyRule: z.enum(emptyRules).optional(),
    errorThreshold: Decimal.optional().describe('Percent of failed events above which a minute is bad'),
    minimumRun: z.int().optional().describe('Consecutive bad minutes before they count'),
    percentile: Decimal.optional().describe('Percentile, nearest rank'),
    thresholdMilliseconds: z.int().optional().describe('Attainment: an event is good up to and including this'),
    decision: z.enum(['point', 'confidence']).optional().describe('Point estimate, or worse than the target at 95 % confidence (Wilson)'),
  })
  .meta({ id: 'Method' });
export type Method = z.infer<typeof Method>;

/** A term compiled into something measurable. Percent targets are 0 to 100; latency targets are milliseconds. */
export const ObjectiveDefinition = z
  .object({
    key: z.string().describe('Stable inside a version, for example uptime.availability'),
    label: z.string(),
    metric: Metric,
    method: Method,
    direction: z.enum(['at-least', 'at-most']),
    target: Decimal,
    unit: ObjectiveUnit,
    window: z.object({ kind: z.enum(['calendar-month', 'calendar-quarter']), zone: Zone }),
    minimumSample: z.int(),
    coverageFloor: Decimal.nullable().describe('Percent of decided events whose outcome must be known'),
    maturityDays: z.int().describe('Days after the window until its outcomes count as complete; 0 when none are needed'),
    graceHours: z.int().describe('Hours after the window during which late events are still awaited'),
    tiers: z.array(z.object({ bound: Decimal, inclusive: z.boolean(), percent: Decimal })),
    source: TermSource,
  })
  .meta({ id: 'ObjectiveDefinition' });
export type ObjectiveDefinition = z.infer<typeof ObjectiveDefinition>;

export const clockUnits = ['days', 'working-days', 'months', 'hours', 'minutes', 'date', 'month-end'] as const;

/**
 * A term compiled into a deadline: `length` units after (or before) the basis. A period of days or months ends at the end of its
 * last day in the zone; `date` is the day itself, `month-end` the end of the calendar month that follows the basis.
 */
export const ClockDefinition = z
  .object({
    key: z.string().describe('Stable inside a version: the term path, or the name of a deadline that has no term of its own'),
    label: z.string(),
    kind: z.enum(['deadline', 'claim-window', 'data-return', 'deletion', 'term-end']),
    rule: z.string().describe('In words, for example "30 calendar days after the last day of the agreement"'),
    basis: z.enum(clockBases),
    direction: z.enum(['after', 'before']),
    length: z.int().nullable().describe('Null for a date and for the end of a month'),
    unit: z.enum(clockUnits),
    date: CalendarDate.nullable(),
    repeats: z.boolean().describe('Falls due again after each length, from the basis on'),
    owedBy: z.enum(['customer', 'vendor']),
    zone: Zone,
    calendar: z.string().nullable().describe('Holiday calendar of working days; null counts weekdays'),
    source: TermSource,
  })
  .meta({ id: 'ClockDefinition' });
export type ClockDefinition = z.infer<typeof ClockDefinition>;

/** A term compiled into something that a party owes, with the evidence that shows it. `clockKey` is the deadline by which it is owed. */
export const ObligationDefinition = z
  .object({
    key: z.string().describe('The term path'),
    label: z.string(),
    owedBy: z.enum(['customer', 'vendor', 'both']),
    text: z.string().describe('What is owed, with the value of the term'),
    evidence: z.string(),
    clockKey: z.string().nullable(),
    source: TermSource,
  })
  .meta({ id: 'ObligationDefinition' });
export type ObligationDefinition = z.infer<typeof ObligationDefinition>;

/** How credits of a version are priced. Percents are of the charge of the window. */
export const CreditSchedule = z
  .object({
    monthlyCharge: Money,
    monthlyCapPercent: Decimal,
    rollingCapPercent: Decimal,
    minimumPayout: Decimal,
    base: z.enum(['agreement', 'system']).optional().describe('Whether the charge is that of all systems together, the usual case, or of each system; caps and what they look back on follow it'),
    multiBreach: z.enum(['sum', 'highest']).optional().describe('Whether credits of windows that end together are added up, the usual case, or only the highest counts'),
    poolPercent: Decimal.optional().describe('The most that credits of windows that end together earn, as a percent of the charge of the window; absent where there is no pool'),
    claim: z.enum(['days-after-window', 'end-of-following-month']),
    claimDays: z.int(),
    source: TermSource,
  })
  .meta({ id: 'CreditSchedule' });
export type CreditSchedule = z.infer<typeof CreditSchedule>;

export const Objective = z
  .object({
    id: Id,
    agreementId: Id,
    versionNumber: z.int(),
    systemId: Id,
    from: Instant,
    until: Instant.nullable(),
    definition: ObjectiveDefinition,
  })
  .meta({ id: 'Objective' });
export type Objective = z.infer<typeof Objective>;

export const Clock = z
  .object({ id: Id, agreementId: Id, versionNumber: z.int(), dueAt: Instant.nullable(), definition: ClockDefinition })
  .meta({ id: 'Clock' });
export type Clock = z.infer<typeof Clock>;

export const Obligation = z
  .object({ id: Id, agreementId: Id, versionNumber: z.int(), definition: ObligationDefinition })
  .meta({ id: 'Obligation' });
export type Obligation = z.infer<typeof Obligation>;
