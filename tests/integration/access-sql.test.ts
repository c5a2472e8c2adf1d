import { subject as subjectOf } from '@casl/ability';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { abilityOfRole, abilityOfScopes, type AppAbility } from '#libs/access/ability.js';
import { actions, subjects, type Subject } from '#libs/access/policy.js';
import { sqlFilterFor } from '#libs/access/sql-filter.js';
import { roles } from '#libs/wire/accounts.js';
import { scopes } from '#libs/wire/api-keys.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const vendors = ['0195a000-0000-7000-8000-000000000001', '0195a000-0000-7000-8000-000000000002', '0195a000-0000-7000-8000-000000000003'];
const states = ['draft', 'frozen', 'signed', 'active'];
const objects = vendors.flatMap((id) => vendors.flatMap((vendorId) => states.map((state) => ({ number: 0, id, vendorId, state, shared: id === vendors[0], visibility: id === vendors[1] ? 'internal' : 'external' })))).map((row, number) => ({ ...row, number }));
const columns = { id: 'o.id', vendorId: 'o.vendor_id', state: 'o.state', shared: 'o.shared', visibility: 'o.visibility' };

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(`CREATE TEMP TABLE object (number int NOT NULL, id uuid NOT NULL, vendor_id uuid NOT NULL, state text NOT NULL, shared boolean NOT NULL, visibility text NOT NULL)`);
  for (const { number, id, vendorId, state, shared, visibility } of objects) await client.query(`INSERT INTO object VALUES ($1, $2, $3, $4, $5, $6)`, [number, id, vendorId, state, shared, visibility]);
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

async function numbersInSql(ability: AppAbility, action: (typeof actions)[number], subject: Subject): Promise<number[]> {
  const filter = sqlFilterFor(ability, action, subject, columns, 2);
  const { rows } = await client.query<{ number: number }>(`SELECT o.number FROM object o WHERE o.number >= $1 AND ${filter.where} ORDER BY o.number`, [0, ...filter.parameters]);
  return rows.map((row) => row.number);
}

const callers: readonly (readonly [string, AppAbility])[] = [
  ...roles.filter((role) => role !== 'vendor-contact').map((role) => [role, abilityOfRole(role, null)] as const),
  ...vendors.map((vendor, index) => [`contact of vendor ${index + 1}`, abilityOfRole('vendor-contact', vendor)] as const),
  ['contact of no vendor', abilityOfRole('vendor-contact', null)],
  ...scopes.map((scope) => [`key for ${scope}`, abilityOfScopes([scope])] as const),
  ['key for nothing', abilityOfScopes([])],
];

describe.each(callers)('for a %s', (_, ability) => {
  test.each(subjects.filter((subject) => subject !== 'all'))('SQL finds the %s rows that the policy allows, and no other', async (subject) => {
    for (const action of actions) {
      const isAllowed = (object: Readonly<Record<string, unknown>>): boolean => ability.can(action, subjectOf<Subject, Record<string, unknown>>(subject, { ...object }));
      const allowed = objects.filter(isAllowed).map((object) => object.number);
      expect(await numbersInSql(ability, action, subject), action).toEqual(allowed);
    }
  });
});

test('some callers see all rows, some see part, some see none', async () => {
  const counts: number[] = [];
  for (const [, ability] of callers) counts.push((await numbersInSql(ability, 'read', 'Agreement')).length);
  expect(counts).toContain(objects.length);
  expect(counts).toContain(0);
  expect(counts).toContain(10);
});

test('a filter that would need a column the list does not have is refused, not widened', () => {
  const contact = abilityOfRole('vendor-contact', vendors[0] ?? null);
  expect(() => sqlFilterFor(contact, 'read', 'System', { id: 'id' })).toThrow('vendorId');
});

test('values go in as parameters, numbered from where the query has got to', () => {
  const contact = abilityOfRole('vendor-contact', `' OR TRUE --`);
  const { where, parameters } = sqlFilterFor(contact, 'read', 'Agreement', columns, 7);
  expect(where).toContain('$7');
  expect(where).not.toContain('TRUE --');
  expect(parameters.toSorted()).toEqual([`' OR TRUE --`, `' OR TRUE --`, ['frozen', 'signed', 'active'], true].toSorted());
});
