import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataDirectory } from '../../apps/api/src/database/embedded/lock.js';
import { stopSurvivor } from '../../apps/api/src/database/embedded/postmaster.js';
import { startEmbedded } from '../../apps/api/src/database/embedded/server.js';
import { temporaryDirectory } from './temporary-directory.js';

export interface Cluster {
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

const prefix = 'fineprint-test-';

/** An embedded server in a folder of its own, quick because it need not survive a power cut. */
export async function startTestCluster(): Promise<Cluster> {
  await removeAbandoned();
  const folder = await temporaryDirectory(prefix);
  const database = await startEmbedded({
    dataDirectory: join(folder.path, 'data'),
    environment: {},
    onProgress: console.log,
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      autovacuum: 'off',
      shared_buffers: '256MB',
      max_connections: '300',
      max_wal_size: '1GB',
      log_min_messages: 'fatal',
    },
  });
  return {
    ownerUrl: database.ownerUrl,
    stop: async () => {
      await database.stop();
      await folder.remove();
    },
  };
}

/** A killed run leaves its server running: it is stopped here, with its folder. */
async function removeAbandoned(): Promise<void> {
  const folders = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix)).map((name) => join(tmpdir(), name));
  for (const folder of folders) {
    // A younger one may just be between making its folder and locking it.
    const isYoung = await stat(folder).then(({ mtimeMs }) => Date.now() - mtimeMs < 60_000, () => true);
    if (isYoung) continue;
    await lockDataDirectory(join(folder, 'data'))
      .then(() => stopSurvivor(join(folder, 'data', 'pg')))
      .then(() => rm(folder, { recursive: true, force: true }))
      .catch(() => undefined);
  }
}
