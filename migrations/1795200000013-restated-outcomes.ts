import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

export class RestatedOutcomes1795200000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // An outcome that contradicts an earlier one is kept beside it; the last sequence counts. The index finds the few events that have several.
    await runner.query(`ALTER TABLE outcome ADD COLUMN sequence int NOT NULL DEFAULT 1 CHECK (sequence >= 1)`);
    await runner.query(`ALTER TABLE outcome DROP CONSTRAINT outcome_pkey, ADD PRIMARY KEY (organisation_id, event_id, sequence)`);
    await runner.query(`CREATE INDEX outcome_restated ON outcome (organisation_id, event_id, sequence) WHERE sequence > 1`);

    // Outcomes of events that are not there yet, in the order of their ids; stored with the events, or removed when they waited too long.
    await runner.query(`CREATE TABLE pending_outcome (
      at timestamptz NOT NULL CHECK (at >= '2000-01-01Z' AND at < '2100-01-01Z'),
      received_at timestamptz NOT NULL,
      id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      organisation_id int NOT NULL,
      system_number int NOT NULL,
      positive boolean NOT NULL,
      event_id uuid NOT NULL,
      actor_kind text NOT NULL CHECK (actor_kind IN ('account', 'api-key', 'system')),
      actor text NOT NULL,
      PRIMARY KEY (organisation_id, event_id, system_number, at, positive),
      FOREIGN KEY (organisation_id, system_number) REFERENCES system (organisation_id, number))`);
    await runner.query(`CREATE INDEX pending_outcome_received ON pending_outcome (organisation_id, received_at)`);
    await tenantTable(runner, 'pending_outcome', { app: ['SELECT'], ingest: ['SELECT', 'INSERT', 'DELETE'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE pending_outcome`);
    await runner.query(`DROP INDEX outcome_restated`);
    await runner.query(`DELETE FROM outcome WHERE sequence > 1`);
    await runner.query(`ALTER TABLE outcome DROP CONSTRAINT outcome_pkey, ADD PRIMARY KEY (organisation_id, event_id), DROP COLUMN sequence`);
  }
}
