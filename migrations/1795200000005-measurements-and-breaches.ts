import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

const appendOnly = { app: ['SELECT', 'INSERT'] } as const;

export class MeasurementsAndBreaches1795200000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Final values only; a later row of the same window supersedes the earlier one. Open windows are computed on reading.
    await runner.query(`CREATE TABLE measurement (
      organisation_id int NOT NULL,
      id uuid NOT NULL,
      objective_id uuid NOT NULL,
      window_start timestamptz NOT NULL,
      window_end timestamptz NOT NULL,
      final_at timestamptz NOT NULL,
      sequence int NOT NULL CHECK (sequence >= 1),
      value numeric,
      bounds jsonb,
      sample_size bigint NOT NULL,
      coverage numeric,
      verdict text NOT NULL CHECK (verdict IN ('met', 'breached', 'insufficient-data', 'not-measured')),
      reason text NOT NULL,
      counts jsonb NOT NULL,
      inputs_hash text NOT NULL,
      function_version text NOT NULL,
      measured_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, id),
      UNIQUE (organisation_id, objective_id, window_start, sequence),
      CHECK (window_start < window_end),
      FOREIGN KEY (organisation_id, objective_id) REFERENCES objective (organisation_id, id))`);
    await tenantTable(runner, 'measurement', appendOnly);

    await runner.query(`CREATE TABLE breach (
      organisation_id int NOT NULL,
      id uuid NOT NULL,
      agreement_id uuid NOT NULL,
      vendor_id uuid NOT NULL,
      system_id uuid NOT NULL,
      objective_id uuid NOT NULL,
      measurement_id uuid NOT NULL,
      window_start timestamptz NOT NULL,
      window_end timestamptz NOT NULL,
      state text NOT NULL CHECK (state IN ('open', 'claimed', 'withdrawn')),
      opened_at timestamptz NOT NULL,
      credit_amount numeric CHECK (credit_amount >= 0),
      credit_currency text,
      derivation jsonb,
      claim_due_at timestamptz,
      claimed_at timestamptz,
      PRIMARY KEY (organisation_id, id),
      UNIQUE (organisation_id, objective_id, window_start),
      FOREIGN KEY (organisation_id, agreement_id) REFERENCES agreement (organisation_id, id),
      FOREIGN KEY (organisation_id, objective_id) REFERENCES objective (organisation_id, id),
      FOREIGN KEY (organisation_id, measurement_id) REFERENCES measurement (organisation_id, id))`);
    await tenantTable(runner, 'breach', { app: ['SELECT', 'INSERT', 'UPDATE'] });

    await runner.query(`CREATE TABLE breach_event (
      organisation_id int NOT NULL,
      id uuid NOT NULL,
      breach_id uuid NOT NULL,
      at timestamptz NOT NULL,
      actor text NOT NULL,
      event jsonb NOT NULL,
      PRIMARY KEY (organisation_id, id),
      FOREIGN KEY (organisation_id, breach_id) REFERENCES breach (organisation_id, id))`);
    await tenantTable(runner, 'breach_event', appendOnly);

    await runner.query(`CREATE TABLE notice (
      organisation_id int NOT NULL,
      breach_id uuid NOT NULL,
      sequence int NOT NULL,
      document_digest text NOT NULL,
      created_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, breach_id, sequence),
      FOREIGN KEY (organisation_id, breach_id) REFERENCES breach (organisation_id, id),
      FOREIGN KEY (organisation_id, document_digest) REFERENCES document (organisation_id, digest))`);
    await tenantTable(runner, 'notice', appendOnly);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE notice, breach_event, breach, measurement`);
  }
}
