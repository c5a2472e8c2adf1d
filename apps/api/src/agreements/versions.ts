import type { EntityManager } from 'typeorm';
import { sha256Hex } from '#libs/evidence/sha256.js';
import { readSnapshot, type VersionSnapshot } from '#libs/evidence/version-snapshot.js';
import { readAgreement, readAgreementTemplate, type AgreementSource } from '#libs/rendering/agreement-template.js';
import { catalogue } from '#libs/terms/catalogue.js';
import { FineprintError } from '#libs/wire/errors.js';

/** A frozen version: its snapshot holds the clauses as they read and everything they compile to. */
export interface FrozenVersion {
  readonly agreementId: string;
  readonly number: number;
  readonly digest: string;
  readonly documentDigest: string;
  /** ISO instant. */
  readonly frozenAt: string;
  /** ISO instant of the later signature; null until both parties have signed. */
  readonly signedAt: string | null;
  readonly snapshot: VersionSnapshot;
}

interface Row {
  readonly snapshot: string;
  readonly digest: string;
  readonly document_digest: string;
  readonly frozen_at: Date;
  readonly signatures: number;
  readonly signed_at: Date | null;
}

/** The same as `findVersion`. @throws FineprintError NOT_FOUND when there is none */
export async function versionOf(manager: EntityManager, organisationId: number, agreementId: string, number: number): Promise<FrozenVersion> {
  const version = await findVersion(manager, organisationId, agreementId, number);
  if (!version) throw new FineprintError('NOT_FOUND');
  return version;
}

/**
 * Reads a version back. The caller has checked that the agreement may be read.
 * @throws FineprintError INTERNAL when the stored text no longer has the digest that was signed
 */
export async function findVersion(manager: EntityManager, organisationId: number, agreementId: string, number: number): Promise<FrozenVersion | undefined> {
  const [row]: Row[] = await manager.query(
    `SELECT v.snapshot, v.digest, v.document_digest, v.frozen_at, signed.n AS signatures, signed.last AS signed_at
     FROM agreement_version v
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS n, max(s.signed_at) AS last FROM signature s
       WHERE s.organisation_id = v.organisation_id AND s.agreement_id = v.agreement_id AND s.version_number = v.number) signed
     WHERE v.organisation_id = $1 AND v.agreement_id = $2 AND v.number = $3`,
    [organisationId, agreementId, number],
  );
  if (!row) return undefined;
  if (sha256Hex(row.snapshot) !== row.digest) throw new FineprintError('INTERNAL', 'The stored version does not match its digest');
  return {
    agreementId,
    number,
    digest: row.digest,
    documentDigest: row.document_digest,
    frozenAt: row.frozen_at.toISOString(),
    signedAt: row.signatures === 2 ? (row.signed_at?.toISOString() ?? null) : null,
    snapshot: readSnapshot(row.snapshot),
  };
}

/** The template a version was frozen from, from the texts in its snapshot: the files may have changed since. */
export function templateOf({ templateTexts: [text = '', ...clauses], draft }: VersionSnapshot): AgreementSource {
  return draft.clauses === undefined ? readAgreementTemplate(text, clauses, catalogue) : readAgreement(text, clauses, catalogue, draft.clauses);
}

/** Number of the newest frozen version, or null. */
export async function latestNumber(manager: EntityManager, organisationId: number, agreementId: string): Promise<number | null> {
  const [row]: { number: number | null }[] = await manager.query(
    `SELECT max(number) AS number FROM agreement_version WHERE organisation_id = $1 AND agreement_id = $2`,
    [organisationId, agreementId],
  );
  return row?.number ?? null;
}
