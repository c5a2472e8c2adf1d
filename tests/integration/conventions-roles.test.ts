import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let server: TestDatabase;
beforeAll(async () => {
  server = await createTestDatabase();
});
afterAll(() => server.drop());

async function refusalOf(role: 'app' | 'ingest' | 'login', statement: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: server.urls[role] });
  await client.connect();
  try {
    await client.query(statement);
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await client.end();
  }
}

test.each(['app', 'ingest', 'login'] as const)('the %s role makes no large objects, which all organisations would share', async (role) => {
  expect(await refusalOf(role, 'SELECT lo_create(0)')).toBe('42501');
  expect(await refusalOf(role, 'SELECT lo_creat(-1)')).toBe('42501');
  expect(await refusalOf(role, `SELECT lo_from_bytea(0, 'x')`)).toBe('42501');
});

test.each([
  ['plants a command for the owner', `INSERT INTO pgboss.bam (name, version, status, table_name, command) VALUES ('x', 1, 'pending', 'x', 'x')`],
  ['changes one', `UPDATE pgboss.bam SET command = 'x'`],
  ['removes a queue', `DELETE FROM pgboss.queue`],
  ['subscribes to jobs', `INSERT INTO pgboss.subscription (event, name) VALUES ('x', 'measure')`],
  ['forgets the version', `DELETE FROM pgboss.version`],
])('the app role neither %s', async (_, statement) => {
  expect(await refusalOf('app', statement)).toBe('42501');
});
