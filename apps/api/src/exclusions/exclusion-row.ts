import type { EntityManager } from 'typeorm';
import { claimOf, evolve, type ExclusionEvent, type Side } from '#libs/remedies/exclusion.js';
import type { Exclusion } from '#libs/wire/exclusions.js';
import type { SystemKey } from '../measurement/system-key.js';

/** A claim beside one of its decisions, or beside none when nobody has decided about it. */
interface ExclusionRow {
  readonly id: string;
  readonly system_id: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly reason: Exclusion['reason'];
  readonly note: string;
  readonly side: Side;
  readonly claimed_by: string;
  readonly claimed_at: Date;
  readonly decision: ExclusionEvent['type'] | null;
  readonly decided_side: Side;
  readonly decided_by: string;
  readonly decided_at: Date;
  readonly decision_note: string | null;
}

/** An exclusion as its decisions left it, and how many there were. */
interface StoredExclusion extends Exclusion {
  readonly decisions: number;
}

/** The exclusions of a system, whatever became of them, the last claimed first. */
export async function exclusionsOf(manager: EntityManager, { organisationId, systemNumber }: SystemKey): Promise<StoredExclusion[]> {
  const rows = await manager.query<ExclusionRow[]>(
    `SELECT x.id, s.id AS system_id, x.starts_at, x.ends_at, x.reason, x.note, x.side, x.claimed_by, x.claimed_at,
       d.decision, d.side AS decided_side, d.decided_by, d.decided_at, d.note AS decision_note
     FROM exclusion x
     JOIN system s ON s.organisation_id = x.organisation_id AND s.number = x.system_number
     LEFT JOIN exclusion_decision d ON d.organisation_id = x.organisation_id AND d.exclusion_id = x.id
     WHERE x.organisation_id = $1 AND x.system_number = $2
     ORDER BY x.claimed_at DESC, x.id DESC, d.sequence`,
    [organisationId, systemNumber],
  );
  const found = new Map<string, StoredExclusion>();
  for (const row of rows) {
    const before = found.get(row.id) ?? { ...claimedBy(row), decisions: 0 };
    const event = eventOf(row);
    found.set(row.id, event === null ? before : { ...evolve(before, event), decisions: before.decisions + 1 });
  }
  return [...found.values()];
}

/** Adds a claim. */
export async function insertExclusion(manager: EntityManager, { organisationId, systemNumber }: SystemKey, claimed: Exclusion): Promise<void> {
  const { id, from, to, reason, note, claimedBy: by, claimedAt } = claimed;
  await manager.query(
    `INSERT INTO exclusion (organisation_id, id, system_number, starts_at, ends_at, reason, note, side, claimed_by, claimed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [organisationId, id, systemNumber, from, to, reason, note, by.side, by.name, claimedAt],
  );
}

/** Adds what was decided about an exclusion; `sequence` counts from 1. Fails as a conflict when somebody else has decided meanwhile. */
export async function insertDecision(manager: EntityManager, organisationId: number, id: string, sequence: number, { type, by, at, note }: ExclusionEvent): Promise<void> {
  await manager.query(
    `INSERT INTO exclusion_decision (organisation_id, exclusion_id, sequence, decision, side, decided_by, decided_at, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [organisationId, id, sequence, type, by.side, by.name, at, note],
  );
}

function claimedBy(row: ExclusionRow): Exclusion {
  const draft = { from: row.starts_at.toISOString(), to: row.ends_at.toISOString(), reason: row.reason, note: row.note };
  return claimOf(draft, { id: row.id, systemId: row.system_id }, { name: row.claimed_by, side: row.side }, row.claimed_at.toISOString());
}

function eventOf(row: ExclusionRow): ExclusionEvent | null {
  if (row.decision === null) return null;
  return { type: row.decision, by: { name: row.decided_by, side: row.decided_side }, at: row.decided_at.toISOString(), note: row.decision_note };
}
