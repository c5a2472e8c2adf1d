import pg from 'pg';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../apps/api/src/database/database.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { privileges } from '../support/privileges.js';

const organisations = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
let server: TestDatabase;
let database: Database;

beforeAll(async () => {
  server = await createTestDatabase();
  database = await Database.connect(server.urls);
  for (const organisation of organisations) {
    await database.inNewOrganisation((manager, id) =>
      manager.query(`INSERT INTO organisation (id, public_id, name, created_at) VALUES ($1, $2, $3, '2026-01-01Z')`, [id, v7(), `Organisation ${organisation}`]),
    );
  }
});

afterAll(async () => {
  await database.onApplicationShutdown();
  await server.drop();
});

function addVendor(manager: EntityManager, organisation: number, slug: string, id = v7()): Promise<unknown> {
  return manager.query(`INSERT INTO vendor (organisation_id, id, slug, name, created_at) VALUES ($1, $2, $3, $3, '2026-01-01Z')`, [organisation, id, slug]);
}

async function vendorsOf(manager: EntityManager): Promise<{ organisation_id: number; slug: string }[]> {
  return manager.query(`SELECT organisation_id, slug FROM vendor ORDER BY slug`);
}

async function plainClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('a transaction in an organisation', () => {
  test('five hundred interleaved ones of ten organisations, a third of them aborted, never see a foreign row or keep an aborted one', async () => {
    const foreign: unknown[] = [];
    const kept = new Set<string>();
    const work = Array.from({ length: 500 }, async (_, index) => {
      const organisation = organisations[index % organisations.length] ?? 0;
      const slug = `v${index}`;
      await database
        .inOrganisation(organisation, async (manager) => {
          await addVendor(manager, organisation, slug);
          foreign.push(...(await vendorsOf(manager)).filter((row) => row.organisation_id !== organisation));
          if (index % 3 === 0) throw new Error('abort');
          if (index % 30 === 1) await manager.query('SELECT 1 / 0');
          foreign.push(...(await manager.query(`SELECT id FROM organisation WHERE id <> $1`, [organisation])));
          kept.add(`${organisation} ${slug}`);
        })
        .catch(() => undefined);
    });
    await Promise.all(work);
    expect(foreign).toEqual([]);
    const stored = await Promise.all(organisations.map((organisation) => database.inOrganisation(organisation, vendorsOf)));
    expect(stored.flat().map((row) => `${row.organisation_id} ${row.slug}`).toSorted()).toEqual([...kept].toSorted());
    expect(kept.size).toBeGreaterThan(300);
  });

  test('writes nothing for another organisation', async () => {
    await expect(database.inOrganisation(1, (manager) => addVendor(manager, 2, 'planted'))).rejects.toThrow('row-level security');
  });

  test('changes nothing of another organisation', async () => {
    await database.inOrganisation(2, (manager) => addVendor(manager, 2, 'theirs'));
    const [, changed]: [unknown, number] = await database.inOrganisation(1, (manager) => manager.query(`UPDATE vendor SET name = 'mine' WHERE slug = 'theirs'`));
    expect(changed).toBe(0);
  });

  test('moves no row to another organisation', async () => {
    await database.inOrganisation(1, (manager) => addVendor(manager, 1, 'ours'));
    await expect(database.inOrganisation(1, (manager) => manager.query(`UPDATE vendor SET organisation_id = 2 WHERE slug = 'ours'`))).rejects.toThrow('row-level security');
  });

  test('refers to no row of another organisation, although foreign keys are checked without row-level security', async () => {
    const theirs = v7();
    await database.inOrganisation(2, (manager) => addVendor(manager, 2, 'referred', theirs));
    const insert = (manager: EntityManager): Promise<unknown> =>
      manager.query(`INSERT INTO system (organisation_id, id, vendor_id, slug, name, environment, created_at) VALUES (1, $1, $2, 's', 's', 'live', '2026-01-01Z')`, [v7(), theirs]);
    await expect(database.inOrganisation(1, insert)).rejects.toThrow('foreign key');
  });

  test('learns nothing from a name that another organisation uses', async () => {
    await database.inOrganisation(1, (manager) => addVendor(manager, 1, 'same-slug'));
    await expect(database.inOrganisation(2, (manager) => addVendor(manager, 2, 'same-slug'))).resolves.toBeDefined();
  });

  test('joins the running one, and both are kept or neither', async () => {
    const failing = database.inOrganisation(3, async (outer) => {
      await database.inOrganisation(3, async (inner) => {
        expect(inner).toBe(outer);
        await addVendor(inner, 3, 'joined');
      });
      throw new Error('abort');
    });
    await expect(failing).rejects.toThrow('abort');
    expect((await database.inOrganisation(3, vendorsOf)).map((row) => row.slug)).not.toContain('joined');
  });

  test('cannot change its organisation on the way', async () => {
    await expect(database.inOrganisation(1, () => database.inOrganisation(2, vendorsOf))).rejects.toThrow('cannot change its organisation');
  });

  test('ends with its work: what follows opens its own', async () => {
    const first = await database.inOrganisation(1, async (manager) => manager);
    expect(await database.inOrganisation(2, async (manager) => manager)).not.toBe(first);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '1' as never, '1; RESET ROLE' as never, null as never])('is refused for the organisation %j', async (organisation) => {
    await expect(database.inOrganisation(organisation, async () => 'ran')).rejects.toThrow('positive integer');
    await expect(database.inIngest(organisation, async () => 'ran')).rejects.toThrow('positive integer');
  });
});

