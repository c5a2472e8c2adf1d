import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FineprintError } from '#libs/wire/errors.js';
import { isAlive, startOf, until } from './processes.js';

interface Holder {
  readonly pid: number;
  /** Tells a later process with the same id from the one that took the lock. */
  readonly start: string | undefined;
}

/**
 * Takes `<data>/fineprint.lock` for this process, or throws DATA_DIRECTORY_IN_USE when a living process has it.
 * The lock of a dead process is taken over.
 * @returns gives the lock back
 */
export async function lockDataDirectory(data: string): Promise<() => void> {
  const path = join(data, 'fineprint.lock');
  const mine: Holder = { pid: process.pid, start: startOf(process.pid) };
  while (!create(path, mine)) {
    const found = await read(path);
    if (found === undefined) continue;
    const holder = parse(found);
    if (holder && holds(holder)) throw inUse(data, holder.pid);
    discard(path, found);
  }
  return () => {
    if (readIfThere(path) === textOf(mine)) rmSync(path, { force: true });
  };
}

const textOf = (holder: Holder): string => JSON.stringify(holder);

function create(path: string, holder: Holder): boolean {
  try {
    writeFileSync(path, textOf(holder), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

// Empty means that another process is between creating and writing it, or died just there.
async function read(path: string): Promise<string | undefined> {
  await until(() => readIfThere(path) !== '', 1_000);
  return readIfThere(path);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const { pid, start } = JSON.parse(text) as Partial<Holder>;
    return typeof pid === 'number' ? { pid, start } : undefined;
  } catch {
    return undefined;
  }
}

function holds({ pid, start }: Holder): boolean {
  if (!isAlive(pid)) return false;
  const now = startOf(pid);
  return start === undefined || now === undefined || start === now;
}

// Two processes may find the same dead lock: what is moved away is looked at again, so that neither removes the other's new one.
function discard(path: string, dead: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readIfThere(aside) === dead) rmSync(aside);
  else renameSync(aside, path);
}

function inUse(data: string, pid: number): FineprintError {
  return new FineprintError(
    'DATA_DIRECTORY_IN_USE',
    `Another Fineprint (process ${pid}) is using the data directory ${data}. Stop it first (kill ${pid}), or give this one its own directory with FINEPRINT_DATA.`,
  );
}
