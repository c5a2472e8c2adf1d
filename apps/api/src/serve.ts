import type { AddressInfo } from 'node:net';
import { SetupCode } from './accounts/setup-code.js';
import type { Configuration } from './configuration.js';
import { Database } from './database/database.js';
import { migrate } from './database/migrate.js';
import { loadDemonstration } from './demonstration/demonstration.js';
import { createApplication } from './application.js';
import { SystemClock } from './http/clock.js';
import { Workers } from './jobs/workers.service.js';
import { settingsOf } from './shell.module.js';

export interface Server {
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * Migrates the database, loads the demonstration where it belongs, and listens.
 * @throws Error that says which variable to change when the port is taken or the database cannot be reached
 */
export async function serve(configuration: Configuration, ownerUrl: string, say: (line: string) => void): Promise<Server> {
  const urls = await migrate(ownerUrl).catch((error: Error & { code?: string }) => {
    throw configuration.databaseUrl === null ? error : new Error(`The database at ${new URL(ownerUrl).host} cannot be used: ${error.message || error.code}\nCheck DATABASE_URL; it must name the owner of the database, who may create roles.`);
  });
  const settings = settingsOf(configuration);
  const database = await Database.connect(urls);
  const clock = new SystemClock();
  const signIns = configuration.demonstration ? await loadDemonstration({ database, ownerUrl, settings, now: clock.now(), say }) : [];
  const application = await createApplication(database, clock, settings);
  await application.init();
  await application.get(Workers).start();
  await application.listen(configuration.port, configuration.host).catch(async (error: unknown) => {
    await application.close();
    throw error;
  });
  const { port } = application.getHttpServer().address() as AddressInfo;
  const host = configuration.host.includes(':') ? `[${configuration.host}]` : configuration.host;
  const address = configuration.origin ?? `http://${['0.0.0.0', '[::]'].includes(host) ? 'localhost' : host}:${port}`;
  say(`Fineprint is ready at ${address}`);
  for (const line of signIns) say(line);
  const code = await application.get(SetupCode).issue();
  if (code !== null) say(`Set it up once, within 24 hours: ${address}/setup?code=${code}`);
  return { address, stop: () => application.close() };
}
