import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

export class VendorsAndSystems1795200000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE vendor (
      organisation_id int NOT NULL REFERENCES organisation (id),
      id uuid NOT NULL,
      slug text NOT NULL,
      name text NOT NULL,
      contact_name text,
      contact_email text,
      created_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, id),
      UNIQUE (organisation_id, slug))`);
    await tenantTable(runner, 'vendor', { app: ['SELECT', 'INSERT', 'UPDATE'] });
    await runner.query(`ALTER TABLE account ADD FOREIGN KEY (organisation_id, vendor_id) REFERENCES vendor (organisation_id, id)`);

    // "number" is the small key that every event carries; "id" is the public one.
    await runner.query(`CREATE TABLE system (
      organisation_id int NOT NULL REFERENCES organisation (id),
      id uuid NOT NULL,
      number int NOT NULL GENERATED ALWAYS AS IDENTITY,
      vendor_id uuid NOT NULL,
      slug text NOT NULL,
      name text NOT NULL,
      environment text NOT NULL CHECK (environment IN ('live', 'sandbox')),
      region text,
      created_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, id),
      UNIQUE (organisation_id, number),
      UNIQUE (organisation_id, slug),
      FOREIGN KEY (organisation_id, vendor_id) REFERENCES vendor (organisation_id, id))`);
    await tenantTable(runner, 'system', { app: ['SELECT', 'INSERT', 'UPDATE'], ingest: ['SELECT'] });

    await runner.query(`CREATE TABLE system_version (
      organisation_id int NOT NULL,
      number int NOT NULL GENERATED ALWAYS AS IDENTITY,
      system_number int NOT NULL,
      label text NOT NULL,
      announced boolean NOT NULL DEFAULT false,
      features text[] NOT NULL DEFAULT '{}',
      first_seen_at timestamptz,
      PRIMARY KEY (organisation_id, number),
      UNIQUE (organisation_id, system_number, label),
      FOREIGN KEY (organisation_id, system_number) REFERENCES system (organisation_id, number))`);
    await tenantTable(runner, 'system_version', { app: ['SELECT', 'INSERT', 'UPDATE'], ingest: ['SELECT', 'INSERT', 'UPDATE'] });

    // One row for each combination of segment values that was ever seen; digest is the SHA-256 of the canonical JSON.
    await runner.query(`CREATE TABLE slice (
      organisation_id int NOT NULL REFERENCES organisation (id),
      number int NOT NULL GENERATED ALWAYS AS IDENTITY,
      digest bytea NOT NULL,
      segments jsonb NOT NULL,
      PRIMARY KEY (organisation_id, number),
      UNIQUE (organisation_id, digest))`);
    await tenantTable(runner, 'slice', { app: ['SELECT'], ingest: ['SELECT', 'INSERT'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE account DROP CONSTRAINT account_organisation_id_vendor_id_fkey`);
    await runner.query(`DROP TABLE slice, system_version, system, vendor`);
  }
}
