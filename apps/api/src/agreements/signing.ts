import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgreementDetail, NewSignature } from '#libs/wire/agreements.js';
import { FineprintError } from '#libs/wire/errors.js';
import { earliestInstant, instantOf } from '#libs/wire/instant.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { enterState, loggable } from './agreement-change.js';
import { AgreementReading, lockAgreement } from './agreement-reading.js';
import { versionOf } from './versions.js';

@Injectable()
export class Signing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly reading: AgreementReading,
  ) {}

  /**
   * Records that a party has signed a version; with the second party the agreement is signed. The time may lie before the freezing,
   * because people sign on paper and type the date, but never in the future.
   * @throws FineprintError AGREEMENT_NOT_FROZEN, NOT_FOUND, SIGNATURE_EXISTS, DIGEST_MISMATCH, INVALID
   */
  sign(actor: Actor, id: string, number: number, signature: NewSignature): Promise<AgreementDetail> {
    const { organisationId } = actor;
    const now = this.clock.now();
    return this.database.inOrganisation(organisationId, async (manager) => {
      const row = await lockAgreement(manager, actor, id, 'sign');
      if (row.state === 'draft') throw new FineprintError('AGREEMENT_NOT_FROZEN', 'Freeze a version first: only a frozen text can be signed');
      const version = await versionOf(manager, organisationId, id, number);
      const parties = await partiesOf(manager, organisationId, id, number);
      if (parties.includes(signature.party)) throw new FineprintError('SIGNATURE_EXISTS', `The ${signature.party} has already signed version ${number}`);
      if (signature.digest !== version.digest) throw new FineprintError('DIGEST_MISMATCH', `Version ${number} has the digest ${version.digest}`);
      const signedAt = signedInstant(signature.signedAt, now);
      await manager.query(
        `INSERT INTO signature (organisation_id, agreement_id, version_number, party, signer_name, signer_title, signed_at, digest, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [organisationId, id, number, signature.party, signature.signerName, signature.signerTitle, signedAt, signature.digest, actor.id, now],
      );
      const state = parties.length === 1 ? 'signed' : row.state;
      await enterState(manager, organisationId, row, state, now);
      const after = { ...loggable({ ...row, state, revision: row.revision + 1 }), signature };
      await this.log.record(manager, actor, { action: 'agreement.sign', objectKind: 'agreement', objectId: id, before: loggable(row), after, detail: { number, party: signature.party, digest: version.digest } });
      return this.reading.one(actor, id);
    });
  }
}

async function partiesOf(manager: EntityManager, organisationId: number, agreementId: string, number: number): Promise<string[]> {
  const rows: { party: string }[] = await manager.query(
    `SELECT party FROM signature WHERE organisation_id = $1 AND agreement_id = $2 AND version_number = $3`,
    [organisationId, agreementId, number],
  );
  return rows.map(({ party }) => party);
}

function signedInstant(text: string, now: Date): Date {
  const at = instantOf(text);
  if (at >= earliestInstant && at <= now.getTime()) return new Date(at);
  const detail = at > now.getTime() ? 'The signature lies in the future' : 'must be an instant from the year 2000 on';
  throw new FineprintError('INVALID', detail, [{ pointer: '/signedAt', code: 'INVALID', detail }]);
}
