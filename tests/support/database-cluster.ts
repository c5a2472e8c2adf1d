import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../apps/api/src/database/embedded/server.js';
import { migrate } from '../../apps/api/src/database/migrate.js';
import { command } from './command.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run: its superuser, and the migrated database that test databases are copies of. */
    cluster: { readonly ownerUrl: string; readonly templateName: string };
  }
}

interface Cluster {
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

/** One migrated template for a whole run, on TEST_DATABASE_URL (a superuser's) or on an embedded server of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const cluster = given ? { ownerUrl: given, stop: async () => undefined } : await embeddedCluster();
  const templateName = `fineprint_template_${randomBytes(4).toString('hex')}`;
  try {
    await command(cluster.ownerUrl, `CREATE DATABASE ${templateName}`);
    const template = new URL(cluster.ownerUrl);
    template.pathname = `/${templateName}`;
    await migrate(template.href);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  project.provide('cluster', { ownerUrl: cluster.ownerUrl, templateName });
  return async () => {
    if (given) await command(given, `DROP DATABASE ${templateName} WITH (FORCE)`);
    await cluster.stop();
  };
}

async function embeddedCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'fineprint-test-'));
  // Under root the server runs as another user, who has to get through.
  await chmod(folder, 0o711);
  const database = await startEmbedded({
    dataDirectory: join(folder, 'data'),
    environment: {},
    onProgress: console.log,
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      autovacuum: 'off',
      shared_buffers: '256MB',
      max_connections: '300',
      max_wal_size: '1GB',
      log_min_messages: 'fatal',
    },
  });
  return {
    ownerUrl: database.ownerUrl,
    stop: async () => {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
