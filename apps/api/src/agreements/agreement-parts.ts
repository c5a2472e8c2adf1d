import type { EntityManager } from 'typeorm';
import type { AgreementVersion, Signature } from '#libs/wire/agreements.js';
import type { Clock, ClockDefinition, Obligation, ObligationDefinition } from '#libs/wire/objectives.js';
import { readClock } from '#libs/wire/stored-clock.js';
import { dateText } from './agreement-row.js';

interface VersionRow {
  readonly number: number;
  readonly digest: string;
  readonly document_digest: string;
  readonly effective_from: string;
  readonly effective_until: string | null;
  readonly frozen_at: Date;
  readonly frozen_by: string;
}

interface SignatureRow {
  readonly version_number: number;
  readonly party: 'customer' | 'vendor';
  readonly signer_name: string;
  readonly signer_title: string;
  readonly signed_at: Date;
  readonly digest: string;
  readonly recorded_by: string;
}

interface ClockRow {
  readonly id: string;
  readonly version_number: number;
  readonly due_at: Date | null;
  readonly definition: ClockDefinition;
  readonly zone: string;
}

/** The frozen versions of an agreement with their signatures, oldest first. */
export async function versionsOf(manager: EntityManager, organisationId: number, agreementId: string): Promise<AgreementVersion[]> {
  const versions: VersionRow[] = await manager.query(
    `SELECT v.number, v.digest, v.document_digest, ${dateText('v.effective_from')} AS effective_from, ${dateText('v.effective_until')} AS effective_until,
       v.frozen_at, c.name AS frozen_by
     FROM agreement_version v JOIN account c ON c.organisation_id = v.organisation_id AND c.id = v.frozen_by
     WHERE v.organisation_id = $1 AND v.agreement_id = $2 ORDER BY v.number`,
    [organisationId, agreementId],
  );
  const signatures: SignatureRow[] = await manager.query(
    `SELECT s.version_number, s.party, s.signer_name, s.signer_title, s.signed_at, s.digest, c.name AS recorded_by
     FROM signature s JOIN account c ON c.organisation_id = s.organisation_id AND c.id = s.recorded_by
     WHERE s.organisation_id = $1 AND s.agreement_id = $2 ORDER BY s.recorded_at, s.party`,
    [organisationId, agreementId],
  );
  return versions.map((version) => ({
    number: version.number,
    digest: version.digest,
    documentDigest: version.document_digest,
    effectiveFrom: version.effective_from,
    effectiveUntil: version.effective_until,
    frozenAt: version.frozen_at.toISOString(),
    frozenBy: version.frozen_by,
    signatures: signatures.filter((signature) => signature.version_number === version.number).map(toSignature),
  }));
}

function toSignature(row: SignatureRow): Signature {
  return {
    party: row.party,
    signerName: row.signer_name,
    signerTitle: row.signer_title,
    signedAt: row.signed_at.toISOString(),
    digest: row.digest,
    recordedBy: row.recorded_by,
  };
}

/** The deadlines of an active agreement. */
export async function clocksOf(manager: EntityManager, organisationId: number, agreementId: string): Promise<Clock[]> {
  const rows: ClockRow[] = await manager.query(
    `SELECT c.id, c.version_number, c.due_at, c.definition, a.zone
     FROM clock c JOIN agreement a ON a.organisation_id = c.organisation_id AND a.id = c.agreement_id
     WHERE c.organisation_id = $1 AND c.agreement_id = $2 ORDER BY c.due_at NULLS LAST, c.id`,
    [organisationId, agreementId],
  );
  return rows.map((row) => ({
    id: row.id,
    agreementId,
    versionNumber: row.version_number,
    dueAt: row.due_at?.toISOString() ?? null,
    definition: readClock(row.definition, row.zone),
  }));
}

/** What the parties of an active agreement owe each other, in the order of the form. */
export async function obligationsOf(manager: EntityManager, organisationId: number, agreementId: string): Promise<Obligation[]> {
  const rows: { id: string; version_number: number; definition: ObligationDefinition }[] = await manager.query(
    `SELECT id, version_number, definition FROM obligation WHERE organisation_id = $1 AND agreement_id = $2 ORDER BY id`,
    [organisationId, agreementId],
  );
  return rows.map(({ id, version_number, definition }) => ({ id, agreementId, versionNumber: version_number, definition }));
}
