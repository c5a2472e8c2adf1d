import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { requestContext } from '../http/request-context.js';
import type { RoleUrls } from './roles.js';

interface Running {
  readonly organisationId: number;
  readonly manager: EntityManager;
  readonly afterCommit: (() => void)[];
}

/** What an advisory lock is about, and of which system. */
export type AdvisoryLock = readonly [name: string, number: number];

/** A stuck lock must become an answer: whoever waited this long, for a connection and for locks together, is told 503. */
const patienceMs = 4_000;
const shortestLockWaitMs = 500;

const sessionSettings = '-c statement_timeout=60000 -c idle_in_transaction_session_timeout=120000';

/** The three doors to PostgreSQL. Tenant data is reached through `inOrganisation` and `inIngest` only. */
@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly running = new AsyncLocalStorage<Running>();

  private constructor(
    private readonly app: DataSource,
    /** The same role with connections of its own: reading goes on while changes wait for a lock. */
    private readonly reading: DataSource,
    private readonly ingest: pg.Pool,
    /** Reads accounts, sessions and keys across organisations, to find out whose request it is. Nothing else. */
    readonly login: pg.Pool,
    readonly urls: RoleUrls,
  ) {}

  static async connect(urls: RoleUrls): Promise<Database> {
    const source = (poolSize: number): Promise<DataSource> =>
      new DataSource({
        type: 'postgres',
        url: urls.app,
        installExtensions: false,
        poolSize,
        connectTimeoutMS: patienceMs,
        extra: { options: sessionSettings, allowExitOnIdle: true },
      }).initialize();
    const pool = (connectionString: string, max: number): pg.Pool => {
      const made = new pg.Pool({ connectionString, max, options: sessionSettings, connectionTimeoutMillis: patienceMs, allowExitOnIdle: true });
      // An idle connection that dies is replaced on next use; without a listener it would end the process.
      made.on('error', () => undefined);
      // One that dies while it is lent out fails its next query; it too would end the process otherwise.
      made.on('connect', (client) => client.on('error', () => undefined));
      return made;
    };
    return new Database(await source(10), await source(6), pool(urls.ingest, 4), pool(urls.login, 4), urls);
  }

  /**
   * Runs `work` in one transaction that sees exactly one organisation. Nested calls join the running transaction.
   * @param organisationId internal number of the organisation; anything but a positive integer is refused
   */
  async inOrganisation<T>(organisationId: number, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const running = this.running.getStore();
    if (running) {
      if (running.organisationId !== organisationId) throw new Error('a transaction cannot change its organisation');
      return work(running.manager);
    }
    const setting = settingOf(organisationId);
    const afterCommit: (() => void)[] = [];
    const source = requestContext.getStore()?.isReading ? this.reading : this.app;
    const began = performance.now();
    const result = await source.transaction(async (manager) => {
      await manager.query(`${setting}; ${lockTimeoutSince(began)}`);
      return this.running.run({ organisationId, manager, afterCommit }, () => work(manager));
    });
    for (const act of afterCommit) act();
    return result;
  }

  /** Does something once the running transaction has committed, and never if it is rolled back; at once when none is running. */
  afterCommit(act: () => void): void {
    const running = this.running.getStore();
    if (running) running.afterCommit.push(act);
    else act();
  }

  /** The same for an organisation that does not exist yet: `work` is told its number and stores its row. */
  async inNewOrganisation<T>(work: (manager: EntityManager, organisationId: number) => Promise<T>): Promise<T> {
    const afterCommit: (() => void)[] = [];
    const began = performance.now();
    const result = await this.app.transaction(async (manager) => {
      const [next]: { id: number }[] = await manager.query(`SELECT nextval('organisation_id_seq')::int AS id`);
      const organisationId = next?.id ?? 0;
      await manager.query(`${settingOf(organisationId)}; ${lockTimeoutSince(began)}`);
      return this.running.run({ organisationId, manager, afterCommit }, () => work(manager, organisationId));
    });
    for (const act of afterCommit) act();
    return result;
  }

  /** The same for ingestion: a plain client of the ingest role, which adds events, outcomes and intervals and can change no fact. */
  async inIngest<T>(organisationId: number, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const setting = settingOf(organisationId);
    const began = performance.now();
    return this.withIngest(async (client) => {
      await client.query('BEGIN');
      await client.query(`${setting}; ${lockTimeoutSince(began)}`);
      return committed(client, work);
    });
  }

  /**
   * The same, seeing the database as it is at one moment, while nobody else holds `lock`. The lock is taken before the transaction
   * begins: within it, waiting would make the moment lie before the work of whoever held it.
   */
  async inIngestSnapshot<T>(organisationId: number, lock: AdvisoryLock, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const setting = settingOf(organisationId);
    return this.withIngest(async (client) => {
      await client.query(`SET lock_timeout = ${patienceMs}`);
      await client.query('SELECT pg_advisory_lock(hashtext($1), $2)', [...lock]);
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await client.query(setting);
      const result = await committed(client, work);
      await client.query('SELECT pg_advisory_unlock(hashtext($1), $2)', [...lock]);
      await client.query('RESET lock_timeout');
      return result;
    });
  }

  /** A connection that fails is closed rather than lent again: it may be in the middle of a COPY, or hold a lock. */
  private async withIngest<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.ingest.connect();
    let failure: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      failure = error as Error;
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release(failure);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.app.destroy(), this.reading.destroy(), this.ingest.end(), this.login.end()]);
  }
}

async function committed<T>(client: pg.PoolClient, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const result = await work(client);
  await client.query('COMMIT');
  return result;
}

// SET LOCAL takes no bind parameter and set_config is not propagated on Citus: the number is checked and written out.
function settingOf(organisationId: number): string {
  if (!Number.isSafeInteger(organisationId) || organisationId < 1) throw new Error('an organisation is a positive integer');
  return `SET LOCAL fineprint.organisation = ${organisationId}`;
}

function lockTimeoutSince(began: number): string {
  return `SET LOCAL lock_timeout = ${Math.max(shortestLockWaitMs, Math.round(patienceMs - (performance.now() - began)))}`;
}
