import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { FineprintError } from '#libs/wire/errors.js';
import { canEnter, type Identity, identityFor } from './identity.js';
import type { Report } from './progress.js';

/** Under root: where a cluster goes when the server's user cannot enter the data directory. */
const elsewhere = '/var/lib/fineprint';

/** Makes the data directory when missing; throws DATA_DIRECTORY_UNUSABLE when that is not possible. */
export function makeDataDirectory(data: string): void {
  try {
    // Under root the server's own user passes through to its cluster; it cannot list what else is here.
    if (mkdirSync(data, { recursive: true }) !== undefined) chmodSync(data, process.getuid?.() === 0 ? 0o711 : 0o700);
  } catch (error) {
    throw unusable(data, error);
  }
}

/** The error for a data directory that cannot be written to. */
export function unusable(data: string, cause: unknown): FineprintError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FineprintError(
    'DATA_DIRECTORY_UNUSABLE',
    `The data directory ${data} cannot be used: ${reason}. Make it writable for this user, or set FINEPRINT_DATA to another directory.`,
  );
}

export interface Place {
  /** Lock, password and server log: this process's own files. */
  readonly data: string;
  /** Holds the cluster and, where it is needed, a copy of the binaries; usually the data directory itself. */
  readonly home: string;
  readonly cluster: string;
  readonly identity: Identity;
}

/**
 * Where the cluster lives and as whom its server runs. When root keeps its data where no other user can enter (such as
 * under /root), the cluster goes to /var/lib/fineprint and `<data>/pg-home` points to it.
 */
export function placeOf(data: string, report: Report): Place {
  const link = join(data, 'pg-home');
  const direct = lstatSync(link, { throwIfNoEntry: false }) ? undefined : placeIn(data, data);
  if (direct && (canEnter(direct.identity, data) || existsSync(direct.cluster))) return direct;
  if (direct) {
    mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
    const home = mkdtempSync(join(elsewhere, 'data-'));
    chmodSync(home, 0o711);
    symlinkSync(home, link);
    report(`The database goes to ${home}, because the user ${direct.identity.name} that runs it cannot enter ${data}.`);
  }
  if (!existsSync(link)) throw unusable(data, new Error(`${link} points to a directory that is gone`));
  return placeIn(data, realpathSync(link));
}

function placeIn(data: string, home: string): Place {
  const cluster = join(home, 'pg');
  return { data, home, cluster, identity: identityFor(cluster) };
}
