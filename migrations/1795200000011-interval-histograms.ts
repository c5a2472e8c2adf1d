import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

const histograms = ['scores', 'features', 'slices', 'counters'] as const;

export class IntervalHistograms1795200000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Sparse counts by key, of which an hour of traffic makes some kilobytes; varints do not compress, so nobody should try.
    await runner.query(`ALTER TABLE interval ${histograms.map((column) => `ADD COLUMN ${column} bytea NOT NULL DEFAULT ''`).join(', ')}`);
    await runner.query(`ALTER TABLE interval ${['minutes', 'latency', ...histograms].map((column) => `ALTER ${column} SET STORAGE EXTERNAL`).join(', ')}`);

    // What one version's interval rows of a UTC day add up to; it counts while the row of interval_day does, with which it is written.
    await runner.query(`CREATE TABLE interval_version_day (
      day timestamptz NOT NULL,
      organisation_id int NOT NULL,
      system_number int NOT NULL,
      version_number int NOT NULL,
      events int NOT NULL,
      errors int NOT NULL,
      decided int NOT NULL,
      true_positive int NOT NULL,
      false_positive int NOT NULL,
      false_negative int NOT NULL,
      true_negative int NOT NULL,
      latency bytea NOT NULL,
      ${histograms.map((column) => `${column} bytea NOT NULL`).join(', ')},
      PRIMARY KEY (organisation_id, system_number, day, version_number))`);
    await runner.query(`ALTER TABLE interval_version_day ${['latency', ...histograms].map((column) => `ALTER ${column} SET STORAGE EXTERNAL`).join(', ')}`);
    await tenantTable(runner, 'interval_version_day', { app: ['SELECT'], ingest: ['SELECT', 'INSERT', 'DELETE'] });

    // Hours whose interval rows are not of all their events: they are folded anew from the events before anybody relies on them.
    await runner.query(`CREATE TABLE stale_hour (
      hour timestamptz NOT NULL CHECK (date_trunc('hour', hour, 'UTC') = hour),
      marked_at timestamptz NOT NULL,
      id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      organisation_id int NOT NULL,
      system_number int NOT NULL,
      PRIMARY KEY (organisation_id, system_number, hour, id))`);
    // What is stored already lacks the histograms. The owner may not see the rows of organisations while row-level security is forced.
    await runner.query(`ALTER TABLE interval NO FORCE ROW LEVEL SECURITY; ALTER TABLE interval_day NO FORCE ROW LEVEL SECURITY`);
    await runner.query(`INSERT INTO stale_hour (organisation_id, system_number, hour, marked_at)
      SELECT DISTINCT organisation_id, system_number, hour, timestamptz '2000-01-01Z' FROM interval`);
    await runner.query(`DELETE FROM interval_day`);
    await runner.query(`ALTER TABLE interval FORCE ROW LEVEL SECURITY; ALTER TABLE interval_day FORCE ROW LEVEL SECURITY`);
    await tenantTable(runner, 'stale_hour', { app: ['SELECT'], ingest: ['SELECT', 'INSERT', 'DELETE'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE stale_hour, interval_version_day`);
    await runner.query(`ALTER TABLE interval ${histograms.map((column) => `DROP COLUMN ${column}`).join(', ')}`);
  }
}
