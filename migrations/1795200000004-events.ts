import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

export class Events1795200000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Columns go from 8 bytes to variable length, so that no padding is stored. status: 0 ok, 1 error, 2 timeout.
    // key is null when the sender's own key already is the uuid.
    await runner.query(`CREATE TABLE event (
      at timestamptz NOT NULL CHECK (at >= '2000-01-01Z' AND at < '2100-01-01Z'),
      score float8 CHECK (score >= 0 AND score <= 1),
      latency_ms float8 CHECK (latency_ms >= 0 AND latency_ms <= 86400000),
      organisation_id int NOT NULL,
      system_number int NOT NULL,
      version_number int NOT NULL,
      slice_number int,
      status smallint NOT NULL CHECK (status BETWEEN 0 AND 2),
      decision boolean,
      id uuid NOT NULL,
      key text,
      reasons text[],
      features float8[],
      PRIMARY KEY (organisation_id, id))`);
    await runner.query(`CREATE INDEX event_system_at ON event (organisation_id, system_number, at)`);
    await tenantTable(runner, 'event', { app: ['SELECT'], ingest: ['SELECT', 'INSERT'] });

    await runner.query(`CREATE TABLE outcome (
      at timestamptz NOT NULL CHECK (at >= '2000-01-01Z' AND at < '2100-01-01Z'),
      organisation_id int NOT NULL,
      system_number int NOT NULL,
      positive boolean NOT NULL,
      event_id uuid NOT NULL,
      PRIMARY KEY (organisation_id, event_id))`);
    await tenantTable(runner, 'outcome', { app: ['SELECT'], ingest: ['SELECT', 'INSERT'] });

    // Append-only deltas; compaction replaces several rows of one hour by their sum, which changes no total.
    await runner.query(`CREATE TABLE interval (
      hour timestamptz NOT NULL,
      id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
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
      minutes bytea NOT NULL,
      latency bytea NOT NULL,
      PRIMARY KEY (organisation_id, system_number, hour, id))`);
    await tenantTable(runner, 'interval', { app: ['SELECT'], ingest: ['SELECT', 'INSERT', 'DELETE'] });

    // Hours whose intervals changed since they were last measured; written with the intervals, consumed by measuring.
    await runner.query(`CREATE TABLE dirty_hour (
      hour timestamptz NOT NULL,
      id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      organisation_id int NOT NULL,
      system_number int NOT NULL,
      PRIMARY KEY (organisation_id, id))`);
    await tenantTable(runner, 'dirty_hour', { app: ['SELECT', 'DELETE'], ingest: ['INSERT'] });

    // One row for each stored batch. digest: SHA-256 over the ids accepted, in order.
    await runner.query(`CREATE TABLE ingest_batch (
      organisation_id int NOT NULL REFERENCES organisation (id),
      id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('event', 'outcome')),
      source text NOT NULL,
      received_at timestamptz NOT NULL,
      sent int NOT NULL,
      accepted int NOT NULL,
      duplicate int NOT NULL,
      rejected int NOT NULL,
      digest text NOT NULL,
      PRIMARY KEY (organisation_id, id),
      CHECK (sent = accepted + duplicate + rejected))`);
    await tenantTable(runner, 'ingest_batch', { app: ['SELECT'], ingest: ['INSERT'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ingest_batch, dirty_hour, interval, outcome, event`);
  }
}
