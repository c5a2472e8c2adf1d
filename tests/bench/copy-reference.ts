import { spawn, spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { obviousTable } from './event-files.js';

export interface Reference {
  readonly seconds: number;
  readonly means: string;
}

/** Copies the text file into a fresh obvious table and times it, through `psql` where there is one. */
export async function copyIntoObviousTable(ownerUrl: string, copyText: string): Promise<Reference> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`DROP TABLE IF EXISTS obvious_event; ${obviousTable}; CHECKPOINT`);
    const hasPsql = spawnSync('psql', ['--version']).status === 0;
    const start = performance.now();
    if (hasPsql) await psql(ownerUrl, `\\copy obvious_event from '${copyText}'`);
    else await pipeline(createReadStream(copyText, { highWaterMark: 1_048_576 }), client.query(from('COPY obvious_event FROM STDIN')));
    const seconds = (performance.now() - start) / 1000;
    await client.query('DROP TABLE obvious_event');
    return { seconds, means: hasPsql ? 'psql \\copy' : 'COPY FROM STDIN (no psql here)' };
  } finally {
    await client.end();
  }
}

async function psql(ownerUrl: string, command: string): Promise<void> {
  const child = spawn('psql', ['--no-psqlrc', '--quiet', '--dbname', ownerUrl, '--command', command], { stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`psql ended with ${code}`);
}
