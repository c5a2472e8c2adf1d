import type { Agreement, AgreementDraft, AgreementState } from '#libs/wire/agreements.js';

/** A row of `agreementQuery`. */
export interface AgreementRow {
  readonly id: string;
  readonly title: string;
  readonly vendor_id: string;
  readonly vendor_name: string;
  readonly template_id: string;
  readonly state: AgreementState;
  readonly shared: boolean;
  readonly revision: number;
  readonly effective_from: string;
  readonly effective_until: string | null;
  readonly draft: AgreementDraft;
  readonly systems: { readonly id: string; readonly slug: string; readonly name: string }[];
  readonly open_breaches: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly activated_at: Date | null;
}

/** A calendar date as text: the driver would make it a Date in the zone of the process. */
export const dateText = (column: string): string => `to_char(${column}, 'YYYY-MM-DD')`;

/** Agreements `a` of organisation $1. */
export const agreementQuery = `
  SELECT a.id, a.title, a.vendor_id, v.name AS vendor_name, a.template_id, a.state, a.shared, a.revision,
    ${dateText('a.effective_from')} AS effective_from, ${dateText('a.effective_until')} AS effective_until, a.draft,
    (SELECT jsonb_agg(jsonb_build_object('id', s.id, 'slug', s.slug, 'name', s.name) ORDER BY lower(s.name), s.id)
     FROM agreement_system t JOIN system s ON s.organisation_id = t.organisation_id AND s.id = t.system_id
     WHERE t.organisation_id = a.organisation_id AND t.agreement_id = a.id) AS systems,
    coalesce(breaches.n, 0) AS open_breaches, a.created_at, a.updated_at, a.activated_at
  FROM agreement a
  JOIN vendor v ON v.organisation_id = a.organisation_id AND v.id = a.vendor_id
  LEFT JOIN (SELECT b.agreement_id, count(*)::int AS n FROM breach b WHERE b.organisation_id = $1 AND b.state = 'open' GROUP BY b.agreement_id) breaches
    ON breaches.agreement_id = a.id
  WHERE a.organisation_id = $1`;

/** What the access policy may ask of an agreement `a`. */
export const agreementFields = { vendorId: 'a.vendor_id', state: 'a.state', shared: 'a.shared' } as const;

/** The agreement as it travels in lists. */
export function toAgreement(row: AgreementRow): Agreement {
  return {
    id: row.id,
    title: row.title,
    vendorId: row.vendor_id,
    vendorName: row.vendor_name,
    templateId: row.template_id,
    state: row.state,
    shared: row.shared,
    revision: row.revision,
    effectiveFrom: row.effective_from,
    effectiveUntil: row.effective_until,
    systems: row.systems,
    openBreaches: row.open_breaches,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    activatedAt: row.activated_at?.toISOString() ?? null,
  };
}
