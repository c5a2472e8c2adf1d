import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { DataSource } from 'typeorm';
import { Accounts1795200000001 } from '#migrations/1795200000001-accounts.js';
import { VendorsAndSystems1795200000002 } from '#migrations/1795200000002-vendors-and-systems.js';
import { Agreements1795200000003 } from '#migrations/1795200000003-agreements.js';
import { Events1795200000004 } from '#migrations/1795200000004-events.js';
import { MeasurementsAndBreaches1795200000005 } from '#migrations/1795200000005-measurements-and-breaches.js';
import { IntervalDays1795200000006 } from '#migrations/1795200000006-interval-days.js';
import { SlicesOfSystems1795200000007 } from '#migrations/1795200000007-slices-of-systems.js';
import { OversightAndCategories1795200000008 } from '#migrations/1795200000008-oversight-and-categories.js';
import { DeclaredSlices1795200000010 } from '#migrations/1795200000010-declared-slices.js';
import { IntervalHistograms1795200000011 } from '#migrations/1795200000011-interval-histograms.js';
import { DataQuality1795200000012 } from '#migrations/1795200000012-data-quality.js';
import { RestatedOutcomes1795200000013 } from '#migrations/1795200000013-restated-outcomes.js';
import { TrainingProfiles1795200000020 } from '#migrations/1795200000020-training-profiles.js';
import { Exclusions1795200000030 } from '#migrations/1795200000030-exclusions.js';
import { Obligations1795200000040 } from '#migrations/1795200000040-obligations.js';
import { Library1795200000041 } from '#migrations/1795200000041-library.js';
import { IncomingPapers1795200000070 } from '#migrations/1795200000070-incoming-papers.js';
import { Approvals1795200000050 } from '#migrations/1795200000050-approvals.js';
import { CalendarFeeds1795200000060 } from '#migrations/1795200000060-calendar-feeds.js';
import { Negotiation1795200000051 } from '#migrations/1795200000051-negotiation.js';
import { queues } from '../jobs/queues.js';
import { ensureRoles, type RoleUrls } from './roles.js';

export const migrations = [
  Accounts1795200000001,
  VendorsAndSystems1795200000002,
  Agreements1795200000003,
  Events1795200000004,
  MeasurementsAndBreaches1795200000005,
  IntervalDays1795200000006,
  SlicesOfSystems1795200000007,
  OversightAndCategories1795200000008,
  DeclaredSlices1795200000010,
  IntervalHistograms1795200000011,
  DataQuality1795200000012,
  RestatedOutcomes1795200000013,
  TrainingProfiles1795200000020,
  Exclusions1795200000030,
  Obligations1795200000040,
  Library1795200000041,
  IncomingPapers1795200000070,
  Approvals1795200000050,
  CalendarFeeds1795200000060,
  Negotiation1795200000051,
];

/**
 * Brings a database to the newest schema as its owner: roles, tables, job queues. Safe to run by several processes at once.
 * @returns the connections of the runtime roles
 */
export async function migrate(ownerUrl: string): Promise<RoleUrls> {
  const urls = await ensureRoles(ownerUrl);
  const lock = new pg.Client({ connectionString: ownerUrl });
  await lock.connect();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext('fineprint migrate'))`);
    const owner = new DataSource({ type: 'postgres', url: ownerUrl, migrations, installExtensions: false, migrationsTransactionMode: 'each' });
    await owner.initialize();
    try {
      await owner.runMigrations();
      await installQueues(ownerUrl, owner);
    } finally {
      await owner.destroy();
    }
  } finally {
    await lock.end();
  }
  return urls;
}

async function installQueues(ownerUrl: string, owner: DataSource): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: 'pgboss', supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    for (const queue of queues) await boss.createQueue(queue.name, queue.options);
  } finally {
    await boss.stop({ graceful: false });
  }
  // At once: another process may be serving.
  await owner.transaction(async (manager) => {
    await manager.query(`GRANT USAGE ON SCHEMA pgboss TO fineprint_app`);
    await manager.query(`REVOKE ALL ON ALL TABLES IN SCHEMA pgboss FROM fineprint_app`);
    await manager.query(`GRANT SELECT ON ALL TABLES IN SCHEMA pgboss TO fineprint_app`);
    await manager.query(`GRANT INSERT, UPDATE, DELETE ON pgboss.job, pgboss.job_common, pgboss.job_dependency, pgboss.queue_stats, pgboss.schedule, pgboss.warning TO fineprint_app`);
    await manager.query(`GRANT INSERT, UPDATE ON pgboss.queue TO fineprint_app`);
    await manager.query(`GRANT UPDATE ON pgboss.version TO fineprint_app`);
    // Not its commands: the owner carries them out while migrating.
    await manager.query(`GRANT UPDATE (status, started_on, completed_on, error) ON pgboss.bam TO fineprint_app`);
    await manager.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO fineprint_app`);
  });
}
