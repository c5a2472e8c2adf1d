import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

export class DeclaredSlices1795200000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What the events of a system are told apart by. Never deleted, and "change" grows with each change, so that its sum says whether
    // anything changed. declared_values: null for whatever comes, up to value_limit.
    await runner.query(`CREATE TABLE system_slice_attribute (
      organisation_id int NOT NULL,
      system_number int NOT NULL,
      name text NOT NULL,
      kind text NOT NULL DEFAULT 'slice' CHECK (kind IN ('slice', 'group')),
      declared boolean NOT NULL DEFAULT false,
      declared_values text[],
      value_limit int NOT NULL DEFAULT 50 CHECK (value_limit BETWEEN 1 AND 200),
      change int NOT NULL DEFAULT 1,
      PRIMARY KEY (organisation_id, system_number, name),
      FOREIGN KEY (organisation_id, system_number) REFERENCES system (organisation_id, number))`);
    // The owner is under row-level security like everybody, and has no organisation.
    await runner.query(`ALTER TABLE slice NO FORCE ROW LEVEL SECURITY`);
    await runner.query(`INSERT INTO system_slice_attribute (organisation_id, system_number, name)
      SELECT DISTINCT organisation_id, system_number, name FROM slice CROSS JOIN jsonb_object_keys(segments) AS name WHERE system_number IS NOT NULL`);
    await runner.query(`ALTER TABLE slice FORCE ROW LEVEL SECURITY`);
    await tenantTable(runner, 'system_slice_attribute', { app: ['SELECT', 'INSERT', 'UPDATE'], ingest: ['SELECT', 'INSERT'] });

    // A combination belongs to one system. Those from before stay with the system they were first seen in.
    await runner.query(`ALTER TABLE slice DROP CONSTRAINT slice_organisation_id_digest_key, ADD UNIQUE (organisation_id, system_number, digest)`);
    await runner.query(`DROP INDEX slice_system`);

    // The first eight bytes of the SHA-256 of the segments as they were sent; null when they are stored as they were sent.
    await runner.query(`ALTER TABLE event ADD COLUMN segments_digest bigint`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE event DROP COLUMN segments_digest`);
    await runner.query(`CREATE INDEX slice_system ON slice (organisation_id, system_number)`);
    await runner.query(`ALTER TABLE slice DROP CONSTRAINT slice_organisation_id_system_number_digest_key, ADD UNIQUE (organisation_id, digest)`);
    await runner.query(`DROP TABLE system_slice_attribute`);
  }
}
