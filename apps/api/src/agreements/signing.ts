import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgreementDetail, NewSignature } from '#libs/wire/agreements.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { keep, lifeAfter, loggable } from './agreement-change.js';
import { AgreementReading, lockAgreement } from './agreement-reading.js';
import { findVersion, latestNumber } from './versions.js';

@Injectable()
export class Signing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly reading: AgreementReading,
  ) {}

  /**
   * Records that a party has signed a version; with the second party the agreement is signed.
   * @throws FineprintError AGREEMENT_NOT_FROZEN, NOT_FOUND, SIGNATURE_EXISTS, DIGEST_MISMATCH, INVALID
   */
  sign(actor: Actor, id: string, number: number, signature: NewSignature): Promise<AgreementDetail> {
    const { organisationId } = actor;
    const now = this.clock.now();
    return this.database.inOrganisation(organisationId, async (manager) => {
      const row = await lockAgreement(manager, actor, id, 'sign');
      const version = await findVersion(manager, organisationId, id, number);
      const signedBy = await partiesOf(manager, organisationId, id, number);
      const after = lifeAfter({ type: 'sign', signature, version: version === undefined ? null : { ...version, newest: (await latestNumber(manager, organisationId, id)) ?? number, signedBy } }, row, now);
      await manager.query(
        `INSERT INTO signature (organisation_id, agreement_id, version_number, party, signer_name, signer_title, signed_at, digest, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [organisationId, id, number, signature.party, signature.signerName, signature.signerTitle, new Date(signature.signedAt), signature.digest, actor.id, now],
      );
      await keep(manager, organisationId, id, after, now);
      await this.log.record(manager, actor, { action: 'agreement.sign', objectKind: 'agreement', objectId: id, before: loggable(row), after: { ...loggable(after), signature }, detail: { number, party: signature.party, digest: signature.digest } });
      return this.reading.one(actor, id);
    });
  }
}

async function partiesOf(manager: EntityManager, organisationId: number, agreementId: string, number: number): Promise<NewSignature['party'][]> {
  const rows: { party: NewSignature['party'] }[] = await manager.query(
    `SELECT party FROM signature WHERE organisation_id = $1 AND agreement_id = $2 AND version_number = $3`,
    [organisationId, agreementId, number],
  );
  return rows.map(({ party }) => party);
}
