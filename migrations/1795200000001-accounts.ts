import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

export class Accounts1795200000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE ALL ON SCHEMA public FROM PUBLIC`);
    await runner.query(`GRANT USAGE ON SCHEMA public TO fineprint_app, fineprint_ingest, fineprint_login`);

    await runner.query(`CREATE SEQUENCE organisation_id_seq AS int`);
    await runner.query(`CREATE TABLE organisation (
      id int PRIMARY KEY,
      public_id uuid NOT NULL UNIQUE,
      name text NOT NULL,
      demonstration boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL)`);
    await tenantTable(runner, 'organisation', { app: ['SELECT', 'INSERT'], ingest: ['SELECT'], login: ['SELECT'] }, 'id');
    await runner.query(`GRANT USAGE ON SEQUENCE organisation_id_seq TO fineprint_app`);

    await runner.query(`CREATE TABLE account (
      organisation_id int NOT NULL REFERENCES organisation (id),
      id uuid NOT NULL,
      email text NOT NULL,
      name text NOT NULL,
      role text NOT NULL CHECK (role IN ('administrator', 'legal', 'procurement', 'compliance', 'engineer', 'vendor-contact', 'auditor')),
      vendor_id uuid,
      password_hash text,
      disabled_at timestamptz,
      created_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, id),
      UNIQUE (organisation_id, email),
      CHECK ((role = 'vendor-contact') = (vendor_id IS NOT NULL)))`);
    await runner.query(`CREATE INDEX account_email ON account (email)`);
    await tenantTable(runner, 'account', { app: ['SELECT', 'INSERT', 'UPDATE'], login: ['SELECT'] });

    await runner.query(`CREATE TABLE session (
      organisation_id int NOT NULL,
      token_hash bytea NOT NULL,
      account_id uuid NOT NULL,
      created_at timestamptz NOT NULL,
      last_seen_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, token_hash),
      FOREIGN KEY (organisation_id, account_id) REFERENCES account (organisation_id, id))`);
    await runner.query(`CREATE INDEX session_token ON session (token_hash)`);
    await tenantTable(runner, 'session', { app: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], login: ['SELECT'] });

    await runner.query(`CREATE TABLE invitation (
      organisation_id int NOT NULL,
      token_hash bytea NOT NULL,
      account_id uuid NOT NULL,
      expires_at timestamptz NOT NULL,
      used_at timestamptz,
      PRIMARY KEY (organisation_id, token_hash),
      FOREIGN KEY (organisation_id, account_id) REFERENCES account (organisation_id, id))`);
    await runner.query(`CREATE INDEX invitation_token ON invitation (token_hash)`);
    await tenantTable(runner, 'invitation', { app: ['SELECT', 'INSERT', 'UPDATE'], login: ['SELECT'] });

    await runner.query(`CREATE TABLE api_key (
      organisation_id int NOT NULL REFERENCES organisation (id),
      id uuid NOT NULL,
      lookup text NOT NULL,
      secret_hash bytea NOT NULL,
      name text NOT NULL,
      scopes text[] NOT NULL,
      created_by uuid NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz,
      PRIMARY KEY (organisation_id, id),
      UNIQUE (organisation_id, lookup),
      FOREIGN KEY (organisation_id, created_by) REFERENCES account (organisation_id, id))`);
    await runner.query(`CREATE INDEX api_key_lookup ON api_key (lookup)`);
    await tenantTable(runner, 'api_key', { app: ['SELECT', 'INSERT', 'UPDATE'], login: ['SELECT'] });

    // Not a tenant table: a guess is counted before anybody knows whose account it is. Keys are hashes.
    await runner.query(`CREATE TABLE throttle (
      key text PRIMARY KEY,
      window_start timestamptz NOT NULL,
      attempts int NOT NULL)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON throttle TO fineprint_login`);

    await runner.query(`CREATE TABLE idempotency (
      organisation_id int NOT NULL REFERENCES organisation (id),
      caller text NOT NULL,
      key text NOT NULL,
      request_digest text NOT NULL,
      status int,
      etag text,
      body text,
      created_at timestamptz NOT NULL,
      PRIMARY KEY (organisation_id, caller, key))`);
    await tenantTable(runner, 'idempotency', { app: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] });

    await runner.query(`CREATE TABLE log_entry (
      organisation_id int NOT NULL REFERENCES organisation (id),
      id uuid NOT NULL,
      at timestamptz NOT NULL,
      actor_kind text NOT NULL CHECK (actor_kind IN ('account', 'api-key', 'system')),
      actor text NOT NULL,
      action text NOT NULL,
      object_kind text NOT NULL,
      object_id text NOT NULL,
      before_digest text,
      after_digest text,
      detail text NOT NULL,
      request_id text,
      PRIMARY KEY (organisation_id, id))`);
    await tenantTable(runner, 'log_entry', { app: ['SELECT', 'INSERT'], ingest: ['INSERT'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE log_entry, idempotency, throttle, api_key, invitation, session, account, organisation`);
    await runner.query(`DROP SEQUENCE organisation_id_seq`);
  }
}
