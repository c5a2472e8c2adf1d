import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.js';

/** Secret addresses from which calendar programs read deadlines; only the hash of the secret is kept. */
export class CalendarFeeds1795200000060 implements MigrationInterface {
  name = 'CalendarFeeds1795200000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE calendar_feed (
      organisation_id int NOT NULL,
      id uuid NOT NULL,
      token_hash bytea NOT NULL,
      name text NOT NULL,
      agreement_id uuid,
      created_by uuid NOT NULL,
      created_at timestamptz NOT NULL,
      revoked_at timestamptz,
      PRIMARY KEY (organisation_id, id),
      UNIQUE (organisation_id, token_hash),
      FOREIGN KEY (organisation_id, agreement_id) REFERENCES agreement (organisation_id, id),
      FOREIGN KEY (organisation_id, created_by) REFERENCES account (organisation_id, id))`);
    await runner.query(`CREATE INDEX calendar_feed_token ON calendar_feed (token_hash)`);
    await tenantTable(runner, 'calendar_feed', { app: ['SELECT', 'INSERT', 'UPDATE'], login: ['SELECT'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE calendar_feed`);
  }
}
