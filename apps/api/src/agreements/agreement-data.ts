import { Injectable } from '@nestjs/common';
import { sha256Hex } from '#libs/evidence/sha256.js';
import { canonical } from '#libs/evidence/canonical.js';
import { openSlo } from '#libs/rendering/open-slo.js';
import { importedDraft } from '#libs/terms/imported-draft.js';
import type { AgreementData, AgreementImport, ImportedAgreement } from '#libs/wire/agreement-data.js';
import { FineprintError, invalidAt } from '#libs/wire/errors.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { versionsOf } from './agreement-parts.js';
import { readAgreement } from './agreement-reading.js';
import { Drafts } from './drafts.js';
import { TemplateStore } from './template-store.js';
import { versionOf } from './versions.js';

@Injectable()
export class AgreementExchange {
  constructor(
    private readonly database: Database,
    private readonly templates: TemplateStore,
    private readonly drafts: Drafts,
  ) {}

  /** A version as data: its contents as they were hashed, byte for byte of the canonical form. @throws FineprintError NOT_FOUND */
  export(actor: Actor, id: string, number: number): Promise<AgreementData> {
    const { organisationId } = actor;
    return this.database.inOrganisation(organisationId, async (manager) => {
      await readAgreement(manager, actor, id);
      const [stored]: { snapshot: string }[] = await manager.query(`SELECT snapshot FROM agreement_version WHERE organisation_id = $1 AND agreement_id = $2 AND number = $3`, [
        organisationId,
        id,
        number,
      ]);
      const version = (await versionsOf(manager, organisationId, id)).find((candidate) => candidate.number === number);
      if (stored === undefined || version === undefined) throw new FineprintError('NOT_FOUND');
      const { digest, frozenAt } = version;
      const signatures = version.signatures.map(({ party, signerName, signerTitle, signedAt, digest: signed }) => ({ party, signerName, signerTitle, signedAt, digest: signed }));
      return { format: 'fineprint-agreement/1', agreementId: id, digest, frozenAt, signatures, contents: JSON.parse(stored.snapshot) as AgreementData['contents'] };
    });
  }

  /** The objectives of a version as OpenSLO v1 YAML. @throws FineprintError NOT_FOUND */
  objectives(actor: Actor, id: string, number: number): Promise<string> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      await readAgreement(manager, actor, id);
      const { snapshot, digest } = await versionOf(manager, actor.organisationId, id, number);
      const { draft, vendorName, systems, compiled } = snapshot;
      return openSlo({ agreementId: id, title: draft.title, number, digest, vendorName, effectiveFrom: draft.effectiveFrom, systems, objectives: compiled.objectives });
    });
  }

  /**
   * Begins a draft from an exported version.
   * @throws FineprintError DIGEST_MISMATCH when the contents are not what the digest was made of; INVALID with pointers to a template,
   * vendor or system that is not there; TEMPLATE_REFUSED for special wording that is not allowed
   */
  import(actor: Actor, { vendorId, systemIds, agreement: data }: AgreementImport): Promise<ImportedAgreement> {
    const { contents, digest } = data;
    if (sha256Hex(canonical(contents)) !== digest) {
      throw new FineprintError('DIGEST_MISMATCH', 'The contents were changed after the export', [
        { pointer: '/agreement/digest', code: 'DIGEST_MISMATCH', detail: 'is not the digest of the contents' },
      ]);
    }
    if (!this.templates.find(contents.templateId)) throw invalidAt('/agreement/contents/templateId', 'NOT_FOUND', `There is no template "${contents.templateId}"`);
    const { draft, ...unknown } = importedDraft(data, this.templates.library);
    return this.database.inOrganisation(actor.organisationId, async () => {
      const { title, effectiveFrom, effectiveUntil, zone } = draft;
      const created = await this.drafts.create(actor, { vendorId, systemIds, templateId: contents.templateId, title, effectiveFrom, effectiveUntil, zone });
      return { agreement: await this.drafts.replace(actor, created.id, created.revision, draft), ...unknown };
    });
  }
}
