import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import { finished as ended } from 'node:stream/promises';

const prepared = new WeakMap<PoolClient, Set<string>>();

/**
 * Copies rows into a temporary table of the client's connection, created once: COPY is refused on tables under row-level security.
 * The table forgets its rows at the end of the transaction; after a failed transaction the pool closes the connection and the table with it.
 */
export async function copyInto(client: PoolClient, table: string, definition: string, rows: Buffer): Promise<void> {
  const tables = prepared.get(client) ?? new Set<string>();
  if (!tables.has(table)) {
    await client.query(definition);
    prepared.set(client, tables.add(table));
  }
  const stream = client.query(from(`COPY ${table} FROM STDIN (FORMAT binary)`));
  stream.end(rows);
  await ended(stream);
}
