import { spawn } from 'node:child_process';
import { inProject } from '../../apps/api/src/project-root.js';

/** The built artefact, running as its own process. */
export interface TestServer {
  readonly address: string;
  /** The one-time set-up link, on an empty database. */
  readonly setupLink: string | null;
  readonly output: () => string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts dist/apps/api/src/main.js on a free port with the given environment, and waits until it says that it is ready. */
export async function startServer(environment: Readonly<Record<string, string>>): Promise<TestServer> {
  const { DATABASE_URL: _own, ...inherited } = process.env;
  const server = spawn(process.execPath, [inProject('dist/apps/api/src/main.js')], {
    env: { ...inherited, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const ready = /ready at (http:\/\/\S+)/.exec(output)?.[1];
      if (ready && (/setup\?code=\S+\n/.test(output) || environment['FINEPRINT_DEMO'] !== 'off')) resolve(ready);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    void ended.then((code) => reject(new Error(`the server ended with ${code}:\n${output}`)));
  });
  return {
    address,
    setupLink: /(http:\/\/\S+\/setup\?code=\S+)/.exec(output)?.[1] ?? null,
    output: () => output,
    pid: server.pid ?? 0,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}
