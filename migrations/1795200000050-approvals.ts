import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

const appendOnly = { app: ['SELECT', 'INSERT'] } as const;

export class Approvals1795200000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE agreement DROP CONSTRAINT agreement_state_check`);
    await runner.query(`ALTER TABLE agreement ADD CONSTRAINT agreement_state_check CHECK (state IN ('draft', 'in-review', 'approved', 'frozen', 'signed', 'active'))`);
    await runner.query(`ALTER TABLE agreement ADD COLUMN shared boolean NOT NULL DEFAULT false`);

    // Who wrote what of a draft: none of them approves it.
    await runner.query(`CREATE TABLE agreement_edit (
      organisation_id int NOT NULL,
      agreement_id uuid NOT NULL,
      revision int NOT NULL CHECK (revision >= 1),
      edited_by uuid NOT NULL,
      edited_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, agreement_id, revision),
      FOREIGN KEY (organisation_id, agreement_id) REFERENCES agreement (organisation_id, id),
      FOREIGN KEY (organisation_id, edited_by) REFERENCES account (organisation_id, id))`);
    await tenantTable(runner, 'agreement_edit', appendOnly);

    await runner.query(`CREATE TABLE approval_rules (
      organisation_id int PRIMARY KEY REFERENCES organisation (id),
      revision int NOT NULL CHECK (revision >= 1),
      rules jsonb NOT NULL,
      changed_by uuid NOT NULL,
      changed_at timestamptz NOT NULL,
      FOREIGN KEY (organisation_id, changed_by) REFERENCES account (organisation_id, id))`);
    await tenantTable(runner, 'approval_rules', { app: ['SELECT', 'INSERT', 'UPDATE'] });

    // "digest" is of the draft as it was submitted; "steps" are the roles that the rules asked for then, in their order.
    await runner.query(`CREATE TABLE approval_request (
      organisation_id int NOT NULL,
      id uuid NOT NULL,
      agreement_id uuid NOT NULL,
      digest text NOT NULL,
      steps jsonb NOT NULL,
      requested_by uuid NOT NULL,
      requested_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, id),
      FOREIGN KEY (organisation_id, agreement_id) REFERENCES agreement (organisation_id, id),
      FOREIGN KEY (organisation_id, requested_by) REFERENCES account (organisation_id, id))`);
    await runner.query(`CREATE INDEX approval_request_agreement ON approval_request (organisation_id, agreement_id)`);
    await tenantTable(runner, 'approval_request', appendOnly);

    await runner.query(`CREATE TABLE approval_decision (
      organisation_id int NOT NULL,
      request_id uuid NOT NULL,
      position int NOT NULL CHECK (position >= 0),
      decision text NOT NULL CHECK (decision IN ('approved', 'rejected')),
      reason text,
      decided_by uuid NOT NULL,
      decided_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, request_id, position),
      CHECK (decision = 'approved' OR reason IS NOT NULL),
      FOREIGN KEY (organisation_id, request_id) REFERENCES approval_request (organisation_id, id),
      FOREIGN KEY (organisation_id, decided_by) REFERENCES account (organisation_id, id))`);
    await tenantTable(runner, 'approval_decision', appendOnly);

    // A request that ended before it was decided.
    await runner.query(`CREATE TABLE approval_end (
      organisation_id int NOT NULL,
      request_id uuid NOT NULL,
      outcome text NOT NULL CHECK (outcome IN ('withdrawn', 'invalidated')),
      ended_by uuid NOT NULL,
      ended_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, request_id),
      FOREIGN KEY (organisation_id, request_id) REFERENCES approval_request (organisation_id, id),
      FOREIGN KEY (organisation_id, ended_by) REFERENCES account (organisation_id, id))`);
    await tenantTable(runner, 'approval_end', appendOnly);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE approval_end, approval_decision, approval_request, approval_rules, agreement_edit`);
    await runner.query(`ALTER TABLE agreement DROP COLUMN shared`);
  }
}
