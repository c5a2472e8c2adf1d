import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

const appendOnly = { app: ['SELECT', 'INSERT'] } as const;

export class Agreements1795200000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Columns outside "draft" mirror it for lists; the draft itself is what counts until a version is frozen.
    await runner.query(`CREATE TABLE agreement (
      organisation_id int NOT NULL REFERENCES organisation (id),
      id uuid NOT NULL,
      vendor_id uuid NOT NULL,
      template_id text NOT NULL,
      title text NOT NULL,
      state text NOT NULL CHECK (state IN ('draft', 'frozen', 'signed', 'active')),
      revision int NOT NULL DEFAULT 1,
      effective_from date NOT NULL,
      effective_until date,
      zone text NOT NULL,
      draft jsonb NOT NULL,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      activated_at timestamptz,
      PRIMARY KEY (organisation_id, id),
      FOREIGN KEY (organisation_id, vendor_id) REFERENCES vendor (organisation_id, id))`);
    await runner.query(`CREATE INDEX agreement_vendor ON agreement (organisation_id, vendor_id)`);
    await tenantTable(runner, 'agreement', { app: ['SELECT', 'INSERT', 'UPDATE'] });

    await runner.query(`CREATE TABLE agreement_system (
      organisation_id int NOT NULL,
      agreement_id uuid NOT NULL,
      system_id uuid NOT NULL,
      PRIMARY KEY (organisation_id, agreement_id, system_id),
      FOREIGN KEY (organisation_id, agreement_id) REFERENCES agreement (organisation_id, id),
      FOREIGN KEY (organisation_id, system_id) REFERENCES system (organisation_id, id))`);
    await tenantTable(runner, 'agreement_system', appendOnly);

    await runner.query(`CREATE TABLE document (
      organisation_id int NOT NULL REFERENCES organisation (id),
      digest text NOT NULL,
      media_type text NOT NULL,
      content bytea NOT NULL,
      created_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, digest))`);
    await tenantTable(runner, 'document', appendOnly);

    // "snapshot" is text, not jsonb: its digest is taken over exactly these bytes.
    await runner.query(`CREATE TABLE agreement_version (
      organisation_id int NOT NULL,
      agreement_id uuid NOT NULL,
      number int NOT NULL CHECK (number >= 1),
      snapshot text NOT NULL,
      digest text NOT NULL,
      document_digest text NOT NULL,
      effective_from date NOT NULL,
      effective_until date,
      frozen_at timestamptz NOT NULL,
      frozen_by uuid NOT NULL,
      PRIMARY KEY (organisation_id, agreement_id, number),
      FOREIGN KEY (organisation_id, agreement_id) REFERENCES agreement (organisation_id, id),
      FOREIGN KEY (organisation_id, document_digest) REFERENCES document (organisation_id, digest),
      FOREIGN KEY (organisation_id, frozen_by) REFERENCES account (organisation_id, id))`);
    await tenantTable(runner, 'agreement_version', appendOnly);

    await runner.query(`CREATE TABLE signature (
      organisation_id int NOT NULL,
      agreement_id uuid NOT NULL,
      version_number int NOT NULL,
      party text NOT NULL CHECK (party IN ('customer', 'vendor')),
      signer_name text NOT NULL,
      signer_title text NOT NULL,
      signed_at timestamptz NOT NULL,
      digest text NOT NULL,
      recorded_by uuid NOT NULL,
      recorded_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, agreement_id, version_number, party),
      FOREIGN KEY (organisation_id, agreement_id, version_number) REFERENCES agreement_version (organisation_id, agreement_id, number),
      FOREIGN KEY (organisation_id, recorded_by) REFERENCES account (organisation_id, id))`);
    await tenantTable(runner, 'signature', appendOnly);

    await runner.query(`CREATE TABLE objective (
      organisation_id int NOT NULL,
      id uuid NOT NULL,
      agreement_id uuid NOT NULL,
      version_number int NOT NULL,
      vendor_id uuid NOT NULL,
      system_id uuid NOT NULL,
      key text NOT NULL,
      definition jsonb NOT NULL,
      starts_at timestamptz NOT NULL,
      ends_at timestamptz,
      PRIMARY KEY (organisation_id, id),
      UNIQUE (organisation_id, agreement_id, version_number, system_id, key),
      FOREIGN KEY (organisation_id, agreement_id, version_number) REFERENCES agreement_version (organisation_id, agreement_id, number),
      FOREIGN KEY (organisation_id, system_id) REFERENCES system (organisation_id, id))`);
    await runner.query(`CREATE INDEX objective_system ON objective (organisation_id, system_id)`);
    await tenantTable(runner, 'objective', appendOnly);

    await runner.query(`CREATE TABLE clock (
      organisation_id int NOT NULL,
      id uuid NOT NULL,
      agreement_id uuid NOT NULL,
      version_number int NOT NULL,
      vendor_id uuid NOT NULL,
      key text NOT NULL,
      definition jsonb NOT NULL,
      due_at timestamptz,
      PRIMARY KEY (organisation_id, id),
      UNIQUE (organisation_id, agreement_id, version_number, key),
      FOREIGN KEY (organisation_id, agreement_id, version_number) REFERENCES agreement_version (organisation_id, agreement_id, number))`);
    await tenantTable(runner, 'clock', appendOnly);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE clock, objective, signature, agreement_version, document, agreement_system, agreement`);
  }
}
