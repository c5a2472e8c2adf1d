import { Readable } from 'node:stream';
import type { IncomingHttpHeaders } from 'node:http';
import pg from 'pg';
import { abilityOfScopes } from '#libs/access/ability.js';
import { decodeInterval, mergeIntervals, type IntervalDelta } from '#libs/measurement/intervals/intervals.js';
import { Database } from '../../apps/api/src/database/database.js';
import type { Actor } from '../../apps/api/src/http/actor.js';
import type { StreamedBody } from '../../apps/api/src/ingestion/body-bytes.js';
import { CompactionService } from '../../apps/api/src/ingestion/compaction.service.js';
import { Dictionaries } from '../../apps/api/src/ingestion/dictionaries.js';
import { EventStore } from '../../apps/api/src/ingestion/event-store.js';
import { IntervalKeeping } from '../../apps/api/src/ingestion/interval-keeping.service.js';
import { IntakeService } from '../../apps/api/src/ingestion/intake.service.js';
import { OutcomeStore } from '../../apps/api/src/ingestion/outcome-store.js';
import { PendingOutcomes } from '../../apps/api/src/ingestion/pending-outcomes.service.js';
import { StoredBatches, type StoredBatch } from '../../apps/api/src/ingestion/stored-batches.js';
import { TestClock } from './app.js';
import { createTestDatabase } from './database.js';

export const present = '2026-03-15T12:00:00Z';

/** Ingestion on a database of its own, without HTTP: everything is real but the clock. Organisations 1 and 2 have the systems "scoring" and "chat"; 2 also has "foreign". */
export async function startIngestion() {
  const testDatabase = await createTestDatabase();
  const owner = new pg.Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();
  for (const organisation of [1, 2]) await insertOrganisation(owner, organisation);
  const database = await Database.connect(testDatabase.urls);
  const clock = new TestClock(new Date(present));
  const dictionaries = new Dictionaries(database, clock);
  const batches = new StoredBatches();
  const announced: StoredBatch[] = [];
  batches.onStored((batch) => announced.push(batch));
  return {
    owner,
    database,
    clock,
    announced,
    intake: new IntakeService(clock),
    events: new EventStore(database, dictionaries, clock, batches),
    outcomes: new OutcomeStore(database, dictionaries, clock, batches),
    compaction: new CompactionService(database, clock),
    pending: new PendingOutcomes(database, clock),
    keeping: new IntervalKeeping(database, clock, batches),
    stop: async () => {
      await database.onApplicationShutdown();
      await owner.end();
      await testDatabase.drop();
    },
  };
}

export type Ingestion = Awaited<ReturnType<typeof startIngestion>>;

export function actorOf(organisationId: number): Actor {
  return { kind: 'api-key', organisationId, id: 'key', name: 'test key', vendorId: null, ability: abilityOfScopes(['events:write', 'outcomes:write']) };
}

/** A request as the stream routes see one. */
export function requestWith(body: string | Buffer | AsyncIterable<Buffer> | Iterable<Buffer>, headers: IncomingHttpHeaders = {}): StreamedBody {
  const pieces = typeof body === 'string' || Buffer.isBuffer(body) ? [Buffer.from(body)] : body;
  const bytes = Readable.from(pieces, { objectMode: false }) as AsyncIterable<Buffer>;
  return { headers: { 'content-type': 'application/x-ndjson', ...headers }, bytes, mayGoOn: async () => undefined };
}

/** The stored intervals of a system, one for each version and hour, in words. */
export async function intervalsOf(owner: pg.Client, organisationId: number) {
  const { rows } = await owner.query<IntervalDelta>(
    `SELECT version_number AS "versionKey", (extract(epoch FROM hour) * 1000)::float8 AS "hourMs", events, errors, decided,
       true_positive AS "truePositive", false_positive AS "falsePositive", false_negative AS "falseNegative", true_negative AS "trueNegative", minutes, latency,
       scores, features, slices, counters
     FROM interval WHERE organisation_id = $1`,
    [organisationId],
  );
  return [...Map.groupBy(rows, ({ versionKey, hourMs }) => `${versionKey} ${hourMs}`).values()]
    .map(mergeIntervals)
    .toSorted((a, b) => a.versionKey - b.versionKey || a.hourMs - b.hourMs)
    .map(inWords);
}

/** An interval in a form that can be compared and read, whatever its bytes are kept in. */
export function inWords(interval: IntervalDelta) {
  const { scores, features, slices, counters } = interval;
  const histograms = Object.fromEntries(Object.entries({ scores, features, slices, counters }).map(([name, bytes]) => [name, Buffer.from(bytes).toString('hex')]));
  return { ...interval, ...decodeInterval(interval), ...histograms };
}

async function insertOrganisation(owner: pg.Client, organisation: number): Promise<void> {
  await owner.query(`INSERT INTO organisation (id, public_id, name, created_at) VALUES ($1, gen_random_uuid(), $2, $3)`, [organisation, `Organisation ${organisation}`, present]);
  const vendor = await owner.query<{ id: string }>(
    `INSERT INTO vendor (organisation_id, id, slug, name, created_at) VALUES ($1, gen_random_uuid(), 'leadmind', 'Leadmind', $2) RETURNING id`,
    [organisation, present],
  );
  for (const slug of organisation === 1 ? ['scoring', 'chat'] : ['scoring', 'chat', 'foreign']) {
    await owner.query(
      `INSERT INTO system (organisation_id, id, vendor_id, slug, name, environment, created_at) VALUES ($1, gen_random_uuid(), $2, $3, $3, 'live', $4)`,
      [organisation, vendor.rows[0]!.id, slug, present],
    );
  }
}
