import type { EntityManager } from 'typeorm';
import type { BreachSnapshot } from '#libs/remedies/breach.js';
import type { Breach, BreachState, Credit } from '#libs/wire/breaches.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import type { Money } from '#libs/wire/scalars.js';
import { decimalOf, rationalOf } from '#libs/measurement/statistics/rational.js';

export interface BreachRow {
  readonly id: string;
  readonly agreement_id: string;
  readonly agreement_title: string;
  readonly vendor_id: string;
  readonly vendor_name: string;
  readonly system_id: string;
  readonly system_name: string;
  readonly objective_id: string;
  readonly measurement_id: string;
  readonly definition: ObjectiveDefinition;
  readonly window_start: Date;
  readonly window_end: Date;
  readonly value: string | null;
  readonly state: BreachState;
  readonly opened_at: Date;
  readonly credit_amount: string | null;
  readonly credit_currency: string | null;
  readonly derivation: Credit | null;
  readonly claim_due_at: Date | null;
  readonly claimed_at: Date | null;
}

/** Breaches of organisation $1 with the names that lists show. */
export const selectBreaches = `
  SELECT b.id, b.agreement_id, a.title AS agreement_title, b.vendor_id, v.name AS vendor_name, b.system_id, s.name AS system_name, b.objective_id,
    b.measurement_id, o.definition, b.window_start, b.window_end, m.value, b.state, b.opened_at, b.credit_amount, b.credit_currency, b.derivation,
    b.claim_due_at, b.claimed_at
  FROM breach b
  JOIN agreement a ON a.organisation_id = b.organisation_id AND a.id = b.agreement_id
  JOIN vendor v ON v.organisation_id = b.organisation_id AND v.id = b.vendor_id
  JOIN system s ON s.organisation_id = b.organisation_id AND s.id = b.system_id
  JOIN objective o ON o.organisation_id = b.organisation_id AND o.id = b.objective_id
  JOIN measurement m ON m.organisation_id = b.organisation_id AND m.id = b.measurement_id
  WHERE b.organisation_id = $1`;

/** What the access policy may ask of a breach `b`. */
export const breachFields = { vendorId: 'b.vendor_id' } as const;

export function toBreach(row: BreachRow): Breach {
  return {
    id: row.id,
    agreementId: row.agreement_id,
    agreementTitle: row.agreement_title,
    vendorId: row.vendor_id,
    vendorName: row.vendor_name,
    systemId: row.system_id,
    systemName: row.system_name,
    objectiveId: row.objective_id,
    objectiveLabel: row.definition.label,
    windowStart: row.window_start.toISOString(),
    windowEnd: row.window_end.toISOString(),
    zone: row.definition.window.zone,
    value: valueOf(row),
    target: row.definition.target,
    unit: row.definition.unit,
    state: row.state,
    openedAt: row.opened_at.toISOString(),
    credit: creditOfRow(row),
    claimDueAt: row.claim_due_at?.toISOString() ?? null,
    claimedAt: row.claimed_at?.toISOString() ?? null,
  };
}

/** The breach as its lifecycle sees it. */
export function snapshotOf(row: BreachRow): BreachSnapshot {
  const { state, openedAt, value, credit, claimDueAt, claimedAt } = toBreach(row);
  return { state, openedAt, value, credit, claimDueAt, claimedAt, note: null };
}

/** The breach of a window, locked until the transaction ends. */
export async function lockBreachOf(manager: EntityManager, organisationId: number, objectiveId: string, windowStart: string): Promise<BreachRow | undefined> {
  const [row] = await manager.query<BreachRow[]>(`${selectBreaches} AND b.objective_id = $2 AND b.window_start = $3 FOR UPDATE OF b`, [
    organisationId,
    objectiveId,
    windowStart,
  ]);
  return row;
}

/**
 * The breaches of an agreement whose window begins when that of a breach ends or later, and those whose window ends together with
 * it and that were opened after it; in order of their windows, then of their opening, locked until the transaction ends. Withdrawn
 * ones are left out.
 */
export function lockBreachesAfter(manager: EntityManager, organisationId: number, agreementId: string, { end, id }: { readonly end: string; readonly id: string }): Promise<BreachRow[]> {
  return manager.query<BreachRow[]>(
    `${selectBreaches} AND b.agreement_id = $2 AND b.state <> 'withdrawn' AND (b.window_start >= $3 OR (b.window_end = $3 AND b.id > $4)) ORDER BY b.window_end, b.id FOR UPDATE OF b`,
    [organisationId, agreementId, end, id],
  );
}

/** Which window of which objective a breach is of. */
export type BreachIdentity = Pick<BreachRow, 'id' | 'agreement_id' | 'vendor_id' | 'system_id' | 'objective_id' | 'window_start' | 'window_end'>;

/** A breach as its lifecycle left it, with the measurement and the derivation that count now. */
export interface BreachContent {
  readonly after: Exclude<BreachSnapshot, { state: 'none' }>;
  readonly measurementId: string;
  readonly derivation: Credit | null;
}

/** The one writer of breaches; one that exists is locked by the caller. */
export async function storeBreach(manager: EntityManager, organisationId: number, breach: BreachIdentity, content: BreachContent): Promise<void> {
  const { after, measurementId, derivation } = content;
  await manager.query(
    `INSERT INTO breach (organisation_id, id, agreement_id, vendor_id, system_id, objective_id, window_start, window_end, measurement_id, state,
       opened_at, credit_amount, credit_currency, derivation, claim_due_at, claimed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     ON CONFLICT (organisation_id, id) DO UPDATE SET measurement_id = excluded.measurement_id, state = excluded.state, opened_at = excluded.opened_at,
       credit_amount = excluded.credit_amount, credit_currency = excluded.credit_currency, derivation = excluded.derivation,
       claim_due_at = excluded.claim_due_at, claimed_at = excluded.claimed_at`,
    [organisationId, breach.id, breach.agreement_id, breach.vendor_id, breach.system_id, breach.objective_id, breach.window_start, breach.window_end,
      measurementId, after.state, after.openedAt, after.credit?.amount, after.credit?.currency, derivation && JSON.stringify(derivation),
      after.claimDueAt, after.claimedAt],
  );
}

// A breach always refers to a measurement with a value: only such a one opens it, and a withdrawal without one keeps the old.
function valueOf({ value }: BreachRow): string {
  if (value === null) throw new Error('a breach refers to a measurement without a value');
  return decimalOf(rationalOf(value), 12);
}

function creditOfRow({ credit_amount, credit_currency }: BreachRow): Money | null {
  return credit_amount === null || credit_currency === null ? null : { amount: credit_amount, currency: credit_currency };
}
