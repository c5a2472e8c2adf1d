import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

const appendOnly = { app: ['SELECT', 'INSERT'] } as const;

export class Exclusions1795200000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What a party claims; what becomes of it is in its decisions. Minutes are what events are kept by.
    await runner.query(`CREATE TABLE exclusion (
      organisation_id int NOT NULL,
      id uuid NOT NULL,
      system_number int NOT NULL,
      starts_at timestamptz NOT NULL CHECK (starts_at >= '2000-01-01Z' AND date_trunc('minute', starts_at, 'UTC') = starts_at),
      ends_at timestamptz NOT NULL CHECK (date_trunc('minute', ends_at, 'UTC') = ends_at),
      reason text NOT NULL CHECK (reason IN ('planned-maintenance', 'emergency-maintenance', 'customer-caused', 'third-party', 'force-majeure', 'other')),
      note text NOT NULL,
      side text NOT NULL CHECK (side IN ('customer', 'vendor')),
      claimed_by text NOT NULL,
      claimed_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, id),
      CHECK (starts_at < ends_at AND ends_at - starts_at <= interval '31 days'),
      CHECK (ends_at - claimed_at <= interval '366 days'),
      FOREIGN KEY (organisation_id, system_number) REFERENCES system (organisation_id, number))`);
    await runner.query(`CREATE INDEX exclusion_system ON exclusion (organisation_id, system_number)`);
    await tenantTable(runner, 'exclusion', appendOnly);

    // The last decision counts. Of two made at the same moment the sequence refuses one.
    await runner.query(`CREATE TABLE exclusion_decision (
      organisation_id int NOT NULL,
      exclusion_id uuid NOT NULL,
      sequence int NOT NULL CHECK (sequence >= 1),
      decision text NOT NULL CHECK (decision IN ('accepted', 'disputed', 'withdrawn')),
      side text NOT NULL CHECK (side IN ('customer', 'vendor')),
      decided_by text NOT NULL,
      decided_at timestamptz NOT NULL,
      note text,
      PRIMARY KEY (organisation_id, exclusion_id, sequence),
      FOREIGN KEY (organisation_id, exclusion_id) REFERENCES exclusion (organisation_id, id))`);
    await tenantTable(runner, 'exclusion_decision', appendOnly);

    // Whoever accepts an exclusion marks its hours to be measured again, in the same transaction.
    await runner.query(`GRANT INSERT ON dirty_hour TO fineprint_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE INSERT ON dirty_hour FROM fineprint_app`);
    await runner.query(`DROP TABLE exclusion_decision, exclusion`);
  }
}
