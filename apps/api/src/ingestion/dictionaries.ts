import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { v7 } from 'uuid';
import { Database } from '../database/database.js';
import { insertLogRow, logRow, refusedByLog } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { lockDictionaries } from '../systems/dictionary-lock.js';
import { admit, wordKey, type UsedWords, type VersionWords, type Words } from './admission.js';
import { newVocabulary, type Vocabulary } from './vocabulary.js';

const vocabulariesKept = 100;
const labelsLogged = 100;

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

  /** The vocabulary of an organisation. Whoever works with it keeps it until they are done: it may be replaced by a new one meanwhile. */
  of(organisationId: number): Vocabulary {
    const vocabulary = this.vocabularies.get(organisationId) ?? newVocabulary();
    // Put behind the others, so that the first is the one that was not used for longest.
    this.vocabularies.delete(organisationId);
    const [longestUnused] = this.vocabularies.keys();
    if (longestUnused !== undefined && this.vocabularies.size >= vocabulariesKept) this.vocabularies.delete(longestUnused);
    this.vocabularies.set(organisationId, vocabulary);
    return vocabulary;
  }

  /** Finds the systems of these slugs; what does not exist stays unknown. */
  async learnSystems(organisationId: number, { systems }: Vocabulary, slugs: Iterable<string>): Promise<void> {
    const missing = [...new Set(slugs)].filter((slug) => !systems.has(slug));
    if (missing.length === 0) return;
    const found = await this.database.inIngest(organisationId, (client) =>
      client.query<{ slug: string; number: number }>('SELECT slug, number FROM system WHERE organisation_id = $1 AND slug = ANY($2)', [organisationId, missing]),
    );
    for (const { slug, number } of found.rows) systems.set(slug, number);
  }

  /** Registers versions, features and slices in a transaction of their own, with its log entry. The words of an event that goes beyond a limit stay unknown. */
  async register(actor: Actor, vocabulary: Vocabulary, used: readonly UsedWords[]): Promise<void> {
    const { organisationId } = actor;
    const now = this.clock.now();
    const { versions, slices } = await this.database.inIngest(organisationId, async (client) => {
      await lockDictionaries((sql, parameters) => client.query(sql, [...parameters]), organisationId);
      const stored = await findSlices(client, organisationId, used);
      const words = await wordsOf(client, organisationId, used, stored);
      for (const one of used) admit(words, one);
      const changed = [...words.versions.values()].filter(({ isChanged }) => isChanged);
      const numbers = new Map<string, number>();
      for (const version of changed) numbers.set(wordKey(version.systemNumber, version.label), await storeVersion(client, organisationId, version, now));
      if (words.newSlices.size > 0) await storeSlices(client, organisationId, words.newSlices);
      if (words.newSlices.size + changed.length > 0) {
        const detail = { versions: changed.slice(0, labelsLogged).map(({ label, features }) => ({ label, features: features.size })), slices: words.newSlices.size };
        const entry = { action: 'dictionary.extend', objectKind: 'dictionary', objectId: v7({ msecs: now.getTime() }), detail };
        await client.query(insertLogRow, logRow(actor, entry, now)).catch(refusedByLog);
      }
      const versions = [...words.versions.values()].map((version) => ({ ...version, number: version.number ?? numbers.get(wordKey(version.systemNumber, version.label))! }));
      return { versions, slices: words.newSlices.size > 0 ? await findSlices(client, organisationId, used) : stored };
    });
    for (const { systemNumber, label, number, features } of versions) vocabulary.rememberVersion(systemNumber, label, number, [...features]);
    for (const [segments, number] of slices) vocabulary.slices.set(segments, number);
  }
}

async function wordsOf(client: PoolClient, organisationId: number, used: readonly UsedWords[], slices: ReadonlyMap<string, number>): Promise<Words> {
  const keys = [...new Map(used.map((one) => [wordKey(one.systemNumber, one.version), one])).values()];
  const versions = await client.query<{ system: number; label: string; number: number; features: string[]; isUnseen: boolean }>(
    `SELECT v.system_number AS system, v.label, v.number, v.features, v.first_seen_at IS NULL AS "isUnseen"
     FROM system_version v JOIN unnest($2::int[], $3::text[]) AS asked (system, label) ON v.system_number = asked.system AND v.label = asked.label
     WHERE v.organisation_id = $1`,
    [organisationId, keys.map(({ systemNumber }) => systemNumber), keys.map(({ version }) => version)],
  );
  const counts = await client.query<{ system: number; count: number }>(
    'SELECT system_number AS system, count(*)::int AS count FROM system_version WHERE organisation_id = $1 GROUP BY system_number',
    [organisationId],
  );
  const sliceCounts = await client.query<{ system: number; count: number }>(
    'SELECT system_number AS system, count(*)::int AS count FROM slice WHERE organisation_id = $1 AND system_number = ANY($2) GROUP BY system_number',
    [organisationId, keys.map(({ systemNumber }) => systemNumber)],
  );
  return {
    versions: new Map(
      versions.rows.map(({ system, label, number, features, isUnseen }) => [
        wordKey(system, label),
        { systemNumber: system, label, number, features: new Set(features), isChanged: isUnseen },
      ]),
    ),
    versionCounts: new Map(counts.rows.map(({ system, count }) => [system, count])),
    slices,
    newSlices: new Map(),
    sliceCounts: new Map(sliceCounts.rows.map(({ system, count }) => [system, count])),
  };
}

async function storeVersion(client: PoolClient, organisationId: number, { systemNumber, label, features }: VersionWords, now: Date): Promise<number> {
  const { rows } = await client.query<{ number: number }>(
    `INSERT INTO system_version (organisation_id, system_number, label, features, first_seen_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (organisation_id, system_number, label)
     DO UPDATE SET features = excluded.features, first_seen_at = coalesce(system_version.first_seen_at, excluded.first_seen_at)
     RETURNING number`,
    [organisationId, systemNumber, label, [...features], now],
  );
  return rows[0]!.number;
}

async function findSlices(client: PoolClient, organisationId: number, used: readonly UsedWords[]): Promise<ReadonlyMap<string, number>> {
  const byDigest = new Map([...new Set(used.map(({ segments }) => segments))].filter((text) => text !== null).map((text) => [digestOf(text).toString('hex'), text]));
  if (byDigest.size === 0) return new Map();
  const { rows } = await client.query<{ digest: Buffer; number: number }>('SELECT digest, number FROM slice WHERE organisation_id = $1 AND digest = ANY($2)', [
    organisationId,
    [...byDigest.keys()].map((digest) => Buffer.from(digest, 'hex')),
  ]);
  return new Map(rows.map(({ digest, number }) => [byDigest.get(digest.toString('hex'))!, number]));
}

async function storeSlices(client: PoolClient, organisationId: number, slices: ReadonlyMap<string, number>): Promise<void> {
  await client.query(
    `INSERT INTO slice (organisation_id, digest, segments, system_number)
     SELECT $1, digest, segments, system FROM unnest($2::bytea[], $3::jsonb[], $4::int[]) AS new (digest, segments, system)`,
    [organisationId, [...slices.keys()].map(digestOf), [...slices.keys()], [...slices.values()]],
  );
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
