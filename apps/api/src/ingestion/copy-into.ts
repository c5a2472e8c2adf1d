import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import { finished as ended } from 'node:stream/promises';

const prepared = new WeakMap<PoolClient, Set<string>>();

/**
 * Makes a temporary table of the client's connection, once. It forgets its rows at the end of the transaction; after a failed
 * transaction the pool closes the connection and the table with it.
 */
export async function temporaryTable(client: PoolClient, table: string, definition: string): Promise<void> {
  const tables = prepared.get(client) ?? new Set<string>();
  if (tables.has(table)) return;
  await client.query(definition);
  prepared.set(client, tables.add(table));
}

/** Copies rows into a temporary table: COPY is refused on tables under row-level security. */
export async function copyInto(client: PoolClient, table: string, definition: string, rows: Buffer): Promise<void> {
  await temporaryTable(client, table, definition);
  const stream = client.query(from(`COPY ${table} FROM STDIN (FORMAT binary)`));
  stream.end(rows);
  await ended(stream);
}
