import { spawn } from 'node:child_process';
import type { Identity } from './identity.js';

export interface Ended {
  /** 0 when all went well; undefined when the command could not be started or was killed. */
  readonly code: number | undefined;
  /** The errno of a command that could not be started. */
  readonly failure: string | undefined;
  readonly output: string;
}

/** Runs a short command of the database under the identity of its server. */
export function runAs(identity: Identity, command: string, args: readonly string[]): Promise<Ended> {
  return new Promise<Ended>((resolve) => {
    const child = spawn(command, args, {
      ...identity.credentials,
      cwd: '/',
      env: serverEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
    }
    child.on('error', (error) => resolve(notStarted(error)));
    child.on('close', (code) => resolve({ code: code ?? undefined, failure: undefined, output }));
  }).catch(notStarted);
}

// spawn reports a missing program by an event, but throws when it may not become the user.
const notStarted = (error: NodeJS.ErrnoException): Ended => ({ code: undefined, failure: error.code, output: error.message });

/** What the server may know of our environment: neither our secrets nor PG* variables that would bend its configuration. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { PATH, ...(SystemRoot ? { SystemRoot } : {}), LC_ALL: 'C', TZ: 'UTC' };
}
