import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { appendOnlyTables, privileges, runtimeRoles, tablesWithoutOrganisation, type RuntimeRole } from '../support/privileges.js';

let database: TestDatabase;
let owner: pg.Client;
const clients = new Map<RuntimeRole, pg.Client>();

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  for (const role of runtimeRoles) {
    const client = new pg.Client({ connectionString: database.urls[role.slice('fineprint_'.length) as keyof TestDatabase['urls']] });
    await client.connect();
    clients.set(role, client);
  }
});

afterAll(async () => {
  await Promise.all([owner, ...clients.values()].map((client) => client.end()));
  await database.drop();
});

/** The first column of what the owner's catalogue query finds, as text. */
async function found(query: string, parameters: unknown[] = []): Promise<string[]> {
  const { rows } = await owner.query<Record<string, unknown>>(query, parameters);
  return rows.map((row) => String(Object.values(row)[0]));
}

/** SQLSTATE that a statement of a runtime role ends with; "allowed" when it does not fail. Nothing stays. */
async function attempt(role: RuntimeRole, statement: string): Promise<string> {
  const client = clients.get(role);
  if (!client) throw new Error(`no connection for ${role}`);
  await client.query('BEGIN');
  try {
    await client.query('SET LOCAL fineprint.organisation = 1');
    await client.query(statement);
    return 'allowed';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await client.query('ROLLBACK');
  }
}

const denied = '42501';
const ordinaryTables = `SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`;
const tenantTables = Object.keys(privileges).filter((table) => !(table in tablesWithoutOrganisation));

describe('every table', () => {
  test('is known to the table of privileges', async () => {
    expect((await found(ordinaryTables)).toSorted()).toEqual(Object.keys(privileges).toSorted());
  });

  test('of an organisation has row-level security enabled and forced', async () => {
    const open = await found(`${ordinaryTables} AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`);
    expect(open.toSorted()).toEqual(Object.keys(tablesWithoutOrganisation).toSorted());
  });

  test('of an organisation has its policy for the roles that write, and no policy that lets them see more', async () => {
    const wide = await found(
      `SELECT tablename || '.' || policyname FROM pg_policies WHERE schemaname = 'public'
       AND (roles && ARRAY['fineprint_app', 'fineprint_ingest', 'public']::name[])
       AND (qual IS NULL OR qual NOT LIKE '%fineprint.organisation%' OR with_check NOT LIKE '%fineprint.organisation%' OR with_check IS NULL)`,
    );
    expect(wide).toEqual([]);
    const guarded = await found(`SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'public' AND 'fineprint_app' = ANY(roles) AND permissive = 'PERMISSIVE' AND cmd = 'ALL'`);
    expect(guarded.toSorted()).toEqual(tenantTables.toSorted());
  });

  test('of an organisation has the organisation, never null, in each of its keys', async () => {
    const loose = await found(
      `SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique AND c.relname <> ALL($1)
       AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY(i.indkey) AND a.attnotnull
                       AND a.attname = CASE c.relname WHEN 'organisation' THEN 'id' ELSE 'organisation_id' END)`,
      [Object.keys(tablesWithoutOrganisation)],
    );
    // The public id is the organisation itself under another name; it is unique for everybody.
    expect(loose).toEqual(['organisation_public_id_key']);
  });

  test('refers to others only within its organisation', async () => {
    const crossing = await found(
      `SELECT k.conrelid::regclass || ' -> ' || k.confrelid::regclass FROM pg_constraint k
       WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
       AND NOT ((SELECT attname FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = k.conkey[1]) = 'organisation_id'
            AND (SELECT attname FROM pg_attribute WHERE attrelid = k.confrelid AND attnum = k.confkey[1])
                = CASE k.confrelid::regclass::text WHEN 'organisation' THEN 'id' ELSE 'organisation_id' END)`,
    );
    expect(crossing).toEqual([]);
  });

  test('has no triggers of its own', async () => {
    expect(await found(`SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace`)).toEqual([]);
  });
});

test('no view shows rows around row-level security, and no function runs as its owner', async () => {
  expect(await found(`SELECT oid::regclass FROM pg_class WHERE relkind = 'm'`)).toEqual([]);
  expect(
    await found(
      `SELECT oid::regclass FROM pg_class WHERE relkind = 'v' AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
       AND NOT coalesce(reloptions, '{}') @> ARRAY['security_invoker=true']`,
    ),
  ).toEqual([]);
  expect(await found(`SELECT p.oid::regprocedure FROM pg_proc p WHERE p.prosecdef AND p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`)).toEqual([]);
});