describe('an ingest transaction', () => {
  test('sees one organisation, and none after a failure', async () => {
    const slugs = await database.inIngest(4, async (client) => (await client.query(`SELECT id FROM organisation`)).rows);
    expect(slugs).toEqual([{ id: 4 }]);
    await expect(database.inIngest(4, (client) => client.query('SELECT 1 / 0'))).rejects.toThrow('division by zero');
    expect(await database.inIngest(5, async (client) => (await client.query(`SELECT id FROM organisation`)).rows)).toEqual([{ id: 5 }]);
  });
});

describe('without an organisation', () => {
  const readable = (role: 'fineprint_app' | 'fineprint_ingest'): string[] => Object.keys(privileges).filter((table) => privileges[table]?.[role].includes('S'));

  test.each([['app', readable('fineprint_app')], ['ingest', readable('fineprint_ingest')]] as const)('the %s role reads no row of any table', async (role, tables) => {
    await plainClient(server.urls[role], async (client) => {
      for (const table of tables) expect((await client.query(`SELECT * FROM ${table}`)).rows, table).toEqual([]);
    });
  });

  test('writing is an error', async () => {
    await plainClient(server.urls.app, async (client) => {
      await expect(client.query(`INSERT INTO vendor (organisation_id, id, slug, name, created_at) VALUES (1, $1, 'x', 'x', '2026-01-01Z')`, [v7()])).rejects.toThrow('row-level security');
    });
  });

  test('a connection that had one has none after the commit, nor after a rollback', async () => {
    await plainClient(server.urls.app, async (client) => {
      for (const end of ['COMMIT', 'ROLLBACK']) {
        await client.query('BEGIN');
        await client.query('SET LOCAL fineprint.organisation = 1');
        expect((await client.query(`SELECT id FROM organisation`)).rows).toEqual([{ id: 1 }]);
        await client.query(end);
        expect((await client.query(`SELECT id FROM organisation`)).rows).toEqual([]);
      }
    });
  });

  test('the login role reads who signs in across organisations, and nothing they own', async () => {
    await plainClient(server.urls.login, async (client) => {
      expect((await client.query(`SELECT id FROM organisation`)).rowCount).toBe(organisations.length);
      await expect(client.query(`SELECT * FROM vendor`)).rejects.toThrow('permission denied');
      await expect(client.query(`UPDATE account SET role = 'administrator'`)).rejects.toThrow('permission denied');
    });
  });
});
