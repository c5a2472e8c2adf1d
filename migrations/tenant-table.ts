import type { QueryRunner } from 'typeorm';

/** What the runtime roles may do with a tenant table; nobody may TRUNCATE, own or alter one. */
export interface Grants {
  readonly app: readonly Privilege[];
  readonly ingest?: readonly Privilege[];
  readonly login?: readonly 'SELECT'[];
}
type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/** The organisation of the running transaction; no setting means no rows (after COMMIT the setting reads '', not NULL). */
export const currentOrganisation = `nullif(current_setting('fineprint.organisation', true), '')::int`;

/**
 * Puts a table under row-level security, enabled and forced, and grants what is listed.
 * `column` is the distribution column. The login role reads across organisations, because it looks up whose session it is.
 */
export async function tenantTable(runner: QueryRunner, table: string, grants: Grants, column = 'organisation_id'): Promise<void> {
  await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
  await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  const condition = `${column} = ${currentOrganisation}`;
  await runner.query(
    `CREATE POLICY ${table}_organisation ON ${table} TO fineprint_app, fineprint_ingest USING (${condition}) WITH CHECK (${condition})`,
  );
  await runner.query(`GRANT ${grants.app.join(', ')} ON ${table} TO fineprint_app`);
  if (grants.ingest) await runner.query(`GRANT ${grants.ingest.join(', ')} ON ${table} TO fineprint_ingest`);
  if (grants.login) {
    await runner.query(`CREATE POLICY ${table}_login ON ${table} FOR SELECT TO fineprint_login USING (true)`);
    await runner.query(`GRANT SELECT ON ${table} TO fineprint_login`);
  }
}
