import type { PoolClient } from 'pg';
import { wordKey, type NewUser, type UsedWords } from './admission.js';

/** Numbers of those users of these events that are stored, by `wordKey`. */
export async function findUsers(client: PoolClient, organisationId: number, used: readonly UsedWords[]): Promise<Map<string, number>> {
  const asked = [...new Map(used.flatMap((one) => (one.user === null ? [] : [[wordKey(one.systemNumber, one.user), one] as const]))).values()];
  if (asked.length === 0) return new Map();
  const { rows } = await client.query<{ system: number; label: string; number: number }>(
    `SELECT u.system_number AS system, u.label, u.number
     FROM licensed_user u JOIN unnest($2::int[], $3::text[]) AS asked (system, label) ON u.system_number = asked.system AND u.label = asked.label
     WHERE u.organisation_id = $1`,
    [organisationId, asked.map(({ systemNumber }) => systemNumber), asked.map(({ user }) => user)],
  );
  return new Map(rows.map(({ system, label, number }) => [wordKey(system, label), number]));
}

/** How many users the systems of these events have: numbers go from 1 on without gaps. */
export async function countUsers(client: PoolClient, organisationId: number, used: readonly UsedWords[]): Promise<Map<number, number>> {
  const systems = [...new Set(used.flatMap(({ systemNumber, user }) => (user === null ? [] : [systemNumber])))];
  if (systems.length === 0) return new Map();
  const sql = 'SELECT system_number AS system, max(number) AS count FROM licensed_user WHERE organisation_id = $1 AND system_number = ANY($2) GROUP BY system_number';
  const { rows } = await client.query<{ system: number; count: number }>(sql, [organisationId, systems]);
  return new Map(rows.map(({ system, count }) => [system, count]));
}

/** Every user of a system. */
export async function findAllUsers(client: PoolClient, organisationId: number, systemNumber: number): Promise<Map<string, number>> {
  const sql = 'SELECT label, number FROM licensed_user WHERE organisation_id = $1 AND system_number = $2';
  const { rows } = await client.query<{ label: string; number: number }>(sql, [organisationId, systemNumber]);
  return new Map(rows.map(({ label, number }) => [label, number]));
}

export async function storeUsers(client: PoolClient, organisationId: number, users: readonly NewUser[]): Promise<void> {
  await client.query(
    `INSERT INTO licensed_user (organisation_id, system_number, number, label)
     SELECT $1, system, number, label FROM unnest($2::int[], $3::int[], $4::text[]) AS new (system, number, label)`,
    [organisationId, users.map(({ systemNumber }) => systemNumber), users.map(({ number }) => number), users.map(({ label }) => label)],
  );
}
