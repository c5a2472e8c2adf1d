import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

export class IntervalDays1795200000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The interval rows of a system's UTC day, of all versions, added up. It counts only while row_count and last_id equal count(*)
    // and max(id) of those rows: ids only grow, and compaction takes no row away without adding a later one, so nothing needs invalidating.
    await runner.query(`CREATE TABLE interval_day (
      day timestamptz NOT NULL CHECK (date_trunc('day', day, 'UTC') = day),
      last_id bigint NOT NULL,
      organisation_id int NOT NULL,
      system_number int NOT NULL,
      row_count int NOT NULL CHECK (row_count >= 1),
      events int NOT NULL,
      errors int NOT NULL,
      decided int NOT NULL,
      true_positive int NOT NULL,
      false_positive int NOT NULL,
      false_negative int NOT NULL,
      true_negative int NOT NULL,
      minutes bytea NOT NULL,
      latency bytea NOT NULL,
      PRIMARY KEY (organisation_id, system_number, day))`);
    // Compressing saves a few kilobytes a day and makes reading a month a tenth slower, the more so the more events it has.
    await runner.query(`ALTER TABLE interval_day ALTER minutes SET STORAGE EXTERNAL, ALTER latency SET STORAGE EXTERNAL`);
    await tenantTable(runner, 'interval_day', { app: ['SELECT'], ingest: ['SELECT', 'INSERT', 'UPDATE'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE interval_day`);
  }
}
