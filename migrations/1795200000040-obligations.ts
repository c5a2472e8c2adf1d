import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

/** What the parties of an active version owe each other. */
export class Obligations1795200000040 implements MigrationInterface {
  name = 'Obligations1795200000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE obligation (
      organisation_id int NOT NULL,
      id uuid NOT NULL,
      agreement_id uuid NOT NULL,
      version_number int NOT NULL,
      vendor_id uuid NOT NULL,
      key text NOT NULL,
      definition jsonb NOT NULL,
      PRIMARY KEY (organisation_id, id),
      UNIQUE (organisation_id, agreement_id, version_number, key),
      FOREIGN KEY (organisation_id, agreement_id, version_number) REFERENCES agreement_version (organisation_id, agreement_id, number))`);
    await tenantTable(runner, 'obligation', { app: ['SELECT', 'INSERT'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE obligation`);
  }
}
