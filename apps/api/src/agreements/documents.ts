import { Injectable } from '@nestjs/common';
import { FineprintError } from '#libs/wire/errors.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { readAgreement } from './agreement-reading.js';

@Injectable()
export class Documents {
  constructor(private readonly database: Database) {}

  /** The PDF of a version, as it was stored when it was frozen. @throws FineprintError NOT_FOUND */
  pdfOf(actor: Actor, id: string, number: number): Promise<Buffer> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      await readAgreement(manager, actor, id);
      const [row]: { content: Buffer }[] = await manager.query(
        `SELECT d.content FROM agreement_version v JOIN document d ON d.organisation_id = v.organisation_id AND d.digest = v.document_digest
         WHERE v.organisation_id = $1 AND v.agreement_id = $2 AND v.number = $3`,
        [actor.organisationId, id, number],
      );
      if (!row) throw new FineprintError('NOT_FOUND');
      return row.content;
    });
  }
}
