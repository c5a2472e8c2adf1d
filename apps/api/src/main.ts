import { readConfiguration, type Configuration } from './configuration.js';
import { startEmbedded, type EmbeddedDatabase } from './database/embedded/server.js';
import { assertPortFree } from './http/port-check.js';
import { serve, type Server } from './serve.js';

interface Running {
  embedded?: EmbeddedDatabase;
  server?: Server;
}

/** Starts everything, prints how to sign in, and stops whatever runs on SIGINT or SIGTERM, during the start too. */
async function main(running: Running): Promise<void> {
  const configuration = readConfiguration(process.env);
  for (const warning of configuration.warnings) console.warn(`warning: ${warning}`);
  await assertPortFree(configuration.host, configuration.port);
  running.server = await serve(configuration, await ownerUrlOf(configuration, running), say);
}

async function ownerUrlOf(configuration: Configuration, running: Running): Promise<string> {
  if (configuration.databaseUrl !== null) return configuration.databaseUrl;
  running.embedded = await startEmbedded({ dataDirectory: configuration.dataDirectory, onProgress: say });
  return running.embedded.ownerUrl;
}

async function stop(running: Running): Promise<void> {
  await running.server?.stop();
  await running.embedded?.stop();
}

function stopOnSignal(running: Running): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A terminal tells the whole process group, and npm passes the signal on: it may come several times.
      if (stopping) return;
      stopping = true;
      say('stopping ...');
      stop(running).then(() => process.exit(0), fail);
    });
  }
}

function say(line: string): void {
  console.log(line);
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? ('detail' in error ? String(error.detail) : error.message) : String(error));
  process.exit(1);
}

const running: Running = {};
stopOnSignal(running);
main(running).catch((error: unknown) => stop(running).finally(() => fail(error)));
