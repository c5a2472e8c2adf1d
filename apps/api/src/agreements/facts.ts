import type { EntityManager } from 'typeorm';
import type { AgreementFacts } from '#libs/rendering/clause-view.js';
import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { AgreementRow } from './agreement-row.js';

/** What prints beside the terms: the parties, the systems, and what the draft says of title and dates. */
export async function factsOf(manager: EntityManager, organisationId: number, row: AgreementRow, draft: AgreementDraft): Promise<AgreementFacts> {
  const [organisation]: { name: string }[] = await manager.query(`SELECT name FROM organisation WHERE id = $1`, [organisationId]);
  return {
    title: draft.title,
    customerName: organisation?.name ?? '',
    vendorName: row.vendor_name,
    systems: row.systems.map(({ name, slug }) => ({ name, slug })),
    effectiveFrom: draft.effectiveFrom,
    effectiveUntil: draft.effectiveUntil,
    zone: draft.zone,
  };
}
