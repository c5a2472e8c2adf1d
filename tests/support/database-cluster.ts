import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../apps/api/src/database/migrate.js';
import { command } from './command.js';
import { type Cluster, startTestCluster } from './embedded-test-cluster.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run: its superuser, and the migrated database that test databases are copies of. */
    cluster: { readonly ownerUrl: string; readonly templateName: string };
  }
}

/** One migrated template for a whole run, on TEST_DATABASE_URL (a superuser's) or on an embedded server of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const cluster: Cluster = given ? { ownerUrl: given, stop: async () => undefined } : await startTestCluster();
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
