import { readConfiguration, type Configuration } from './configuration.js';
import { startEmbedded, type EmbeddedDatabase } from './database/embedded/server.js';
import { serve } from './serve.js';

/** Starts everything, prints how to sign in, and stops everything on SIGINT or SIGTERM. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  for (const warning of configuration.warnings) console.warn(`warning: ${warning}`);
  const embedded = configuration.databaseUrl === null ? await startDatabase(configuration) : null;
  const server = await serve(configuration, embedded?.ownerUrl ?? configuration.databaseUrl ?? '', say).catch(async (error: unknown) => {
    await embedded?.stop();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await embedded?.stop();
    process.exit(0);
  };
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      say('stopping ...');
      stop().catch(fail);
    });
  }
}

function startDatabase(configuration: Configuration): Promise<EmbeddedDatabase> {
  return startEmbedded({ dataDirectory: configuration.dataDirectory, onProgress: say });
}

function say(line: string): void {
  console.log(line);
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? ('detail' in error ? String(error.detail) : error.message) : String(error));
  process.exit(1);
}

main().catch(fail);
