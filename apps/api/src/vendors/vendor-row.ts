import type { Vendor } from '#libs/wire/vendors.js';

/** A row of `vendorQuery`. */
export interface VendorRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly contact_name: string | null;
  readonly contact_email: string | null;
  readonly created_at: Date;
  readonly agreements: number;
  readonly systems: number;
  readonly open_breaches: number;
}

/**
 * Vendors of organisation $1 with their counts; each count is one pass over its table, whatever the length of the page.
 * @param readableAgreements condition on agreements `a`: a vendor's contact must not learn of drafts by counting
 */
export const vendorQuery = (readableAgreements: string): string => `
  SELECT v.id, v.slug, v.name, v.contact_name, v.contact_email, v.created_at,
    coalesce(agreements.n, 0) AS agreements, coalesce(systems.n, 0) AS systems, coalesce(breaches.n, 0) AS open_breaches
  FROM vendor v
  LEFT JOIN (SELECT a.vendor_id, count(*)::int AS n FROM agreement a WHERE a.organisation_id = $1 AND ${readableAgreements} GROUP BY a.vendor_id) agreements
    ON agreements.vendor_id = v.id
  LEFT JOIN (SELECT s.vendor_id, count(*)::int AS n FROM system s WHERE s.organisation_id = $1 GROUP BY s.vendor_id) systems
    ON systems.vendor_id = v.id
  LEFT JOIN (SELECT b.vendor_id, count(*)::int AS n FROM breach b WHERE b.organisation_id = $1 AND b.state = 'open' GROUP BY b.vendor_id) breaches
    ON breaches.vendor_id = v.id
  WHERE v.organisation_id = $1`;

/** The vendor as it travels. */
export function toVendor(row: VendorRow): Vendor {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    contactName: row.contact_name,
    contactEmail: row.contact_email,
    createdAt: row.created_at.toISOString(),
    agreements: row.agreements,
    systems: row.systems,
    openBreaches: row.open_breaches,
  };
}
