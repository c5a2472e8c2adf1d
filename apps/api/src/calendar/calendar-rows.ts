import type { EntityManager } from 'typeorm';
import type { CalendarAgreement, OpenClaim } from '#libs/terms/calendar-entries.js';
import type { ClockDefinition, ObjectiveDefinition, ObligationDefinition } from '#libs/wire/objectives.js';
import { readClock } from '#libs/wire/stored-clock.js';
import { dateText } from '../agreements/agreement-row.js';

/** Which agreements `a`, as a condition with its parameters from $2 on. */
export interface Allowed {
  readonly where: string;
  readonly parameters: readonly unknown[];
}

interface AgreementRow {
  readonly id: string;
  readonly title: string;
  readonly zone: string;
  readonly vendor_name: string;
  readonly effective_from: string;
  readonly effective_until: string | null;
  readonly clocks: readonly { readonly id: string; readonly definition: ClockDefinition }[] | null;
  readonly obligations: readonly ObligationDefinition[] | null;
}

/** Active agreements with the clocks and obligations of the version in force: the newest one, because nothing is frozen after it while it is active. */
export async function calendarAgreements(manager: EntityManager, organisationId: number, { where, parameters }: Allowed): Promise<CalendarAgreement[]> {
  const rows: AgreementRow[] = await manager.query(
    `SELECT a.id, a.title, a.zone, v.name AS vendor_name, ${dateText('a.effective_from')} AS effective_from, ${dateText('a.effective_until')} AS effective_until,
       (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'definition', c.definition) ORDER BY c.id) FROM clock c
        WHERE c.organisation_id = a.organisation_id AND c.agreement_id = a.id AND c.version_number =
          (SELECT max(n.number) FROM agreement_version n WHERE n.organisation_id = a.organisation_id AND n.agreement_id = a.id)) AS clocks,
       (SELECT jsonb_agg(o.definition ORDER BY o.id) FROM obligation o
        WHERE o.organisation_id = a.organisation_id AND o.agreement_id = a.id AND o.version_number =
          (SELECT max(n.number) FROM agreement_version n WHERE n.organisation_id = a.organisation_id AND n.agreement_id = a.id)) AS obligations
     FROM agreement a JOIN vendor v ON v.organisation_id = a.organisation_id AND v.id = a.vendor_id
     WHERE a.organisation_id = $1 AND a.state = 'active' AND ${where} ORDER BY a.id`,
    [organisationId, ...parameters],
  );
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    vendorName: row.vendor_name,
    effectiveFrom: row.effective_from,
    effectiveUntil: row.effective_until,
    clocks: (row.clocks ?? []).map(({ id, definition }) => ({ id, definition: readClock(definition, row.zone) })),
    obligations: row.obligations ?? [],
  }));
}

/** Open breaches of those agreements whose credit can still be claimed. */
export async function openClaims(manager: EntityManager, organisationId: number, { where, parameters }: Allowed): Promise<OpenClaim[]> {
  const rows: { id: string; agreement_id: string; title: string; vendor_name: string; definition: ObjectiveDefinition; claim_due_at: Date }[] = await manager.query(
    `SELECT b.id, b.agreement_id, a.title, v.name AS vendor_name, o.definition, b.claim_due_at
     FROM breach b
     JOIN agreement a ON a.organisation_id = b.organisation_id AND a.id = b.agreement_id
     JOIN vendor v ON v.organisation_id = b.organisation_id AND v.id = b.vendor_id
     JOIN objective o ON o.organisation_id = b.organisation_id AND o.id = b.objective_id
     WHERE b.organisation_id = $1 AND b.state = 'open' AND b.claim_due_at IS NOT NULL AND ${where} ORDER BY b.claim_due_at, b.id`,
    [organisationId, ...parameters],
  );
  return rows.map((row) => ({
    breachId: row.id,
    agreementId: row.agreement_id,
    agreementTitle: row.title,
    vendorName: row.vendor_name,
    label: row.definition.label,
    dueAt: row.claim_due_at.toISOString(),
    zone: row.definition.window.zone,
  }));
}
