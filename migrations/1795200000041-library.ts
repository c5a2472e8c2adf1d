import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

/** An organisation's own clauses, version by version, and its positions in the playbook. */
export class Library1795200000041 implements MigrationInterface {
  name = 'Library1795200000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE clause (
      organisation_id int NOT NULL REFERENCES organisation (id),
      id text NOT NULL,
      retired_at timestamptz,
      PRIMARY KEY (organisation_id, id))`);
    await tenantTable(runner, 'clause', { app: ['SELECT', 'INSERT', 'UPDATE'] });

    await runner.query(`CREATE TABLE clause_version (
      organisation_id int NOT NULL,
      clause_id text NOT NULL,
      number int NOT NULL,
      text text NOT NULL,
      digest text NOT NULL,
      author text NOT NULL,
      created_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, clause_id, number),
      FOREIGN KEY (organisation_id, clause_id) REFERENCES clause (organisation_id, id))`);
    await tenantTable(runner, 'clause_version', { app: ['SELECT', 'INSERT'] });

    await runner.query(`CREATE TABLE playbook_position (
      organisation_id int NOT NULL REFERENCES organisation (id),
      path text NOT NULL,
      positions jsonb NOT NULL,
      reason text NOT NULL,
      revision int NOT NULL,
      changed_by text NOT NULL,
      changed_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, path))`);
    await tenantTable(runner, 'playbook_position', { app: ['SELECT', 'INSERT', 'UPDATE'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE playbook_position, clause_version, clause`);
  }
}
