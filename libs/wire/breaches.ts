import { z } from 'zod';
import { ClauseText } from './agreements.js';
import { Measurement } from './measurements.js';
import { Objective, ObjectiveUnit } from './objectives.js';
import { Decimal, Id, Instant, Line, Money, PageQuery, pageOf } from './scalars.js';

export const breachStates = ['open', 'claimed', 'withdrawn'] as const;
export const BreachState = z.enum(breachStates).meta({ id: 'BreachState' });
export type BreachState = z.infer<typeof BreachState>;

/** How a credit came about, step by step, in exact decimals; one rounding, half up, at the end. */
export const Credit = z
  .object({
    amount: Money,
    steps: z.array(z.object({ label: z.string(), formula: z.string(), amount: Decimal })),
  })
  .meta({ id: 'Credit' });
export type Credit = z.infer<typeof Credit>;

export const Breach = z
  .object({
    id: Id,
    agreementId: Id,
    agreementTitle: z.string(),
    vendorId: Id,
    vendorName: z.string(),
    systemId: Id,
    systemName: z.string(),
    objectiveId: Id,
    objectiveLabel: z.string(),
    windowStart: Instant,
    windowEnd: Instant,
    zone: z.string().describe('The agreement’s zone, in which the window is a month or a quarter'),
    value: Decimal,
    target: Decimal,
    unit: ObjectiveUnit,
    state: BreachState,
    openedAt: Instant,
    credit: Money.nullable(),
    claimDueAt: Instant.nullable(),
    claimedAt: Instant.nullable(),
  })
  .meta({ id: 'Breach' });
export type Breach = z.infer<typeof Breach>;
export const BreachPage = pageOf(Breach, 'BreachPage');

/** The thread: breach → window → measurement → objective → term → clause → signed version. */
export const BreachDetail = Breach.extend({
  objective: Objective,
  measurement: Measurement,
  terms: z.array(z.object({ path: z.string(), label: z.string(), printed: z.string() })),
  clause: ClauseText,
  version: z.object({ number: z.int(), digest: z.string(), effectiveFrom: z.string(), signedAt: Instant.nullable() }),
  derivation: Credit.nullable(),
  history: z.array(z.object({ at: Instant, actor: z.string(), event: z.string(), note: z.string().nullable() })),
  notice: z.object({ digest: z.string(), createdAt: Instant }).nullable(),
}).meta({ id: 'BreachDetail' });
export type BreachDetail = z.infer<typeof BreachDetail>;

export const NewClaim = z.strictObject({ note: Line.optional() }).meta({ id: 'NewClaim' });
export type NewClaim = z.infer<typeof NewClaim>;

export const BreachQuery = PageQuery.extend({
  state: BreachState.optional(),
  vendor: Id.optional(),
  system: Id.optional(),
  agreement: Id.optional(),
});
export type BreachQuery = z.infer<typeof BreachQuery>;
