import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { v7 } from 'uuid';
import { userLimit } from '#libs/wire/events.js';
import { Database } from '../database/database.js';
import { insertLogRow, logRow, refusedByLog } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { lockDictionaries } from '../systems/dictionary-lock.js';
import { admit, wordKey, type UsedWords, type VersionWords, type Words } from './admission.js';
import { findSlices, sliceRevisions, storeSlices } from './slice-rows.js';
import { countUsers, findAllUsers, findUsers, storeUsers } from './user-rows.js';
import { countVersions, findVersions, storeCategories, storedVersion, storeVersion } from './version-rows.js';
import { newVocabulary, type Vocabulary } from './vocabulary.js';

const vocabulariesKept = 100;
const labelsLogged = 100;

/**
 * The small numbers that stand for systems, versions, categories, slices and users. What is registered is committed before it is remembered,
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

  /** Has the slices of a system looked up again, because what is declared of them changed. */
  forgetSlices(organisationId: number, systemNumber: number): void {
    this.vocabularies.get(organisationId)?.slices.delete(systemNumber);
  }

  /** The same for those that were declared by another process. */
  async forgetStaleSlices(client: PoolClient, organisationId: number, { slices }: Vocabulary): Promise<void> {
    if (slices.size === 0) return;
    const revisions = await sliceRevisions(client, organisationId);
    for (const [systemNumber, { revision }] of slices) if ((revisions.get(systemNumber) ?? 0) !== revision) slices.delete(systemNumber);
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

  /** Registers versions, features, categories, slices and users in a transaction of their own, with its log entry. The words of an event that goes beyond a limit stay unknown. */
  async register(actor: Actor, vocabulary: Vocabulary, used: readonly UsedWords[]): Promise<void> {
    const { organisationId } = actor;
    const now = this.clock.now();
    const learned = await this.database.inIngest(organisationId, async (client) => {
      await lockDictionaries((sql, parameters) => client.query(sql, [...parameters]), organisationId);
      const words = await findWords(client, organisationId, used);
      for (const one of used) admit(words, one);
      const { versions, changed } = await storeVersions(client, organisationId, words, now);
      const categories = await storeCategories(client, organisationId, versions);
      const attributes = await storeSlices(client, organisationId, words.slices, words.newSlices);
      if (words.newUsers.length > 0) await storeUsers(client, organisationId, words.newUsers);
      if (changed.length + categories + words.newSlices.length + words.newUsers.length > 0) {
        const labels = changed.slice(0, labelsLogged).map(({ label, features }) => ({ label, features: features.size }));
        const detail = { versions: labels, categories, attributes, slices: words.newSlices.length, users: words.newUsers.length };
        const entry = { action: 'dictionary.extend', objectKind: 'dictionary', objectId: v7({ msecs: now.getTime() }), detail };
        await client.query(insertLogRow, logRow(actor, entry, now)).catch(refusedByLog);
      }
      return { versions, slices: words.slices, revisions: await sliceRevisions(client, organisationId), users: await usersOf(client, organisationId, used, words) };
    });
    for (const version of learned.versions) vocabulary.rememberVersion(version.systemNumber, version.label, storedVersion(version));
    for (const [systemNumber, words] of learned.slices) vocabulary.slices.set(systemNumber, { words, revision: learned.revisions.get(systemNumber) ?? 0, entries: new Map() });
    for (const [systemNumber, users] of learned.users) vocabulary.rememberUsers(systemNumber, users);
  }
}

async function findWords(client: PoolClient, organisationId: number, used: readonly UsedWords[]): Promise<Words> {
  return {
    versions: await findVersions(client, organisationId, used),
    versionCounts: await countVersions(client, organisationId),
    slices: await findSlices(client, organisationId, used),
    newSlices: [],
    users: await findUsers(client, organisationId, used),
    userCounts: await countUsers(client, organisationId, used),
    newUsers: [],
  };
}

type NumberedVersion = VersionWords & { readonly number: number };

async function storeVersions(client: PoolClient, organisationId: number, words: Words, now: Date): Promise<{ readonly versions: readonly NumberedVersion[]; readonly changed: readonly NumberedVersion[] }> {
  const versions: NumberedVersion[] = [];
  for (const version of words.versions.values()) {
    const number = version.isChanged || version.number === null ? await storeVersion(client, organisationId, version, now) : version.number;
    versions.push({ ...version, number });
  }
  return { versions, changed: versions.filter(({ isChanged }) => isChanged) };
}

/** The numbers of these events' users, by system; of all its users where there is no room for more. */
async function usersOf(client: PoolClient, organisationId: number, used: readonly UsedWords[], words: Words): Promise<ReadonlyMap<number, ReadonlyMap<string, number>>> {
  const bySystem = new Map<number, Map<string, number>>();
  for (const { systemNumber, user } of used) {
    const number = user === null ? undefined : words.users.get(wordKey(systemNumber, user));
    const users = bySystem.get(systemNumber) ?? new Map<string, number>();
    if (user !== null) bySystem.set(systemNumber, users);
    if (user !== null && number !== undefined) users.set(user, number);
  }
  for (const systemNumber of bySystem.keys()) {
    if ((words.userCounts.get(systemNumber) ?? 0) >= userLimit) bySystem.set(systemNumber, await findAllUsers(client, organisationId, systemNumber));
  }
  return bySystem;
}
