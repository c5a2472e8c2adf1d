import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { breachNotice, readNoticeTemplate, type NoticeSource } from '#libs/rendering/breach-notice.js';
import { renderPdf } from '#libs/rendering/render-pdf.js';
import { FineprintError } from '#libs/wire/errors.js';
import { Fonts } from '../agreements/fonts.js';
import { storeDocument } from '../evidence/document-store.js';
import { Clock } from '../http/clock.js';
import { presentMeasurements } from '../measurement/measurement-row.js';
import { inProject } from '../project-root.js';
import { breachDetailOf } from './breach-detail.js';
import { selectBreaches, type BreachRow } from './breach-row.js';

/** The template of the notice, read once at the start: a broken one must fail the start, not the first breach. */
export class NoticeTemplate {
  private constructor(readonly source: NoticeSource) {}

  /** @throws FineprintError TEMPLATE_REFUSED, naming the file */
  static async read(): Promise<NoticeTemplate> {
    try {
      return new NoticeTemplate(readNoticeTemplate(await readFile(inProject('templates/notices/breach.md'), 'utf8')));
    } catch (error) {
      throw new FineprintError('TEMPLATE_REFUSED', `templates/notices/breach.md: ${error instanceof FineprintError ? error.detail : String(error)}`);
    }
  }
}

/** Writes the notice of a breach when it opens and when it is restated; what was written stays as it is. */
@Injectable()
export class Notices {
  constructor(
    private readonly clock: Clock,
    private readonly fonts: Fonts,
    private readonly template: NoticeTemplate,
  ) {}

  async write(manager: EntityManager, organisationId: number, breachId: string): Promise<void> {
    const now = this.clock.now();
    const [row] = await manager.query<BreachRow[]>(`${selectBreaches} AND b.id = $2`, [organisationId, breachId]);
    if (!row) throw new FineprintError('NOT_FOUND');
    const [parties] = await manager.query<{ customer_name: string; contact_name: string | null }[]>(
      `SELECT organisation.name AS customer_name, vendor.contact_name
       FROM organisation JOIN vendor ON vendor.organisation_id = organisation.id WHERE organisation.id = $1 AND vendor.id = $2`,
      [organisationId, row.vendor_id],
    );
    const model = breachNotice(this.template.source, {
      customerName: parties?.customer_name ?? '',
      vendorName: row.vendor_name,
      contactName: parties?.contact_name ?? null,
      breach: await breachDetailOf(manager, organisationId, row),
      series: await presentMeasurements(manager, organisationId, [row.objective_id]),
      createdAt: now.toISOString(),
    });
    const digest = await storeDocument(manager, organisationId, await renderPdf(model, await this.fonts.bytes()), now);
    await manager.query(
      `INSERT INTO notice (organisation_id, breach_id, sequence, document_digest, created_at)
       SELECT $1, $2, coalesce(max(sequence), 0) + 1, $3, $4 FROM notice WHERE organisation_id = $1 AND breach_id = $2`,
      [organisationId, breachId, digest, now],
    );
  }
}
