import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

export class TrainingProfiles1795200000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Append-only: a profile that is declared again is another row, and the last one of a version counts.
    await runner.query(`CREATE TABLE training_profile (
      organisation_id int NOT NULL,
      id uuid NOT NULL,
      system_number int NOT NULL,
      version_label text NOT NULL,
      sequence bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      rows bigint NOT NULL CHECK (rows >= 1),
      columns jsonb NOT NULL,
      digest text NOT NULL,
      declared_by text NOT NULL,
      declared_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, id),
      FOREIGN KEY (organisation_id, system_number) REFERENCES system (organisation_id, number))`);
    await runner.query(`CREATE INDEX training_profile_system ON training_profile (organisation_id, system_number, version_label, sequence DESC)`);
    await tenantTable(runner, 'training_profile', { app: ['SELECT', 'INSERT'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE training_profile`);
  }
}
