import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { FineprintError } from '#libs/wire/errors.js';

/** As whom the server runs. PostgreSQL refuses to run as root. */
export interface Identity {
  /** For messages. */
  readonly name: string;
  /** Empty when the server runs as the user of this process. */
  readonly credentials: { readonly uid?: number; readonly gid?: number };
}

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Under root: the owner of an existing cluster, else the user postgres, else nobody. Otherwise this process's own user. */
export function identityFor(cluster: string): Identity {
  const uid = process.getuid?.();
  if (uid === undefined) return { name: userInfo().username, credentials: {} };
  const owner = existsSync(cluster) ? statSync(cluster) : undefined;
  if (uid !== 0) {
    if (owner && owner.uid !== uid) throw foreign(cluster, owner.uid, uid);
    return { name: `user ${uid}`, credentials: {} };
  }
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, credentials: { uid: owner.uid, gid: owner.gid } };
  const account = accounts().find(({ name }) => name === 'postgres') ?? accounts().find(({ name }) => name === 'nobody');
  if (!account) {
    throw new FineprintError(
      'DATABASE_UNSUPPORTED',
      'PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody. Start Fineprint as an ordinary user, or set DATABASE_URL.',
    );
  }
  return { name: account.name, credentials: { uid: account.uid, gid: account.gid } };
}

/**
 * Whether the server's user can enter a directory. Asked of the system, because mode bits do not tell of parents, groups and ACLs.
 * @throws FineprintError DATABASE_UNSUPPORTED when this root may not become another user (a container without that capability)
 */
export function canEnter({ name, credentials }: Identity, directory: string): boolean {
  if (credentials.uid === undefined) return true;
  const { status, error } = spawnSync('/bin/sh', ['-c', 'cd "$0"', directory], { ...credentials, cwd: '/' });
  if (!error) return status === 0;
  throw new FineprintError(
    'DATABASE_UNSUPPORTED',
    `PostgreSQL does not run as root, and this root may not start it as the user ${name} (${error.message}). Start Fineprint as an ordinary user, or set DATABASE_URL.`,
  );
}

/**
 * What to put before `initdb`, which looks its user up by name and gives up when there is none (a container started
 * with a bare number). In a user namespace it takes another user's name; files keep their true owner.
 */
export function namedUserPrefix(): readonly string[] {
  if (process.getuid?.() === 0) return [];
  try {
    userInfo();
    return [];
  } catch {
    const borrowed = accounts().find(({ uid }) => uid !== 0);
    return ['unshare', '--user', `--map-user=${borrowed?.uid ?? 65_534}`];
  }
}

function accounts(): readonly Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

function foreign(cluster: string, owner: number, uid: number): FineprintError {
  return new FineprintError(
    'DATA_DIRECTORY_UNUSABLE',
    `The database in ${cluster} belongs to user ${owner}, and this is user ${uid}. Start Fineprint as the user that created it, hand the files over (chown -R), or set FINEPRINT_DATA to another directory.`,
  );
}
