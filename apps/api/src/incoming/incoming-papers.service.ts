import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { catalogue } from '#libs/terms/catalogue.js';
import { analysePaper } from '#libs/terms/incoming/analyse-paper.js';
import { decidedTerms } from '#libs/terms/incoming/decided-terms.js';
import { readDocx, type DocxPaper } from '#libs/terms/incoming/docx/read-docx.js';
import { FineprintError } from '#libs/wire/errors.js';
import { wordMediaType, type IncomingPaperDetail, type NewIncomingPaper, type PaperAnalysis, type PaperFormat, type PaperUpload, type TermDecisions } from '#libs/wire/incoming-papers.js';
import { Database } from '../database/database.js';
import { storeDocument } from '../evidence/document-store.js';
import { digestOf, Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { inTurn } from '../http/turn.js';
import { assertVendor } from '../vendors/vendor-exists.js';
import { docxParts } from './docx-parts.js';
import { PaperReading, readPaper } from './paper-reading.js';

interface Received extends PaperUpload {
  readonly format: PaperFormat;
  readonly bytes: Buffer;
  readonly read: DocxPaper;
}

const mediaTypes: Readonly<Record<PaperFormat, string>> = { text: 'text/plain; charset=utf-8', markdown: 'text/markdown; charset=utf-8', docx: wordMediaType };

/** Papers of vendors: kept as they came, read, and decided about term by term. */
@Injectable()
export class IncomingPapers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly reading: PaperReading,
  ) {}

  /** Takes a pasted text. @throws FineprintError INVALID that points at the vendor */
  paste(actor: Actor, { text, ...paper }: NewIncomingPaper): Promise<IncomingPaperDetail> {
    if (text.trim() === '') throw new FineprintError('INVALID', 'The text is empty', [{ pointer: '/text', code: 'INVALID', detail: 'The text is empty' }]);
    return this.receive(actor, { ...paper, bytes: Buffer.from(text, 'utf8'), read: { paper: { text, headings: [] }, findings: [] } });
  }

  /** Takes an uploaded Word document. @throws FineprintError DOCUMENT_REFUSED, saying why; INVALID that points at the vendor */
  async upload(actor: Actor, paper: PaperUpload, bytes: Buffer): Promise<IncomingPaperDetail> {
    const read = await inTurn(async () => readDocx(await docxParts(bytes)));
    return this.receive(actor, { ...paper, format: 'docx', bytes, read });
  }

  /**
   * Keeps what a person decided about the extracted terms; the whole list replaces the one before.
   * @throws FineprintError TERM_INVALID with a fault for each decision that cannot stand; PRECONDITION_FAILED; CONFLICT once a draft was made
   */
  decide(actor: Actor, id: string, lastSeen: number, { decisions }: TermDecisions): Promise<IncomingPaperDetail> {
    const { organisationId } = actor;
    return this.database.inOrganisation(organisationId, async (manager) => {
      const row = await readPaper(manager, actor, id, 'update');
      if (row.agreement_id !== null) throw new FineprintError('CONFLICT', 'A draft was made from this paper; change the draft');
      if (row.revision !== lastSeen) throw new FineprintError('PRECONDITION_FAILED', `You last saw revision ${lastSeen}, but it is at revision ${row.revision}`);
      const { faults } = decidedTerms(row.analysis.terms, decisions, catalogue);
      if (faults.length > 0) throw new FineprintError('TERM_INVALID', faults[0]?.detail, faults);
      await manager.query(
        `INSERT INTO incoming_paper_decision (organisation_id, paper_id, revision, decisions, decided_at, decided_by) VALUES ($1, $2, $3, $4, $5, $6)`,
        [organisationId, id, row.revision + 1, JSON.stringify(decisions), this.clock.now(), actor.name],
      );
      await this.log.record(manager, actor, { action: 'incoming-paper.decide', objectKind: 'incoming-paper', objectId: id, before: row.decisions, after: decisions, detail: { revision: row.revision + 1 } });
      return this.reading.one(actor, id);
    });
  }

  private async receive(actor: Actor, { vendorId, title, format, bytes, read }: Received): Promise<IncomingPaperDetail> {
    const { organisationId } = actor;
    const now = this.clock.now();
    const id = v7({ msecs: now.getTime() });
    const analysis: PaperAnalysis = await inTurn(async () => analysePaper(read.paper, catalogue, read.findings));
    const unmatched = analysis.clauses.filter(({ match }) => match.family === null).length;
    return this.database.inOrganisation(organisationId, async (manager) => {
      await assertVendor(manager, organisationId, vendorId);
      const digest = await storeDocument(manager, organisationId, bytes, now, mediaTypes[format]);
      await manager.query(
        `INSERT INTO incoming_paper (organisation_id, id, vendor_id, title, format, document_digest, bytes, content, analysis, analysis_version, clauses, unmatched, terms, received_at, received_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
        [organisationId, id, vendorId, title, format, digest, bytes.length, read.paper.text, JSON.stringify(analysis), analysis.version, analysis.clauses.length, unmatched, analysis.terms.length, now, actor.name],
      );
      await this.log.record(manager, actor, { action: 'incoming-paper.receive', objectKind: 'incoming-paper', objectId: id, detail: { vendorId, title, format, digest, analysisVersion: analysis.version, analysisDigest: digestOf(analysis) } });
      return this.reading.one(actor, id);
    });
  }
}
