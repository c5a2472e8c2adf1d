import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

const appendOnly = { app: ['SELECT', 'INSERT'] } as const;

export class IncomingPapers1795200000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The other side's paper as it came, its text, and what one version of the analysis read in it. Counts mirror the analysis for lists.
    await runner.query(`CREATE TABLE incoming_paper (
      organisation_id int NOT NULL,
      id uuid NOT NULL,
      vendor_id uuid NOT NULL,
      title text NOT NULL,
      format text NOT NULL CHECK (format IN ('text', 'markdown', 'docx')),
      document_digest text NOT NULL,
      bytes int NOT NULL CHECK (bytes >= 1),
      content text NOT NULL,
      analysis jsonb NOT NULL,
      analysis_version text NOT NULL,
      clauses int NOT NULL,
      unmatched int NOT NULL,
      terms int NOT NULL,
      received_at timestamptz NOT NULL,
      received_by text NOT NULL,
      PRIMARY KEY (organisation_id, id),
      FOREIGN KEY (organisation_id, vendor_id) REFERENCES vendor (organisation_id, id),
      FOREIGN KEY (organisation_id, document_digest) REFERENCES document (organisation_id, digest))`);
    await runner.query(`CREATE INDEX incoming_paper_vendor ON incoming_paper (organisation_id, vendor_id)`);
    await tenantTable(runner, 'incoming_paper', appendOnly);

    // The last revision counts. Of two saved at the same moment the key refuses one.
    await runner.query(`CREATE TABLE incoming_paper_decision (
      organisation_id int NOT NULL,
      paper_id uuid NOT NULL,
      revision int NOT NULL CHECK (revision >= 2),
      decisions jsonb NOT NULL,
      decided_at timestamptz NOT NULL,
      decided_by text NOT NULL,
      PRIMARY KEY (organisation_id, paper_id, revision),
      FOREIGN KEY (organisation_id, paper_id) REFERENCES incoming_paper (organisation_id, id))`);
    await tenantTable(runner, 'incoming_paper_decision', appendOnly);

    // A paper becomes one draft.
    await runner.query(`CREATE TABLE incoming_paper_draft (
      organisation_id int NOT NULL,
      paper_id uuid NOT NULL,
      agreement_id uuid NOT NULL,
      drafted_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, paper_id),
      FOREIGN KEY (organisation_id, paper_id) REFERENCES incoming_paper (organisation_id, id),
      FOREIGN KEY (organisation_id, agreement_id) REFERENCES agreement (organisation_id, id))`);
    await tenantTable(runner, 'incoming_paper_draft', appendOnly);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE incoming_paper_draft, incoming_paper_decision, incoming_paper`);
  }
}
