import { setTimeout } from 'node:timers/promises';
import type { Report } from './progress.js';
import { stopPostmaster } from './postmaster.js';
import { type Server, type ServerOptions, startServer } from './postgres.js';

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

export interface Kept {
  readonly port: number;
  /** Ends the server and the keeping. */
  readonly stop: () => Promise<void>;
}

/** Starts the server and, when it dies without having been stopped, starts it again on the same port, as often as it takes. */
export async function keepRunning(options: ServerOptions, report: Report): Promise<Kept> {
  let server: Server | undefined = await startServer(options);
  const { port } = server;

  const stopping = new AbortController();
  // A full disk, for one, is mended while we wait: so it is tried until it works, ever more seldom.
  const restart = async (): Promise<Server | undefined> => {
    report('The database server ended unexpectedly and is started again.');
    for (let waitMs = firstWaitMs; !stopping.signal.aborted; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      try {
        return await startServer({ ...options, port });
      } catch (error) {
        report(`${error instanceof Error ? error.message : String(error)} The next attempt follows in ${waitMs / 1000} s.`);
      }
      await setTimeout(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    return undefined;
  };
  const keep = async (): Promise<void> => {
    while (server) {
      await server.gone;
      server = stopping.signal.aborted ? undefined : await restart();
      if (stopping.signal.aborted && server) await stopPostmaster(server.pid);
    }
  };
  const keeping = keep();

  // An uncaught error or process.exit() of ours must not leave the server behind; only SIGKILL can.
  const interrupt = (): void => {
    if (server) process.kill(server.pid, 'SIGINT');
  };
  process.once('exit', interrupt);

  return {
    port,
    stop: async () => {
      stopping.abort();
      if (server) await stopPostmaster(server.pid);
      await keeping;
      process.removeListener('exit', interrupt);
    },
  };
}
