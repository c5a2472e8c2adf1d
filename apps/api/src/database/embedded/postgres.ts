import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { FineprintError } from '#libs/wire/errors.js';
import type { Binaries } from './binaries.js';
import type { Place } from './data-directory.js';
import { portFor } from './port.js';
import { postmasterOf } from './postmaster.js';
import { until } from './processes.js';
import { serverEnvironment } from './run-as.js';
import { openServerLog } from './server-log.js';
import { type Settings, settingsFor } from './settings.js';

export interface ServerOptions {
  readonly place: Place;
  readonly binaries: Binaries;
  /** Use this port or fail; undefined takes any free one. */
  readonly port: number | undefined;
  readonly settings: Settings;
}

export interface Server {
  readonly pid: number;
  readonly port: number;
  /** Settles when the process is gone, for whatever reason. */
  readonly gone: Promise<void>;
}

/** Crash recovery may replay 4 GB of log. */
const readyWithinMs = 15 * 60_000;

/** The former server's last processes may need a moment to notice that it is gone. */
const predecessorWithinMs = 20_000;

/** Starts the server and waits until it takes connections. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const deadline = performance.now() + predecessorWithinMs;
  for (;;) {
    const port = await portFor(options.port);
    const result = await attempt(options, port);
    if (typeof result !== 'string') return result;
    const isTransient = /pre-existing shared memory block|lock file "postmaster.pid" already exists|could not create any TCP\/IP sockets/.test(result);
    if (!isTransient || performance.now() > deadline) throw failed(options.place, result);
    await delay(200);
  }
}

/** @returns the server, or what it wrote when it gave up */
async function attempt({ place, binaries, settings }: ServerOptions, port: number): Promise<Server | string> {
  const log = openServerLog(place.data);
  const values = Object.entries(settingsFor(port, settings)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', place.cluster, ...values], {
    ...place.identity.credentials,
    cwd: '/',
    env: serverEnvironment(),
    // Its own process group: Ctrl-C must reach us only, so that the database outlives the last answer we give.
    detached: true,
    stdio: ['ignore', log.descriptor, log.descriptor],
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.unref();
  try {
    if (child.pid === undefined) return await spawnError(child);
    await until(() => hasEnded(child) || isReady(place.cluster, child), readyWithinMs);
    if (isReady(place.cluster, child) && !hasEnded(child)) return { pid: child.pid, port, gone };
    child.kill('SIGQUIT');
    await gone;
    return log.written();
  } finally {
    log.close();
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

function isReady(cluster: string, child: ChildProcess): boolean {
  const found = postmasterOf(cluster);
  return found !== undefined && found.pid === child.pid && found.isReady;
}

async function spawnError(child: ChildProcess): Promise<string> {
  const [error] = (await once(child, 'error')) as [Error];
  return error.message;
}

function failed({ cluster, data }: Place, written: string): FineprintError {
  const tail = written.trim().split('\n').slice(-12).join('\n');
  return new FineprintError('DATABASE_FAILED', `The database in ${cluster} did not start (its log is ${data}/pg.log):\n${tail}`);
}
