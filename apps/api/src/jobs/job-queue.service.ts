import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import { Database } from '../database/database.js';
import type { MeasureJob } from './queues.js';

/** The longest that stopping waits for a running job; its transaction rolls back after that, and another process repeats it. */
const patienceMs = 20_000;

/**
 * The job queues in PostgreSQL, as the runtime role: tables and queues were made while migrating. Until `start` is called nothing
 * is sent and nothing runs.
 */
@Injectable()
export class JobQueue implements BeforeApplicationShutdown {
  private readonly logger = new Logger('jobs');
  private boss: PgBoss | undefined;

  constructor(private readonly database: Database) {}

  async start(): Promise<PgBoss> {
    const boss = new PgBoss({
      connectionString: this.database.urls.app,
      schema: 'pgboss',
      migrate: false,
      createSchema: false,
      max: 4,
      // Rebuilding indexes belongs to their owner.
      reindex: false,
      monitorVacuum: false,
      cronWorkerIntervalSeconds: 5,
    });
    boss.on('error', (error) => this.logger.error(error.message));
    await boss.start();
    this.boss = boss;
    return boss;
  }

  /** Asks for a system to be measured; while one request waits, others for the same system fall into it. */
  async sendMeasure(job: MeasureJob): Promise<void> {
    await this.boss?.send('measure', job, { singletonKey: `${job.organisationId}:${job.systemNumber}` });
  }

  /** The same some seconds from now. Requests for the present do not fall into it. */
  async sendLater(job: MeasureJob, seconds: number): Promise<void> {
    await this.boss?.send('measure', job, { singletonKey: `${job.organisationId}:${job.systemNumber}:later`, startAfter: seconds });
  }

  /** Lets the running jobs finish before the database's pools are closed. */
  async beforeApplicationShutdown(): Promise<void> {
    const boss = this.boss;
    this.boss = undefined;
    await boss?.stop({ graceful: true, timeout: patienceMs });
  }
}
