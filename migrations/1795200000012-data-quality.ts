import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

export class DataQuality1795200000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What was noticed of what came in, by who sent it: added up on reading; upkeep replaces the rows of a day by their sum.
    // system_number is null where the system is not known. finding: "accepted", or one of libs/wire/data-quality.
    await runner.query(`CREATE TABLE data_quality (
      organisation_id int NOT NULL REFERENCES organisation (id),
      day date NOT NULL,
      id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      system_number int,
      kind text NOT NULL CHECK (kind IN ('event', 'outcome')),
      actor_kind text NOT NULL CHECK (actor_kind IN ('account', 'api-key', 'system')),
      actor text NOT NULL,
      finding text NOT NULL,
      count bigint NOT NULL CHECK (count >= 0),
      last_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, day, id))`);
    await tenantTable(runner, 'data_quality', { app: ['SELECT'], ingest: ['SELECT', 'INSERT', 'DELETE'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE data_quality`);
  }
}
