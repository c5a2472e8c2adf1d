import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FineprintError } from '#libs/wire/errors.js';
import { commandOf, isAlive, until } from './processes.js';

export interface Postmaster {
  readonly pid: number;
  readonly isReady: boolean;
}

const fileOf = (cluster: string): string => join(cluster, 'postmaster.pid');

/** What the cluster's `postmaster.pid` says: line 1 the process, line 8 its state. Undefined without the file. */
export function postmasterOf(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(fileOf(cluster), 'utf8').split('\n');
    return { pid: Number(lines[0]), isReady: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/**
 * Stops the server that outlived a killed Fineprint, so that every start has one configuration and one parent.
 * Call it under the data directory's lock only.
 */
export async function stopSurvivor(cluster: string): Promise<void> {
  const found = postmasterOf(cluster);
  if (!found || !isAlive(found.pid)) return;
  if (!serves(found.pid, cluster)) {
    // The number went to another program (after a reboot, in a new container): PostgreSQL would refuse to start for it.
    rmSync(fileOf(cluster), { force: true });
    return;
  }
  await stopPostmaster(found.pid);
}

/** Fast shutdown (open transactions are rolled back), then an immediate one when that takes more than 30 seconds. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [['SIGINT', 30_000], ['SIGQUIT', 10_000]] as const) {
    if (isAlive(pid)) send(pid, signal);
    if (await until(() => !isAlive(pid), patienceMs)) return;
  }
  throw new FineprintError('DATABASE_FAILED', `The database server (process ${pid}) does not stop. End it (kill -QUIT ${pid}), then start again.`);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function serves(pid: number, cluster: string): boolean {
  const command = commandOf(pid);
  return command === undefined ? process.platform === 'win32' : command.includes('postgres') && command.includes(cluster);
}
