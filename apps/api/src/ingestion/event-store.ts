import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { eventRowOf, type EventRow } from '#libs/wire/event-row.js';
import { newEventScanner } from '#libs/wire/event-scan.js';
import type { Rejection } from '#libs/wire/events.js';
import { readEventLine } from '#libs/wire/ingest-line.js';
import { deltasOf, foldEvent, newFold } from '#libs/measurement/interval-fold.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { recordBatch } from './batch-record.js';
import type { Chunk, Intake, LineReader, StoredChunk } from './chunk.js';
import { copyInto } from './copy-into.js';
import { Dictionaries } from './dictionaries.js';
import { copyOfEvents, incomingEventTable } from './event-copy.js';
import { placeEvents, refused, unknownOf, type PlacedEvent } from './event-placement.js';
import { storeIntervals } from './interval-rows.js';
import { StoredBatches } from './stored-batches.js';

const columns = 'at, score, latency_ms, system_number, version_number, slice_number, status, decision, id, key, reasons, features';

// Ordered by id, so that two requests with the same events wait for each other instead of deadlocking.
const insertEvents = `INSERT INTO event (organisation_id, ${columns})
  SELECT $1, ${columns} FROM incoming_event WHERE NOT repeats ORDER BY id ON CONFLICT DO NOTHING`;

// What this transaction did not store itself was there before, or was stored by an earlier line.
const compareEvents = `SELECT i.line, (e.at, e.score, e.latency_ms, e.system_number, e.version_number, e.slice_number, e.status, e.decision, e.key, e.reasons, e.features)
    IS NOT DISTINCT FROM (i.at, i.score, i.latency_ms, i.system_number, i.version_number, i.slice_number, i.status, i.decision, i.key, i.reasons, i.features) AS same
  FROM incoming_event i JOIN event e ON e.organisation_id = $1 AND e.id = i.id
  WHERE i.repeats OR e.xmin <> pg_current_xact_id()::xid`;

/** Stores events: each once, folded into the interval of its hour, in one transaction with its batch and log entry. */
@Injectable()
export class EventStore implements Intake<EventRow> {
  readonly kind = 'event';
  readonly ofValue = eventRowOf;

  constructor(
    private readonly database: Database,
    private readonly dictionaries: Dictionaries,
    private readonly clock: Clock,
    private readonly stored: StoredBatches,
  ) {}

  newLineReader(): LineReader<EventRow> {
    const scanner = newEventScanner();
    return (text, start, end, line, nowMs) => readEventLine(scanner, text, start, end, line, nowMs);
  }

  async store(actor: Actor, chunk: Chunk<EventRow>, source: string): Promise<StoredChunk> {
    const { organisationId } = actor;
    const vocabulary = this.dictionaries.of(organisationId);
    await this.dictionaries.learnSystems(organisationId, systemsOf(chunk.rows));
    const unknown = unknownOf(vocabulary, chunk.rows);
    if (unknown) await this.dictionaries.register(organisationId, unknown);
    const { placed, rejections } = placeEvents(vocabulary, chunk.rows);

    const result = await this.database.inIngest(organisationId, async (client) => {
      const verdicts = placed.length > 0 ? await insert(client, organisationId, placed) : new Map<number, boolean>();
      const accepted = verdicts.size === 0 ? placed : placed.filter(({ row }) => !verdicts.has(row.line));
      await storeIntervals(client, organisationId, foldOf(accepted), systemByVersion(accepted));
      const conflicts = conflictsOf(placed, verdicts);
      const duplicates = [...verdicts].filter(([, same]) => same).map(([line]) => line);
      const rejected = chunk.rejections.length + rejections.length + conflicts.length;
      const ids = accepted.map(({ uuid }) => uuid);
      await recordBatch(client, actor, { kind: 'event', source, sent: chunk.sent, ids, duplicate: duplicates.length, rejected }, this.clock.now());
      return { accepted, duplicates, conflicts };
    });
    this.stored.announce(organisationId, result.accepted.map(({ systemNumber }) => systemNumber));
    return { accepted: result.accepted.length, duplicates: result.duplicates, rejections: [...rejections, ...result.conflicts] };
  }
}

/** The lines that were not stored, and whether what is stored under their id has the same content. */
async function insert(client: PoolClient, organisationId: number, placed: readonly PlacedEvent[]): Promise<ReadonlyMap<number, boolean>> {
  const seen = new Set<string>();
  const repeated = new Set<PlacedEvent>();
  for (const event of placed) {
    if (seen.size === seen.add(event.uuid).size) repeated.add(event);
  }
  await copyInto(client, 'incoming_event', incomingEventTable, copyOfEvents(placed, repeated));
  const inserted = await client.query(insertEvents, [organisationId]);
  if (inserted.rowCount === placed.length) return new Map();
  const { rows } = await client.query<{ line: number; same: boolean }>(compareEvents, [organisationId]);
  return new Map(rows.map(({ line, same }) => [line, same]));
}

function conflictsOf(placed: readonly PlacedEvent[], verdicts: ReadonlyMap<number, boolean>): Rejection[] {
  if (verdicts.size === 0) return [];
  return placed
    .filter(({ row }) => verdicts.get(row.line) === false)
    .map(({ row }) => refused(row, 'id', 'CONTENT_CONFLICT', 'an event with this id and other content is stored already'));
}

function foldOf(events: readonly PlacedEvent[]) {
  const fold = newFold();
  for (const { row, version } of events) {
    foldEvent(fold, version.number, row.timeMs, row.status !== 'ok', row.decision !== null, row.latencyMs ?? Number.NaN);
  }
  return deltasOf(fold);
}

function systemByVersion(events: readonly PlacedEvent[]): (version: number) => number {
  const systems = new Map<number, number>();
  for (const { version, systemNumber } of events) systems.set(version.number, systemNumber);
  return (version) => systems.get(version)!;
}

function systemsOf(rows: readonly EventRow[]): ReadonlySet<string> {
  const slugs = new Set<string>();
  for (const { system } of rows) slugs.add(system);
  return slugs;
}