describe.each(runtimeRoles)('the role %s', (role) => {
  test('is an ordinary role, member of no other', async () => {
    const { rows } = await owner.query(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships
       FROM pg_roles r WHERE rolname = $1`,
      [role],
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false, memberships: 0 }]);
  });

  test('owns nothing', async () => {
    expect(await found(`SELECT classid::regclass || ' ' || objid FROM pg_shdepend WHERE deptype = 'o' AND refobjid = $1::regrole`, [role])).toEqual([]);
  });

  test('may do with tables exactly what the table of privileges says', async () => {
    const { rows } = await owner.query<{ table: string; granted: string }>(
      `SELECT c.relname AS table, coalesce((SELECT string_agg(left(x.privilege, 1), '' ORDER BY x.place)
         FROM (VALUES ('SELECT', 1), ('INSERT', 2), ('UPDATE', 3), ('DELETE', 4), ('TRUNCATE', 5), ('REFERENCES', 6), ('XTRIGGER', 7)) AS x (privilege, place)
         WHERE has_table_privilege($1, c.oid, replace(x.privilege, 'XTRIGGER', 'TRIGGER'))), '') AS granted
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`,
      [role],
    );
    const expected = Object.fromEntries(Object.entries(privileges).map(([table, byRole]) => [table, byRole[role]]));
    expect(Object.fromEntries(rows.map((row) => [row.table, row.granted]))).toEqual(expected);
  });

  test('may not reach single columns instead', async () => {
    expect(
      await found(
        `SELECT c.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid, aclexplode(a.attacl) acl
         WHERE c.relnamespace = 'public'::regnamespace AND acl.grantee IN ($1::regrole, 0)`,
        [role],
      ),
    ).toEqual([]);
  });

  test('may create nothing in any schema, and temporary tables only to ingest', async () => {
    expect(await found(`SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_t%temp\\_%' AND has_schema_privilege($1, oid, 'CREATE')`, [role])).toEqual([]);
    const { rows } = await owner.query(
      `SELECT has_database_privilege($1, current_database(), 'CREATE') AS "create", has_database_privilege($1, current_database(), 'TEMPORARY') AS temporary`,
      [role],
    );
    expect(rows).toEqual([{ create: false, temporary: role === 'fineprint_ingest' }]);
  });

  test.each([
    ['make a table', 'CREATE TABLE public.mine (id int)'],
    ['make a schema', 'CREATE SCHEMA mine'],
    ['make a function', `CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'`],
    ['make a role', 'CREATE ROLE mine'],
    ['change a table', 'ALTER TABLE account ADD COLUMN mine int'],
    ['switch row-level security off', 'ALTER TABLE account DISABLE ROW LEVEL SECURITY'],
    ['drop a policy', 'DROP POLICY account_organisation ON account'],
    ['drop a table', 'DROP TABLE log_entry'],
    ['write a trigger', 'CREATE TRIGGER mine BEFORE INSERT ON log_entry EXECUTE FUNCTION suppress_redundant_updates_trigger()'],
    ['switch triggers and foreign keys off', 'SET session_replication_role = replica'],
    ['read files of the server', `SELECT pg_read_file('postgresql.conf')`],
    ['run programs', `COPY (SELECT 1) TO PROGRAM 'true'`],
    ['read the migrations', 'SELECT * FROM migrations'],
  ])('cannot %s', async (_, statement) => {
    expect(await attempt(role, statement)).toBe(denied);
  });

  test('cannot become the owner', async () => {
    expect(await attempt(role, `SET ROLE ${pg.escapeIdentifier(new URL(database.ownerUrl).username)}`)).toBe(denied);
  });

  test.each(Object.keys(privileges))('cannot truncate %s', async (table) => {
    expect(await attempt(role, `TRUNCATE ${table} CASCADE`)).toBe(denied);
  });

  test.each(appendOnlyTables)('cannot change or delete rows of %s', async (table) => {
    const column = table === 'organisation' ? 'name' : 'organisation_id';
    expect(await attempt(role, `UPDATE ${table} SET ${column} = ${column}`)).toBe(denied);
    expect(await attempt(role, `DELETE FROM ${table}`)).toBe(denied);
  });
});

describe('switching row security off in the session', () => {
  test.each(tenantTables)('makes %s unreadable rather than open', async (table) => {
    expect(await attempt('fineprint_app', `SET LOCAL row_security = off; SELECT * FROM ${table}`)).toBe(denied);
  });
});
