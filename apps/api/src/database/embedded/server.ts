import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { FineprintError } from '#libs/wire/errors.js';
import { binariesFor } from './binaries.js';
import { makeDataDirectory, placeOf, unusable } from './data-directory.js';
import { initialiseCluster } from './initialise.js';
import { keepRunning } from './keep-running.js';
import { lockDataDirectory } from './lock.js';
import { passwordIn } from './password.js';
import { pinnedPort } from './port.js';
import { stopSurvivor } from './postmaster.js';
import { type Report, reporting } from './progress.js';
import type { Settings } from './settings.js';

export interface EmbeddedOptions {
  /** Made when missing; one process at a time. */
  readonly dataDirectory: string;
  /** Gets a line every two seconds while something lasts, and one for everything a person should know. */
  readonly onProgress?: Report;
  /** Where FINEPRINT_PG_PORT is looked up; this process's environment by default. */
  readonly environment?: NodeJS.ProcessEnv;
  /** PostgreSQL settings that replace ours (tests give up durability). */
  readonly settings?: Settings;
}

export interface EmbeddedDatabase {
  /** A superuser's connection to the database `fineprint`, on 127.0.0.1. */
  readonly ownerUrl: string;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with the product, on first use creating cluster, password and database in the data
 * directory. A server that outlived a killed Fineprint is replaced; one that dies is started again.
 * @throws FineprintError DATA_DIRECTORY_IN_USE, DATA_DIRECTORY_UNUSABLE, DATABASE_PORT_TAKEN, DATABASE_UNSUPPORTED or
 * DATABASE_FAILED; each says what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const data = resolve(options.dataDirectory);
  const report = options.onProgress ?? (() => undefined);
  const port = pinnedPort(options.environment ?? process.env);
  makeDataDirectory(data);
  const unlock = await lockDataDirectory(data).catch((error: unknown) => {
    throw isAboutFile(error) ? unusable(data, error) : error;
  });
  try {
    const place = placeOf(data, report);
    const binaries = await binariesFor(place.home, place.identity);
    const password = passwordIn(data, place.cluster);
    await reporting(report, 'creating the database', () => initialiseCluster(place, binaries, password));
    await reporting(report, 'stopping the database of an earlier run', () => stopSurvivor(place.cluster));
    const server = { place, binaries, port, settings: options.settings ?? {} };
    const kept = await reporting(report, 'starting the database', () => keepRunning(server, report));
    const urlOf = (database: string): string => `postgres://postgres:${password}@127.0.0.1:${kept.port}/${database}`;
    try {
      await ensureDatabase(urlOf('postgres'), place.cluster);
    } catch (error) {
      await kept.stop();
      throw error;
    }
    const stop = async (): Promise<void> => {
      await kept.stop();
      unlock();
    };
    let stopping: Promise<void> | undefined;
    return { ownerUrl: urlOf('fineprint'), port: kept.port, stop: () => (stopping ??= stop()) };
  } catch (error) {
    unlock();
    throw isAboutFile(error) ? unusable(data, error) : error;
  }
}

const isAboutFile = (error: unknown): boolean => error instanceof Error && 'syscall' in error && 'path' in error;

/** Makes sure that the server on the port is the one we started, and that it has a database `fineprint`. */
async function ensureDatabase(url: string, cluster: string): Promise<void> {
  const client = new Client({ connectionString: url, ssl: false });
  try {
    await client.connect();
    const shown = await client.query<{ data_directory: string }>('SHOW data_directory');
    if (realpathSync(shown.rows[0]?.data_directory ?? '') !== realpathSync(cluster)) {
      throw new FineprintError('DATABASE_FAILED', `Another database answers in place of the one in ${cluster}. Start again.`);
    }
    const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'fineprint'`);
    if (rowCount === 0) await client.query('CREATE DATABASE fineprint');
    // The roles that serve requests have no business beside it.
    await client.query('REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC');
  } catch (error) {
    // 28P01: wrong password
    if ((error as { code?: string }).code !== '28P01') throw error;
    throw unusable(cluster, new Error('its pg-password is not the password of this database; restore the right file from a backup'));
  } finally {
    await client.end().catch(() => undefined);
  }
}
