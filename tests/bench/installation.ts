import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../apps/api/src/database/embedded/server.js';
import { startServer } from '../support/server.js';

/** A fresh, built server on the embedded database with its usual settings, and a key to send with. */
export interface Installation {
  readonly folder: string;
  readonly ownerUrl: string;
  readonly address: string;
  readonly serverPid: number;
  readonly key: string;
  stop(): Promise<void>;
}

/** What `npm start` passes to Node. */
const asLaunched = '--max-semi-space-size=8';

export async function install(): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'fineprint-bench-'));
  const database = await startEmbedded({ dataDirectory: join(folder, 'data') });
  const server = await startServer({ DATABASE_URL: database.ownerUrl, FINEPRINT_DEMO: 'off', NODE_OPTIONS: asLaunched });
  const code = new URL(server.setupLink ?? '').searchParams.get('code');
  const administrator = { name: 'Bench', email: 'bench@example.com', password: 'lantern 47 harbour plum' };
  const session = await call(server.address, 'POST', '/setup', { code, organisation: 'Quayside', ...administrator });
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const vendor = (await (await call(server.address, 'POST', '/vendors', { name: 'Leadmind', slug: 'leadmind' }, cookie)).json()) as { id: string };
  await call(server.address, 'POST', '/systems', { slug: 'lead-scoring', name: 'Lead scoring', vendorId: vendor.id }, cookie);
  const issued = (await (await call(server.address, 'POST', '/api-keys', { name: 'bench', scopes: ['events:write', 'outcomes:write'] }, cookie)).json()) as { secret: string };
  return {
    folder,
    ownerUrl: database.ownerUrl,
    address: server.address,
    serverPid: server.pid,
    key: issued.secret,
    stop: async () => {
      // The database's process does not keep ours alive, not even to see it end.
      const alive = setInterval(() => undefined, 1_000);
      await server.stop();
      await database.stop();
      clearInterval(alive);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function call(address: string, method: string, path: string, body: unknown, cookie = ''): Promise<Response> {
  const answer = await fetch(`${address}/api/v1${path}`, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', origin: address, cookie } });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}
