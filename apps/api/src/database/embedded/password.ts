import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FineprintError } from '#libs/wire/errors.js';

/** The superuser's password, from `<data>/pg-password`; made at random the first time. */
export function passwordIn(data: string, cluster: string): string {
  const path = join(data, 'pg-password');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  if (existsSync(cluster)) {
    throw new FineprintError(
      'DATA_DIRECTORY_UNUSABLE',
      `${path} is missing, and the database in ${cluster} does not open without it. Restore the file from a backup, or move ${cluster} away to begin with an empty database.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  // Renamed into place: a half-written password must never be the one a cluster was made with.
  writeFileSync(`${path}.tmp`, password, { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
  return password;
}
