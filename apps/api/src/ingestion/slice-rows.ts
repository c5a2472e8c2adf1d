import type { PoolClient } from 'pg';
import { eventSegmentsText } from '#libs/wire/event-row.js';
import type { NewSlice, UsedWords } from './admission.js';
import { otherValue } from '#libs/wire/slices.js';
import { segmentsDigest } from './segments-digest.js';
import type { SliceWords } from './slicing.js';

interface AttributeRow {
  readonly system: number;
  readonly name: string;
  readonly values: string[] | null;
  readonly limit: number;
}

interface CombinationRow {
  readonly system: number;
  readonly number: number;
  readonly segments: Record<string, string>;
}

/** The slices of those systems whose events here carry segments. */
export async function findSlices(client: PoolClient, organisationId: number, used: readonly UsedWords[]): Promise<ReadonlyMap<number, SliceWords>> {
  const systems = [...new Set(used.flatMap(({ systemNumber, segments }) => (segments === null ? [] : [systemNumber])))];
  if (systems.length === 0) return new Map();
  const found = new Map(systems.map((system): [number, SliceWords] => [system, { attributes: new Map(), combinations: new Map() }]));
  const attributes = await client.query<AttributeRow>(
    `SELECT system_number AS system, name, declared_values AS values, value_limit AS limit
     FROM system_slice_attribute WHERE organisation_id = $1 AND system_number = ANY($2)`,
    [organisationId, systems],
  );
  for (const { system, name, values, limit } of attributes.rows) {
    found.get(system)!.attributes.set(name, { declaredValues: values === null ? null : new Set(values), limit, values: new Set() });
  }
  const combinations = await client.query<CombinationRow>('SELECT system_number AS system, number, segments FROM slice WHERE organisation_id = $1 AND system_number = ANY($2)', [
    organisationId,
    systems,
  ]);
  for (const { system, number, segments } of combinations.rows) {
    const words = found.get(system)!;
    words.combinations.set(eventSegmentsText(segments)!, number);
    for (const [name, value] of Object.entries(segments)) if (value !== otherValue) words.attributes.get(name)?.values.add(value);
  }
  return found;
}

/** Stores combinations that were admitted, and the attributes that came with them. The words get their numbers. @returns how many attributes are new */
export async function storeSlices(client: PoolClient, organisationId: number, slices: ReadonlyMap<number, SliceWords>, added: readonly NewSlice[]): Promise<number> {
  if (added.length === 0) return 0;
  const attributes = [...new Set(added.map(({ systemNumber }) => systemNumber))].flatMap((system) => [...slices.get(system)!.attributes.keys()].map((name) => ({ system, name })));
  const registered = await client.query(
    `INSERT INTO system_slice_attribute (organisation_id, system_number, name)
     SELECT $1, system, name FROM unnest($2::int[], $3::text[]) AS used (system, name) ON CONFLICT DO NOTHING`,
    [organisationId, attributes.map(({ system }) => system), attributes.map(({ name }) => name)],
  );
  const { rows } = await client.query<{ system: number; number: number; digest: Buffer }>(
    `INSERT INTO slice (organisation_id, digest, segments, system_number)
     SELECT $1, digest, segments, system FROM unnest($2::bytea[], $3::jsonb[], $4::int[]) AS new (digest, segments, system)
     RETURNING system_number AS system, number, digest`,
    [organisationId, added.map(({ text }) => segmentsDigest(text)), added.map(({ text }) => text), added.map(({ systemNumber }) => systemNumber)],
  );
  const numbers = new Map(rows.map(({ system, number, digest }) => [`${system} ${digest.toString('hex')}`, number]));
  for (const { systemNumber, text } of added) slices.get(systemNumber)!.combinations.set(text, numbers.get(`${systemNumber} ${segmentsDigest(text).toString('hex')}`)!);
  return registered.rowCount ?? 0;
}

/** A number for each system with attributes that is another one after each change of them. */
export async function sliceRevisions(client: PoolClient, organisationId: number): Promise<ReadonlyMap<number, number>> {
  const { rows } = await client.query<{ system: number; revision: number }>(
    'SELECT system_number AS system, sum(change)::int AS revision FROM system_slice_attribute WHERE organisation_id = $1 GROUP BY system_number',
    [organisationId],
  );
  return new Map(rows.map(({ system, revision }) => [system, revision]));
}
