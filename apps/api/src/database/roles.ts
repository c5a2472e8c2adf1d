import { createHmac } from 'node:crypto';
import pg from 'pg';
import { FineprintError } from '#libs/wire/errors.js';

/** Connections of the three runtime roles. None of them owns anything or may do DDL (ingest may make temporary tables). */
export interface RoleUrls {
  readonly app: string;
  readonly ingest: string;
  readonly login: string;
}

const roles = ['app', 'ingest', 'login'] as const;

/** Roles belong to the whole server, so their passwords follow from the owner's: any process that knows the owner knows them. */
function passwordOf(role: string, owner: URL): string {
  if (owner.password === '') {
    throw new FineprintError('DATABASE_UNSUPPORTED', 'DATABASE_URL must carry the owner’s password, because the passwords of the roles that serve requests follow from it.');
  }
  return createHmac('sha256', decodeURIComponent(owner.password)).update(`fineprint role ${role}`).digest('base64url');
}

/** The runtime roles' connection strings, derived from the owner's. */
export function roleUrls(ownerUrl: string): RoleUrls {
  const owner = new URL(ownerUrl);
  const urlOf = (role: string): string => {
    const url = new URL(owner);
    url.username = `fineprint_${role}`;
    url.password = passwordOf(role, owner);
    return url.href;
  };
  return { app: urlOf('app'), ingest: urlOf('ingest'), login: urlOf('login') };
}

/** Creates the runtime roles, or corrects their passwords, and lets only the ingest role make temporary tables. */
export async function ensureRoles(ownerUrl: string): Promise<RoleUrls> {
  const owner = new URL(ownerUrl);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    // Roles are shared by all databases of a server; two installations may start at the same moment.
    await client.query('LOCK TABLE pg_catalog.pg_db_role_setting IN SHARE ROW EXCLUSIVE MODE').catch(() => client.query('ROLLBACK; BEGIN'));
    for (const role of roles) {
      const name = `fineprint_${role}`;
      const password = client.escapeLiteral(passwordOf(role, owner));
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
      if (rowCount === 0) {
        await client.query(`CREATE ROLE ${name} LOGIN PASSWORD ${password} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`);
      } else if (!(await canConnect(roleUrls(ownerUrl)[role]))) {
        await refuseForeignRole(client, name);
        await client.query(`ALTER ROLE ${name} LOGIN PASSWORD ${password}`);
      }
    }
    const database = client.escapeIdentifier(decodeURIComponent(owner.pathname.slice(1)));
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO fineprint_app, fineprint_ingest, fineprint_login`);
    await client.query(`GRANT TEMPORARY ON DATABASE ${database} TO fineprint_ingest`);
    await revokeLargeObjects(client);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  return roleUrls(ownerUrl);
}

// Large objects are storage that all organisations would share. Only a superuser owns the functions that make them.
async function revokeLargeObjects(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ rolsuper: boolean }>('SELECT rolsuper FROM pg_roles WHERE rolname = current_user');
  if (rows[0]?.rolsuper) await client.query('REVOKE EXECUTE ON FUNCTION lo_creat(int), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC');
}

// Roles belong to the whole server: changing the password of one that another owner's installation uses would lock that one out.
async function refuseForeignRole(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT DISTINCT datname FROM pg_shdepend JOIN pg_database ON pg_database.oid = dbid
     WHERE refobjid = $1::regrole AND datdba <> (SELECT datdba FROM pg_database WHERE datname = current_database())`,
    [role],
  );
  if (rows.length === 0) return;
  throw new FineprintError(
    'DATABASE_UNSUPPORTED',
    `The role ${role} of this PostgreSQL server serves the Fineprint database ${rows.map(({ datname }) => datname).join(', ')} of another owner. Use the same owner for both, or another server.`,
  );
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    // 28P01 wrong password; anything else (no CONNECT right yet, for one) proves that the password was taken.
    return (error as { code?: string }).code !== '28P01';
  } finally {
    await client.end().catch(() => undefined);
  }
}
