import type { Report } from './progress.js';
import { stopPostmaster } from './postmaster.js';
import { type Server, type ServerOptions, startServer } from './postgres.js';

export interface Kept {
  readonly port: number;
  /** Ends the server and the keeping. */
  readonly stop: () => Promise<void>;
}

/** Starts the server and, when it dies without having been stopped, starts it again on the same port. */
export async function keepRunning(options: ServerOptions, report: Report): Promise<Kept> {
  let server: Server | undefined = await startServer(options);
  let isStopping = false;
  const { port } = server;

  const restart = (): Promise<Server | undefined> => {
    report('The database server ended unexpectedly and is started again.');
    return startServer({ ...options, port }).catch((error: unknown) => {
      report(error instanceof Error ? error.message : String(error));
      return undefined;
    });
  };
  const keep = async (): Promise<void> => {
    while (server) {
      await server.gone;
      server = isStopping ? undefined : await restart();
      if (isStopping && server) await stopPostmaster(server.pid);
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
      isStopping = true;
      if (server) await stopPostmaster(server.pid);
      await keeping;
      process.removeListener('exit', interrupt);
    },
  };
}
