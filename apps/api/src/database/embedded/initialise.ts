import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FineprintError } from '#libs/wire/errors.js';
import type { Binaries } from './binaries.js';
import type { Place } from './data-directory.js';
import { namedUserPrefix } from './identity.js';
import { runAs } from './run-as.js';

const major = '18';

/**
 * Makes the cluster unless it is there: scram-sha-256 for every connection, UTF-8, one collation on every machine.
 * It is built beside its place and renamed, so that an interrupted start leaves no half cluster.
 */
export async function initialiseCluster({ home, cluster, identity }: Place, { initdb }: Binaries, password: string): Promise<void> {
  if (existsSync(cluster)) return checkVersion(cluster);
  const unfinished = join(home, 'pg.tmp');
  const passwordFile = join(home, 'pg-password.tmp');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const { uid, gid } = identity.credentials;
  if (uid !== undefined && gid !== undefined) for (const path of [unfinished, passwordFile]) chownSync(path, uid, gid);
  const options = ['-D', unfinished, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions'];
  const encoding = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const [command = initdb, ...args] = [...namedUserPrefix(), initdb, ...options, ...encoding];
  const { code, output } = await runAs(identity, command, args);
  rmSync(passwordFile, { force: true });
  if (code !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    const advice = command === initdb ? '' : ' This user has no name (no line in /etc/passwd): give it one, or set DATABASE_URL.';
    throw new FineprintError('DATABASE_FAILED', `The database could not be created in ${cluster}:\n${output.trim()}\n${advice}`.trim());
  }
  renameSync(unfinished, cluster);
}

function checkVersion(cluster: string): void {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version === major) return;
  throw new FineprintError(
    'DATA_DIRECTORY_UNUSABLE',
    `The database in ${cluster} was made by PostgreSQL ${version}; this Fineprint brings ${major}. Move its data with pg_dump and pg_restore, or set FINEPRINT_DATA to another directory.`,
  );
}
