import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

export class OversightAndCategories1795200000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // feedback: 0 accepted, 1 edited, 2 rejected; resolved_by: 0 ai, 1 human. Null takes no room.
    await runner.query(`ALTER TABLE event
      ADD COLUMN human_decision boolean,
      ADD COLUMN feedback smallint CHECK (feedback BETWEEN 0 AND 2),
      ADD COLUMN resolved_by smallint CHECK (resolved_by BETWEEN 0 AND 1),
      ADD COLUMN user_number int`);

    // The kind of each feature, in the order of the features: null, or not there yet, until its first value came. Never changed after.
    await runner.query(`ALTER TABLE system_version ADD COLUMN feature_kinds text[] NOT NULL DEFAULT '{}',
      ADD CHECK (cardinality(feature_kinds) <= cardinality(features)),
      ADD CHECK (array_remove(feature_kinds, NULL) <@ ARRAY['numeric', 'categorical'])`);

    // What stands in event.features instead of a label. Code 0 is "other": labels beyond the limit.
    await runner.query(`CREATE TABLE feature_category (
      organisation_id int NOT NULL,
      version_number int NOT NULL,
      position int NOT NULL CHECK (position >= 0),
      code int NOT NULL CHECK (code BETWEEN 0 AND 200),
      label text NOT NULL,
      PRIMARY KEY (organisation_id, version_number, position, code),
      UNIQUE (organisation_id, version_number, position, label),
      FOREIGN KEY (organisation_id, version_number) REFERENCES system_version (organisation_id, number))`);
    await tenantTable(runner, 'feature_category', { app: ['SELECT'], ingest: ['SELECT', 'INSERT'] });

    // Licensed users by the pseudonym that events name them by; numbered from 1 in each system, without gaps.
    await runner.query(`CREATE TABLE licensed_user (
      organisation_id int NOT NULL,
      system_number int NOT NULL,
      number int NOT NULL CHECK (number BETWEEN 1 AND 100000),
      label text NOT NULL,
      PRIMARY KEY (organisation_id, system_number, number),
      UNIQUE (organisation_id, system_number, label),
      FOREIGN KEY (organisation_id, system_number) REFERENCES system (organisation_id, number))`);
    await tenantTable(runner, 'licensed_user', { app: ['SELECT'], ingest: ['SELECT', 'INSERT'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE licensed_user, feature_category`);
    await runner.query(`ALTER TABLE system_version DROP COLUMN feature_kinds`);
    await runner.query(`ALTER TABLE event DROP COLUMN human_decision, DROP COLUMN feedback, DROP COLUMN resolved_by, DROP COLUMN user_number`);
  }
}
