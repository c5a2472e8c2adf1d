import type { PoolClient } from 'pg';
import type { FeatureKind } from '#libs/wire/events.js';
import { ownCopy } from '#libs/wire/scan.js';
import { wordKey, type UsedWords, type VersionWords } from './admission.js';
import type { StoredVersion } from './vocabulary.js';

interface VersionRow {
  readonly system: number;
  readonly label: string;
  readonly number: number;
  readonly features: string[];
  readonly kinds: (FeatureKind | null)[];
  readonly isUnseen: boolean;
}

interface CategoryRow {
  readonly version: number;
  readonly position: number;
  readonly code: number;
  readonly label: string;
}

/** The versions of these events that are stored, by `wordKey`. */
export async function findVersions(client: PoolClient, organisationId: number, used: readonly UsedWords[]): Promise<Map<string, VersionWords>> {
  const asked = [...new Map(used.map((one) => [wordKey(one.systemNumber, one.version), one])).values()];
  const { rows } = await client.query<VersionRow>(
    `SELECT v.system_number AS system, v.label, v.number, v.features, v.feature_kinds AS kinds, v.first_seen_at IS NULL AS "isUnseen"
     FROM system_version v JOIN unnest($2::int[], $3::text[]) AS asked (system, label) ON v.system_number = asked.system AND v.label = asked.label
     WHERE v.organisation_id = $1`,
    [organisationId, asked.map(({ systemNumber }) => systemNumber), asked.map(({ version }) => version)],
  );
  const categories = await findCategories(client, organisationId, rows);
  return new Map(rows.map((row) => [wordKey(row.system, row.label), wordsOf(row, categories.get(row.number) ?? [])]));
}

/** Versions of each system. */
export async function countVersions(client: PoolClient, organisationId: number): Promise<Map<number, number>> {
  const sql = 'SELECT system_number AS system, count(*)::int AS count FROM system_version WHERE organisation_id = $1 GROUP BY system_number';
  const { rows } = await client.query<{ system: number; count: number }>(sql, [organisationId]);
  return new Map(rows.map(({ system, count }) => [system, count]));
}

function wordsOf({ system, label, number, features, kinds, isUnseen }: VersionRow, categories: readonly CategoryRow[]): VersionWords {
  const byPosition = Map.groupBy(categories, ({ position }) => position);
  return {
    systemNumber: system,
    label,
    number,
    features: new Set(features),
    kinds: new Map(features.flatMap((name, position) => (kinds[position] ? [[name, kinds[position]] as const] : []))),
    categories: new Map([...byPosition].map(([position, rows]) => [features[position]!, { labels: new Set(rows.map((row) => row.label)), stored: rows.length }])),
    isChanged: isUnseen,
  };
}

/** In the order of their codes, which have no gaps. */
async function findCategories(client: PoolClient, organisationId: number, versions: readonly VersionRow[]): Promise<ReadonlyMap<number, readonly CategoryRow[]>> {
  const categorical = versions.filter(({ kinds }) => kinds.includes('categorical'));
  if (categorical.length === 0) return new Map();
  const { rows } = await client.query<CategoryRow>(
    `SELECT version_number AS version, position, code, label FROM feature_category
     WHERE organisation_id = $1 AND version_number = ANY($2) ORDER BY version_number, position, code`,
    [organisationId, categorical.map(({ number }) => number)],
  );
  return Map.groupBy(rows, ({ version }) => version);
}

/** Stores a version, its features and their kinds. @returns its number */
export async function storeVersion(client: PoolClient, organisationId: number, { systemNumber, label, features, kinds }: VersionWords, now: Date): Promise<number> {
  const { rows } = await client.query<{ number: number }>(
    `INSERT INTO system_version (organisation_id, system_number, label, features, feature_kinds, first_seen_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (organisation_id, system_number, label) DO UPDATE SET features = excluded.features, feature_kinds = excluded.feature_kinds,
       first_seen_at = coalesce(system_version.first_seen_at, excluded.first_seen_at)
     RETURNING number`,
    [organisationId, systemNumber, label, [...features], [...features].map((name) => kinds.get(name) ?? null), now],
  );
  return rows[0]!.number;
}

/** Stores the labels that were admitted. @returns how many there are */
export async function storeCategories(client: PoolClient, organisationId: number, versions: readonly (VersionWords & { readonly number: number })[]): Promise<number> {
  const added = versions.flatMap(({ number, features, categories }): CategoryRow[] =>
    [...features].flatMap((name, position) => {
      const words = categories.get(name);
      return words ? [...words.labels].map((label, code) => ({ version: number, position, code, label })).slice(words.stored) : [];
    }),
  );
  if (added.length === 0) return 0;
  await client.query(
    `INSERT INTO feature_category (organisation_id, version_number, position, code, label)
     SELECT $1, version, position, code, label FROM unnest($2::int[], $3::int[], $4::int[], $5::text[]) AS new (version, position, code, label)`,
    [organisationId, added.map(({ version }) => version), added.map(({ position }) => position), added.map(({ code }) => code), added.map(({ label }) => label)],
  );
  return added.length;
}

/** A version as the vocabulary keeps it. */
export function storedVersion({ number, features, kinds, categories }: VersionWords & { readonly number: number }): StoredVersion {
  const names = [...features];
  return {
    number,
    features: names,
    kinds: names.map((name) => kinds.get(name) ?? null),
    categories: new Map([...categories].map(([name, { labels }]) => [names.indexOf(name), new Map([...labels].map((label, code) => [ownCopy(label), code]))])),
  };
}
