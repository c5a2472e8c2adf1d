import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { featureLimit, versionLimit } from '#libs/wire/events.js';
import { Clock } from '../http/clock.js';
import { Database } from '../database/database.js';
import { lockDictionaries } from '../systems/dictionary-lock.js';
import { newVocabulary, type Unknown, type VersionEntry, type Vocabulary } from './vocabulary.js';

export const slicesPerOrganisation = 10_000;
const vocabulariesKept = 100;

/**
 * The small numbers that stand for systems, versions and slices. What is registered is committed before it is remembered,
 * and never taken back, so that a remembered number is always a stored one.
 */
@Injectable()
export class Dictionaries {
  private readonly vocabularies = new Map<number, Vocabulary>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  of(organisationId: number): Vocabulary {
    const known = this.vocabularies.get(organisationId);
    if (known) return known;
    const oldest = this.vocabularies.keys().next();
    if (this.vocabularies.size >= vocabulariesKept && !oldest.done) this.vocabularies.delete(oldest.value);
    const vocabulary = newVocabulary();
    this.vocabularies.set(organisationId, vocabulary);
    return vocabulary;
  }

  /** Finds the systems of these slugs; what does not exist stays unknown. */
  async learnSystems(organisationId: number, slugs: Iterable<string>): Promise<void> {
    const { systems } = this.of(organisationId);
    const missing = [...new Set(slugs)].filter((slug) => !systems.has(slug));
    if (missing.length === 0) return;
    const found = await this.database.inIngest(organisationId, (client) =>
      client.query<{ slug: string; number: number }>('SELECT slug, number FROM system WHERE organisation_id = $1 AND slug = ANY($2)', [organisationId, missing]),
    );
    for (const { slug, number } of found.rows) systems.set(slug, number);
  }

  /** Registers versions, features and slices in a transaction of their own. What goes beyond a limit stays unknown. */
  async register(organisationId: number, unknown: Unknown): Promise<void> {
    const vocabulary = this.of(organisationId);
    const { versions, slices } = await this.database.inIngest(organisationId, async (client) => {
      await lockDictionaries((sql, parameters) => client.query(sql, [...parameters]), organisationId);
      const versions: StoredVersion[] = [];
      for (const [systemNumber, labels] of unknown.versions) {
        for (const [label, features] of labels) {
          const version = await this.storeVersion(client, organisationId, systemNumber, label, features);
          if (version) versions.push(version);
        }
      }
      return { versions, slices: await storeSlices(client, organisationId, [...unknown.segments]) };
    });
    for (const { systemNumber, label, number, features } of versions) vocabulary.rememberVersion(systemNumber, label, number, features);
    for (const [segments, number] of slices) vocabulary.slices.set(segments, number);
  }

  private async storeVersion(client: PoolClient, organisationId: number, systemNumber: number, label: string, wanted: ReadonlySet<string>): Promise<StoredVersion | undefined> {
    const key = [organisationId, systemNumber, label];
    const { rows } = await client.query<{ number: number; features: string[]; first_seen_at: Date | null }>(
      'SELECT number, features, first_seen_at FROM system_version WHERE organisation_id = $1 AND system_number = $2 AND label = $3',
      key,
    );
    const [stored] = rows;
    const features = [...(stored?.features ?? [])];
    for (const name of wanted) if (!features.includes(name) && features.length < featureLimit) features.push(name);
    if (stored) {
      if (features.length > stored.features.length || stored.first_seen_at === null) {
        await client.query('UPDATE system_version SET features = $3, first_seen_at = coalesce(first_seen_at, $4) WHERE organisation_id = $1 AND number = $2', [
          organisationId,
          stored.number,
          features,
          this.clock.now(),
        ]);
      }
      return { systemNumber, label, number: stored.number, features };
    }
    const inserted = await client.query<{ number: number }>(
      `INSERT INTO system_version (organisation_id, system_number, label, features, first_seen_at)
       SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM system_version WHERE organisation_id = $1 AND system_number = $2) < $6
       RETURNING number`,
      [...key, features, this.clock.now(), versionLimit],
    );
    const [row] = inserted.rows;
    return row && { systemNumber, label, number: row.number, features };
  }
}

type StoredVersion = Pick<VersionEntry, 'number' | 'features'> & { readonly systemNumber: number; readonly label: string };

async function storeSlices(client: PoolClient, organisationId: number, segments: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (segments.length === 0) return new Map();
  const digests = segments.map((text) => createHash('sha256').update(text).digest());
  const byDigest = new Map(digests.map((digest, at) => [digest.toString('hex'), segments[at]!]));
  const find = async (): Promise<Map<string, number>> => {
    const { rows } = await client.query<{ digest: Buffer; number: number }>(
      'SELECT digest, number FROM slice WHERE organisation_id = $1 AND digest = ANY($2)',
      [organisationId, digests],
    );
    return new Map(rows.map(({ digest, number }) => [byDigest.get(digest.toString('hex'))!, number]));
  };
  const found = await find();
  const missing = segments.flatMap((text, at) => (found.has(text) ? [] : [at]));
  if (missing.length === 0) return found;
  await client.query(
    `INSERT INTO slice (organisation_id, digest, segments)
     SELECT $1, digest, segments FROM unnest($2::bytea[], $3::jsonb[]) AS new (digest, segments)
     LIMIT greatest(0, $4 - (SELECT count(*) FROM slice WHERE organisation_id = $1))`,
    [organisationId, missing.map((at) => digests[at]!), missing.map((at) => segments[at]!), slicesPerOrganisation],
  );
  return find();
}
