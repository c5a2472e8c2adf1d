import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

const appendOnly = { app: ['SELECT', 'INSERT'] } as const;

export class Negotiation1795200000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE comment (
      organisation_id int NOT NULL,
      id uuid NOT NULL,
      agreement_id uuid NOT NULL,
      clause_id text NOT NULL,
      visibility text NOT NULL CHECK (visibility IN ('internal', 'external')),
      body text NOT NULL,
      side text NOT NULL CHECK (side IN ('customer', 'vendor')),
      author uuid NOT NULL,
      at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, id),
      CHECK (side = 'customer' OR visibility = 'external'),
      FOREIGN KEY (organisation_id, agreement_id) REFERENCES agreement (organisation_id, id),
      FOREIGN KEY (organisation_id, author) REFERENCES account (organisation_id, id))`);
    await runner.query(`CREATE INDEX comment_agreement ON comment (organisation_id, agreement_id)`);
    await tenantTable(runner, 'comment', appendOnly);

    await runner.query(`CREATE TABLE comment_resolution (
      organisation_id int NOT NULL,
      comment_id uuid NOT NULL,
      side text NOT NULL CHECK (side IN ('customer', 'vendor')),
      resolved_by uuid NOT NULL,
      resolved_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, comment_id),
      FOREIGN KEY (organisation_id, comment_id) REFERENCES comment (organisation_id, id),
      FOREIGN KEY (organisation_id, resolved_by) REFERENCES account (organisation_id, id))`);
    await tenantTable(runner, 'comment_resolution', appendOnly);

    await runner.query(`CREATE TABLE proposal (
      organisation_id int NOT NULL,
      id uuid NOT NULL,
      agreement_id uuid NOT NULL,
      clause_id text NOT NULL,
      wording text,
      terms jsonb NOT NULL,
      note text NOT NULL,
      side text NOT NULL CHECK (side IN ('customer', 'vendor')),
      proposed_by uuid NOT NULL,
      at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, id),
      FOREIGN KEY (organisation_id, agreement_id) REFERENCES agreement (organisation_id, id),
      FOREIGN KEY (organisation_id, proposed_by) REFERENCES account (organisation_id, id))`);
    await runner.query(`CREATE INDEX proposal_agreement ON proposal (organisation_id, agreement_id)`);
    await tenantTable(runner, 'proposal', appendOnly);

    await runner.query(`CREATE TABLE proposal_decision (
      organisation_id int NOT NULL,
      proposal_id uuid NOT NULL,
      state text NOT NULL CHECK (state IN ('accepted', 'declined', 'withdrawn')),
      reason text,
      side text NOT NULL CHECK (side IN ('customer', 'vendor')),
      decided_by uuid NOT NULL,
      decided_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, proposal_id),
      CHECK (state <> 'declined' OR reason IS NOT NULL),
      FOREIGN KEY (organisation_id, proposal_id) REFERENCES proposal (organisation_id, id),
      FOREIGN KEY (organisation_id, decided_by) REFERENCES account (organisation_id, id))`);
    await tenantTable(runner, 'proposal_decision', appendOnly);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE proposal_decision, proposal, comment_resolution, comment`);
  }
}
